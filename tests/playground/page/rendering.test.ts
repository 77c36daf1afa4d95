import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findFaintText } from "./contrast.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

describe.skipIf(withoutBrowser())("what the page shows", BROWSER_TEST, () => {
  let browser: Browser;
  let place: Playground;
  let tab: Tab;
  beforeAll(async () => {
    [browser, place] = await Promise.all([launchBrowser(), servePlayground()]);
    await place.startBot();
    tab = await openTab(browser, place.url);
    for (const line of ["/words", "/gallery", "/roadmap next"]) await send(tab.page, line);
    await tab.page.getByText("Only you can see this").waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  const message = (words: string) => tab.page.locator(".message", { hasText: words });

  test("markdown becomes elements, and people's HTML stays text", async () => {
    const words = message("Heading one");
    const tags = await words
      .locator(".md *")
      .evaluateAll((all) => [...new Set(all.map(({ localName }) => localName))]);
    const allowed = "a blockquote button code em h3 h4 h5 li ol p pre s span strong time u ul".split(" ");
    expect(tags.toSorted()).toEqual(allowed);
    expect(await words.getByText("<img src=x onerror=alert(1)> & <b>no HTML</b>").count()).toBe(1);
    expect(await words.locator("ol").getAttribute("start")).toBe("3");
    expect(await words.getByRole("link", { name: "the docs" }).getAttribute("href")).toBe(
      "https://example.com/docs",
    );
    expect(await words.getByRole("link", { name: "the docs" }).getAttribute("rel")).toContain("noopener");
    expect(await words.getByText("@Amara").count()).toBe(1);
    expect(await words.locator("time.moment").nth(1).textContent()).toBe("Friday, 15 January 2027 at 09:00");
  });

  test("a spoiler is read only after a click or a key", async () => {
    const spoiler = message("Heading one").locator(".spoiler");
    expect(await spoiler.getByText("a spoiler").evaluate((one) => getComputedStyle(one).opacity)).toBe("0");
    await spoiler.focus();
    await tab.page.keyboard.press("Enter");
    expect(await spoiler.getByText("a spoiler").evaluate((one) => getComputedStyle(one).opacity)).toBe("1");
  });

  test("mentions of commands and channels can be clicked", async () => {
    await message("Heading one").getByRole("button", { name: "/roadmap next" }).click();
    expect(await tab.page.locator(".command-chip").textContent()).toBe("/roadmap next");
    await tab.page.keyboard.press("Escape");
    expect(await tab.page.locator(".command-chip").count()).toBe(0);
  });

  test("an answer says who used what; an embed has its colour, fields and footer", async () => {
    const answer = message("Advanced SQL");
    expect(await answer.locator(".reply-line").textContent()).toContain("Amara used /roadmap next");
    expect(await answer.locator(".author-line").textContent()).toContain("WaymarkAPP");
    const embed = answer.locator(".embed");
    expect(await embed.evaluate((one) => getComputedStyle(one).borderLeftColor)).toBe("rgb(74, 86, 216)");
    const tops = await embed
      .locator(".embed-field")
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(tops[1]).toBe(tops[3]); // the three inline ones share a row
    expect(tops[4]).toBeGreaterThan(tops[3] ?? 0);
    expect(await embed.locator(".embed-footer").textContent()).toBe("Data Engineer · 3% done");
  });

  test("a file is downloaded from the page's own address", async () => {
    const download = tab.page.waitForEvent("download");
    await message("Everything else").getByRole("link", { name: "everything.json" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("everything.json");
    expect(new URL(file.url()).host).toBe(new URL(place.url).host);
  });

  test("a picture of ours is shown, one from elsewhere is a link", async () => {
    const gallery = message("Everything else");
    const widths = await gallery
      .locator("img")
      .evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth));
    expect(widths).toEqual([1]);
    expect(await gallery.getByRole("link", { name: "Picture on another site" }).count()).toBe(1);
  });

  test("messages of one author in a row are grouped", async () => {
    for (const words of ["first of three", "second of three", "third of three"]) await send(tab.page, words);
    await message("third of three").waitFor();
    expect(await message("first of three").locator(".author").count()).toBe(1);
    expect(await message("second of three").locator(".author").count()).toBe(0);
    expect(await message("third of three").locator(".author").count()).toBe(0);
    const top = async (part: string) => (await message("first of three").locator(part).boundingBox())?.y ?? 0;
    expect(Math.abs((await top(".avatar")) - (await top(".author-line")))).toBeLessThan(4);
  });

  test.each([320, 390, 720, 1280, 2200])("at %d px nothing is wider than the page", async (width) => {
    await tab.page.setViewportSize({ width, height: 800 });
    const { inner, scroll, log } = await tab.page.evaluate(() => {
      const log = document.getElementById("log");
      return {
        inner: innerWidth,
        scroll: document.documentElement.scrollWidth,
        log: (log?.scrollWidth ?? 0) - (log?.clientWidth ?? 0),
      };
    });
    expect(scroll).toBe(inner);
    expect(log).toBe(0);
    await tab.page.setViewportSize({ width: 1280, height: 800 });
  });

  test.each(["light", "dark"] as const)("every text can be read in %s", async (colorScheme) => {
    await tab.page.emulateMedia({ colorScheme });
    expect(await findFaintText(tab.page)).toEqual([]);
    await tab.page.locator("#composer-input").fill("/");
    await tab.page.locator("#suggestions li").first().waitFor();
    expect(await findFaintText(tab.page)).toEqual([]);
    await tab.page.locator("#composer-input").fill("");
    await tab.page.getByRole("button", { name: "Open the form" }).click();
    await tab.page.getByRole("dialog").waitFor();
    expect(await findFaintText(tab.page)).toEqual([]);
    await tab.page.keyboard.press("Escape");
  });

  test("the browser had nothing to complain of, and asked no other host for anything", () => {
    expect(tab.complaints).toEqual([]);
  });
});
