import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

const NOON = Date.parse("2030-06-05T10:00:00Z"); // in Berlin, where the browser is

describe.skipIf(withoutBrowser())("from message to message by the arrow keys", BROWSER_TEST, () => {
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
  });
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  const lastName = () => page.locator(".message").last().getAttribute("aria-label");
  const heard = () => page.evaluate(() => document.activeElement?.ariaLabel ?? "");
  const named = async (line: string) => {
    const before = await page.locator(".message").count();
    await send(page, line);
    await page.locator(".message").nth(before).waitFor();
    return lastName();
  };

  test("each is called by who wrote it, when, whether others see it, and how it begins", async () => {
    expect(await named("Hello **all**")).toBe("Amara, 12:00: Hello all");
    expect(await named("The end is ||that he lives|| and more")).toBe(
      "Amara, 12:00: The end is (spoiler) and more",
    );
    expect(await named("/roadmap next")).toBe(
      "Waymark, 12:00, only you can see this: Advanced SQL. You are at Phase 1 · Foundations. Next is this topic: new.",
    );
    expect(await named("/gallery")).toBe(
      "Waymark, 12:00: Everything else that a message can hold. With a picture. And a long line:…",
    );
    expect(await named("/layout")).toMatch(
      /^Waymark, 12:00: A sprint of words\. SQL Foundations, week 2 of 3\. Picture: The mark of the topic\. Three are in/,
    );
    expect(await named("word ".repeat(60))).toMatch(/^Amara, 12:00: (word ){23}word…$/);
    await page.locator("#log").focus();
    await page.keyboard.press("ArrowUp");
    expect(await heard()).toMatch(/^Amara, 12:00: word/);
    await page.keyboard.press("ArrowUp");
    expect(await heard()).toMatch(/^Waymark, 12:00: A sprint of words/);
    // What is in it is not one more message to walk through.
    expect(await page.locator("article article").count()).toBe(0);
  });

  test("its menu opens at its beginning, however long it is", async () => {
    const focused = page.locator(".message:focus");
    const message = await focused.boundingBox();
    const log = await page.locator("#log").boundingBox();
    await page.keyboard.press("Shift+F10");
    const menu = await page.getByRole("menu").boundingBox();
    await page.keyboard.press("Escape");
    expect(message?.height).toBeGreaterThan(200);
    const top = Math.max(message?.y ?? 0, log?.y ?? 0);
    expect((menu?.y ?? 0) - top).toBeCloseTo(8, 0);
    expect(await heard()).toMatch(/^Waymark, 12:00: A sprint of words/);
  });

  test("the time in the names is as old as it is", async () => {
    place.standIn.clock.advance(86_400_000);
    await expect
      .poll(() => page.locator(".message").first().getAttribute("aria-label"))
      .toBe("Amara, Yesterday at 12:00: Hello all");
    expect(tab.complaints).toEqual([]);
  });
});
