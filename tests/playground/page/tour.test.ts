import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findFaintText } from "./contrast.ts";
import { openTab, send } from "./playground.ts";
import type { Tab } from "./playground.ts";
import { serveRealPlayground } from "./real-playground.ts";
import type { RealPlayground } from "./real-playground.ts";

const PATIENCE = { timeout: 40_000 };

describe.skipIf(withoutBrowser())("the guided first minute", { timeout: 120_000 }, () => {
  let browser: Browser;
  let place: RealPlayground;
  beforeAll(async () => {
    [browser, place] = await Promise.all([
      launchBrowser(),
      serveRealPlayground("2030-06-05T12:00:00Z", { sample: "Asia/Kolkata" }),
    ]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  const guide = ({ page }: Tab) => page.getByRole("region", { name: "First minute" });
  const press = (tab: Tab, name: string) =>
    tab.page.locator(".message").getByRole("button", { name, exact: true }).last().click();

  test("five steps, each known to be done by what one does", async () => {
    const tab = await openTab(browser, place.url, { tour: true });
    const { page } = tab;
    await guide(tab).getByText("1 of 5").waitFor(PATIENCE);
    expect(await findFaintText(page)).toEqual([]);
    await guide(tab).getByRole("button", { name: "Type it for me" }).click();
    await page.keyboard.press("Enter");
    await guide(tab).getByText("2 of 5").waitFor();
    await press(tab, "Looks right");
    await press(tab, "Done");
    await guide(tab).getByText("3 of 5").waitFor();
    await page.getByText("+40 points").waitFor();
    // Who is asked how long has no sprint yet.
    await send(page, "/sprint start");
    await page.getByText("How long?").waitFor();
    await guide(tab).getByText("3 of 5").waitFor();
    await guide(tab).getByRole("button", { name: "Find one" }).click();
    await press(tab, "Join");
    // Who has joined is in, whether or not they say when they will study.
    await guide(tab).getByText("4 of 5").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    const prompts = page.locator(".message", { hasText: "This week: " });
    const before = await prompts.count();
    // The group is at home in Kolkata, the browser in Berlin.
    await guide(tab).getByText("Move to Monday").waitFor();
    await guide(tab)
      .getByText(/is posted Mon,? 10 Jun.*0?5:30 \(0?9:00 for the group\)/)
      .waitFor();
    await page.locator("#bar").getByRole("button", { name: "+1 hour" }).click();
    await guide(tab).getByRole("button", { name: "Move", exact: true }).click();
    await guide(tab).getByText("5 of 5").waitFor();
    await expect.poll(() => prompts.count(), PATIENCE).toBe(before + 1);
    // One sees it from its beginning: "Find one" had led away, and it is longer than the screen.
    const title = prompts.last().locator(".embed-title").first();
    await expect.poll(() => isInView(tab, title), PATIENCE).toBe(true);
    await guide(tab).getByRole("button", { name: "Type it for me" }).click();
    await page.keyboard.press("Enter");
    await guide(tab).getByText("That was the first minute").waitFor();
    await page.locator(".message", { hasText: "used /leaderboard" }).getByText("Priya").waitFor();
    const share = page.getByRole("button", { name: "Share", exact: true }).last();
    expect(await isInView(tab, share)).toBe(true);
    await guide(tab).getByRole("button", { name: "Use it on your server" }).click();
    await page.getByRole("heading", { name: "Use it on your server" }).waitFor();
    expect(tab.complaints).toEqual([]);
  });

  const isInView = async ({ page }: Tab, what: Locator): Promise<boolean> => {
    const box = await what.boundingBox();
    const log = await page.locator("#log").boundingBox();
    return box !== null && log !== null && box.y >= log.y && box.y + box.height <= log.y + log.height;
  };

  test("it can be skipped, stays away, and comes back when one asks for it; on a phone too", async () => {
    const tab = await openTab(browser, place.url, { tour: true, width: 390, height: 844, dark: true });
    const { page } = tab;
    await guide(tab).getByText("1 of 5").waitFor(PATIENCE);
    expect(await findFaintText(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await guide(tab).getByRole("button", { name: "Skip the tour" }).click();
    await guide(tab).waitFor({ state: "hidden" });
    await page.reload();
    await page.getByText("Sample data").waitFor({ state: "attached" });
    expect(await guide(tab).isVisible()).toBe(false);
    await page.getByRole("button", { name: "Tour" }).click();
    await guide(tab).getByText("1 of 5").waitFor();
    expect(tab.complaints).toEqual([]);
  });

  test("in an emptied server it starts the sprint that nobody has, and sets up before it moves", async () => {
    const tab = await openTab(browser, place.url, { tour: true });
    const { page } = tab;
    await page.getByRole("button", { name: "Empty it" }).click();
    await page.locator("#sample").waitFor({ state: "hidden", ...PATIENCE });
    await beginAt(tab, 3);
    await guide(tab).getByRole("button", { name: "Start one" }).click();
    await page.keyboard.press("Enter");
    await guide(tab).getByText("4 of 5").waitFor();
    await page.getByText("You are in, and lead it").waitFor();
    // Nothing is going to be posted: nobody who moves the time has seen it.
    await guide(tab).getByText("/setup chooses the channel").waitFor();
    await page.locator("#bar").getByRole("button", { name: "+1 hour" }).click();
    await become(tab, "Lena");
    await guide(tab).getByText("Whoever owns the server").waitFor();
    await guide(tab).getByText("4 of 5").waitFor();
    await guide(tab).getByRole("button", { name: "Be Amara" }).click();
    await guide(tab).getByRole("button", { name: "Type /setup" }).click();
    await page.keyboard.press("Enter");
    await pick(tab, "Study channel", "general");
    await guide(tab).getByText("Move to Monday").waitFor(); // saved, and the panel drawn anew
    await pick(tab, "Day", "Thursday");
    // What was set up by hand is what the time moves to, and where it leads.
    await guide(tab).getByText("Move to Thursday").waitFor();
    await guide(tab).getByRole("button", { name: "Move", exact: true }).click();
    await guide(tab).getByText("5 of 5").waitFor();
    await page.getByRole("heading", { name: "general", exact: true }).waitFor();
    await page.locator(".message").getByRole("button", { name: "I'm in" }).waitFor();
    expect(tab.complaints).toEqual([]);
  });

  test("where posting has stopped it says why, and is not done by a move", async () => {
    await using revoked = await serveRealPlayground("2030-06-05T12:00:00Z");
    const tab = await openTab(browser, revoked.url, { tour: true });
    const { page } = tab;
    await beginAt(tab, 4);
    await guide(tab).getByRole("button", { name: "Type /setup" }).click();
    await page.keyboard.press("Enter");
    await pick(tab, "Study channel", "study");
    await guide(tab).getByText("Move to Monday").waitFor();
    await page.getByRole("button", { name: "Trouble", exact: true }).click();
    await page.getByRole("switch", { name: "The bot may not write here" }).click();
    await guide(tab).getByRole("button", { name: "Move", exact: true }).click();
    await guide(tab).getByText("Nothing is posted at present").waitFor();
    await guide(tab).getByText("4 of 5").waitFor();
    expect(tab.complaints).toEqual([]);
  });

  const beginAt = async ({ page }: Tab, step: number): Promise<void> => {
    await page.evaluate((at) => localStorage.setItem("waymark.tour", String(at)), step - 1);
    await page.reload();
    await page.getByText("Waymark: online").waitFor();
    await page.getByText(`${step} of 5`).waitFor();
  };
  const become = ({ page }: Tab, name: string) => pick({ page }, "You are", name);
  const pick = async ({ page }: Pick<Tab, "page">, list: string, option: string): Promise<void> => {
    await page.getByRole("combobox", { name: list }).last().click();
    await page.getByRole("option", { name: option }).click();
  };
});
