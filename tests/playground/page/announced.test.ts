import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

const NOON = Date.parse("2030-06-05T10:00:00Z"); // in Berlin, where the browser is
const DAY_MS = 86_400_000;

describe.skipIf(withoutBrowser())("what is read aloud", BROWSER_TEST, () => {
  let browser: Browser;
  let place: Playground;
  let tab: Tab;
  let page: Page;
  beforeAll(async () => {
    [browser, place] = await Promise.all([launchBrowser(), servePlayground({}, { now: NOON })]);
    await place.startBot();
    tab = await openTab(browser, place.url);
    page = tab.page;
    await page.getByPlaceholder("Message #study").waitFor();
    for (let count = 1; count <= 5; count += 1) say(`line ${count}`);
    say(`begun <t:${Math.floor(place.standIn.clock.now() / 1_000)}:R>`);
    await page.locator("time.moment").waitFor();
    await listen(page);
  });
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  const idOf = (name: string) =>
    place.standIn.world.users.values().find(({ globalName }) => globalName === name)?.id ?? "";
  const channelId = (called: string) =>
    place.standIn.world.channels.values().find(({ name }) => name === called)?.id ?? "";
  const say = (words: string) => place.standIn.as(idOf("Lena"), channelId("study")).say(words);
  /** What has been read aloud since the last time one asked. */
  const heard = () =>
    page.evaluate(() => (document.documentElement.dataset["heard"] ?? "").split("\n").filter(Boolean));
  const forget = () => page.evaluate(() => void delete document.documentElement.dataset["heard"]);

  test("a new message is, and that time has passed is not", async () => {
    await forget();
    say("news of Lena");
    await page.getByText("news of Lena").waitFor();
    expect(await heard()).toEqual([expect.stringContaining("news of Lena")]);
    await forget();
    place.standIn.clock.advance(DAY_MS);
    say("a day later");
    await page.getByText("a day later").waitFor();
    await expect.poll(() => page.locator("time.moment").textContent()).toBe("1 day ago");
    await expect.poll(() => page.locator("time.posted").first().textContent()).toMatch(/^Yesterday/);
    // With the line between the two days; of the times above it nothing.
    expect((await heard()).toSorted()).toEqual(["6 June 2030", expect.stringContaining("a day later")]);
  });

  test("a channel that one opens is not, and what comes then is", async () => {
    await forget();
    for (const name of ["#general", "#study"]) {
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("heading", { name: name.slice(1), exact: true }).waitFor();
    }
    await page.getByText("line 5").waitFor();
    await expect.poll(() => page.locator("#log").getAttribute("aria-busy")).toBe(null);
    expect(await heard()).toEqual([]);
    say("back again");
    await page.getByText("back again").waitFor();
    expect(await heard()).toEqual([expect.stringContaining("back again")]);
  });

  test("an answer that was thought over is, and a dismissed one is not", async () => {
    await forget();
    await send(page, "/slow");
    await page.getByText("Thought it through.").waitFor();
    expect((await heard()).at(-1)).toContain("Thought it through.");
    await send(page, "/roadmap next");
    await page.getByText("Only you can see this").waitFor();
    await forget();
    await page.getByRole("button", { name: "Dismiss message" }).click();
    await page.getByText("Only you can see this").waitFor({ state: "detached" });
    expect(await heard()).toEqual([]);
    expect(tab.complaints).toEqual([]);
  });
});

/**
 * Notes what a screen reader would say of the log, by the rules of ARIA: what is put in where the nearest part that says so is live and
 * nothing around it is busy. A text that is put in the place of another is an addition, too, by what browsers tell.
 */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const log = document.querySelector("#log");
    const note = (words: string | null) => {
      const { dataset } = document.documentElement;
      dataset["heard"] = `${dataset["heard"] ?? ""}\n${(words ?? "").replaceAll("\n", " ")}`;
    };
    const isHeard = (at: Element | null) =>
      at?.closest("[aria-live]")?.getAttribute("aria-live") === "polite" && !at.closest('[aria-busy="true"]');
    const observer = new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        const at = target instanceof Element ? target : target.parentElement;
        if (!isHeard(at)) continue;
        const texts = log?.getAttribute("aria-relevant") !== "additions";
        if (type === "characterData" && texts) note(target.textContent);
        for (const node of addedNodes) note(node.textContent);
      }
    });
    if (log) observer.observe(log, { childList: true, subtree: true, characterData: true });
  });
}
