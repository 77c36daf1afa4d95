import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findBarriers } from "./barriers.ts";
import { findFaintText } from "./contrast.ts";
import { openTab, send } from "./playground.ts";
import type { Tab } from "./playground.ts";
import { serveRealPlayground } from "./real-playground.ts";
import type { RealPlayground } from "./real-playground.ts";

describe.skipIf(withoutBrowser())("the page for authors", { timeout: 90_000 }, () => {
  let browser: Browser;
  let place: RealPlayground;
  let tab: Tab;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "waymark-roadmap-"));
    await cp("roadmap", folder, { recursive: true });
    [browser, place] = await Promise.all([
      launchBrowser(),
      serveRealPlayground("2030-06-05T12:00:00Z", { folder }),
    ]);
    tab = await openTab(browser, place.url, { width: 1440 });
    await tab.page.getByText("Waymark: online").waitFor();
    await tab.page.getByRole("button", { name: "Roadmap", exact: true }).click();
  });
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });
  const save = async (change: (text: string) => string): Promise<void> => {
    const file = join(folder, "data-engineer.yaml");
    await writeFile(file, change(await readFile(file, "utf8")));
  };
  const panel = () => tab.page.getByRole("complementary", { name: "Playground" });

  test("a mistake that is saved is told by its line, and the bot keeps the last good roadmap", async () => {
    await panel().getByText("Nothing has been saved since the start").waitFor();
    const before = await readFile(join(folder, "data-engineer.yaml"), "utf8");
    const line = before.split("\n").findIndex((one) => one.includes("hours: 40")) + 1;
    await save((text) => text.replace("hours: 40", "hours: forty"));
    await panel().getByText(`data-engineer.yaml:${line}`).waitFor();
    await panel().getByText("1 mistake; the bot keeps the last good one").waitFor();
    await tab.page.getByRole("button", { name: "Roadmap (1)" }).waitFor();
    await send(tab.page, "/roadmap view");
    await tab.page.getByText("0 of 20 topics done").waitFor();
    expect([...(await findBarriers(tab.page)), ...(await findFaintText(tab.page))]).toEqual([]);
    await save(() => before);
    await panel().getByText("No mistakes any more").waitFor();
  });

  test("what a saving changed is told, and the bot goes on with it", async () => {
    await save((text) => text.replace("title: SQL Advanced Techniques", "title: SQL for the Brave"));
    await panel().getByText("SQL for the Brave: title").waitFor();
    await panel().getByText("Saved, and in use").waitFor();
    await tab.page.getByText("Waymark: online").waitFor();
    await send(tab.page, "/roadmap view topic: sql-advanced");
    await tab.page.locator(".embed-title", { hasText: "SQL for the Brave" }).waitFor();
    expect(tab.complaints).toEqual([]);
  });

  test("each rendering of a topic is shown in four looks, and follows what is saved", async () => {
    const { page } = tab;
    await panel()
      .getByRole("button", { name: /^SQL for the Brave/ })
      .click();
    const preview = page.getByRole("dialog", { name: "Preview" });
    await preview.getByRole("heading", { name: "/roadmap next", exact: true }).waitFor();
    const looks = preview.locator(".preview-look");
    const names = await preview
      .getByRole("heading", { level: 3 })
      .filter({ visible: true })
      .allTextContents();
    expect(names).toContain("Weekly prompt, 4 of 4");
    expect(await looks.count()).toBe(4 * 31);
    const backs = await looks.evaluateAll((all) =>
      all.slice(0, 4).map((one) => [getComputedStyle(one).backgroundColor, one.clientWidth]),
    );
    expect(backs).toEqual([
      ["rgb(255, 255, 255)", 558],
      ["rgb(49, 51, 56)", 558],
      ["rgb(255, 255, 255)", 358],
      ["rgb(49, 51, 56)", 358],
    ]);
    expect([...(await findBarriers(page)), ...(await findFaintText(page))]).toEqual([]);
    const reminder = preview.locator("section", { hasText: "Reminder on the day, in the channel" });
    expect(await reminder.locator(".mention").first().textContent()).not.toContain("unknown");
    const sent = place.standIn.log.requests.length;
    await looks.first().getByRole("button", { name: "Start" }).click();
    await save((text) => text.replace("title: SQL for the Brave", "title: SQL for Everybody"));
    await looks.first().getByText("Next: SQL for Everybody").waitFor();
    expect(place.standIn.log.requests.slice(sent).filter(({ route }) => route?.includes("callback"))).toEqual(
      [],
    );
    await page.keyboard.press("Escape");
    await preview.waitFor({ state: "detached" });
    expect(tab.complaints).toEqual([]);
  });

  const openPreview = async (name: RegExp) => {
    await panel().getByRole("button", { name }).click();
    const preview = tab.page.getByRole("dialog", { name: "Preview" });
    await preview.getByRole("heading", { name: "/roadmap next", exact: true }).waitFor();
    return preview;
  };
  const focused = (): Promise<string | null | undefined> =>
    tab.page.evaluate(() => document.activeElement?.textContent);

  test("mistakes that are saved under an open preview are told there, and lead to the list of them", async () => {
    const { page } = tab;
    const preview = await openPreview(/^SQL for Everybody/);
    await save((text) => text.replace("hours: 40", "hours: forty"));
    const told = preview.getByRole("button", { name: "1 mistake; this is the last good one" });
    await told.waitFor();
    expect([...(await findBarriers(page)), ...(await findFaintText(page))]).toEqual([]);
    await told.click();
    await preview.waitFor({ state: "detached" });
    expect(await focused()).toMatch(/^1 mistake; the bot keeps the last good one ?data-engineer.yaml:/);
    await save((text) => text.replace("hours: forty", "hours: 40"));
    await panel().getByText("No mistakes any more").waitFor();
  });

  test("a preview that is closed after a saving gives the focus back to its topic", async () => {
    const preview = await openPreview(/^SQL for Everybody/);
    await save((text) => text.replace("title: SQL for Everybody", "title: SQL for Anybody"));
    await preview.getByText("Next: SQL for Anybody").first().waitFor();
    await tab.page.keyboard.press("Escape");
    await preview.waitFor({ state: "detached" });
    await expect.poll(focused).toMatch(/^SQL for Anybody/);
  });

  test("a topic that goes from the roadmap under its preview is said to be gone, and others can be chosen", async () => {
    const preview = await openPreview(/^Generative AI/);
    const anew = (text: string): string => text.replaceAll("genai-de", "genai-anew");
    const place = (id: string): string => join(folder, "data-engineer", `${id}.yaml`);
    await writeFile(place("genai-de"), anew(await readFile(place("genai-de"), "utf8")));
    await rename(place("genai-de"), place("genai-anew"));
    await save(anew);
    await preview.getByText("This topic is no longer in the roadmap").waitFor();
    const select = preview.getByRole("combobox", { name: "Topic" });
    expect(await select.locator("option:checked").textContent()).toMatch(/ \(gone\)$/);
    await select.selectOption("genai-anew");
    await preview.getByRole("heading", { name: "/roadmap next", exact: true }).waitFor();
    await tab.page.keyboard.press("Escape");
    await expect.poll(focused).toMatch(/^Generative AI/);
  });

  test("nothing of a preview is cut at any width, narrow looks come first where it is narrow, and Tab passes its buttons over", async () => {
    const { page } = tab;
    const preview = await openPreview(/^SQL for Anybody/);
    for (const width of [320, 360, 390, 768, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const cut = await preview.locator(".preview-look, .preview-look .button").evaluateAll((all) =>
        all.flatMap((one) => {
          const { left, right } = one.getBoundingClientRect();
          return left < 0 || right > window.innerWidth ? [`${one.textContent.slice(0, 20)} to ${right}`] : [];
        }),
      );
      expect([width, ...cut]).toEqual([width]);
      const tops = await preview
        .locator("section:first-of-type figure")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      const [desk = 0, , phone = 0] = tops;
      expect([width, phone < desk]).toEqual([width, width < 1180]);
    }
    const stops = await preview
      .locator(".preview-room *")
      .evaluateAll(
        (all) =>
          all.filter((one) => one instanceof HTMLElement && one.tabIndex >= 0 && !one.closest("[inert]"))
            .length,
      );
    const links = await preview.locator("figure:first-of-type a[href]").count();
    expect([stops, links > 0]).toEqual([links, true]);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(tab.complaints).toEqual([]);
  });
});
