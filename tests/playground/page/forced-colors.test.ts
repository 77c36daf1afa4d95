import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

/** As Windows' contrast themes do: the system's few colours instead of ours, and no shadows. */
describe.skipIf(withoutBrowser())("where the system forces its colours", BROWSER_TEST, () => {
  let browser: Browser;
  let place: Playground;
  let tab: Tab;
  let page: Page;
  beforeAll(async () => {
    [browser, place] = await Promise.all([launchBrowser(), servePlayground()]);
    await place.startBot();
    tab = await openTab(browser, place.url, { width: 1440, height: 900 });
    page = tab.page;
    await page.emulateMedia({ forcedColors: "active" });
    await page.getByPlaceholder("Message #study").waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  /** The ground that something is painted on, and the colour of its words. */
  const painted = (one: Locator, pseudo?: string) =>
    one.evaluate((element, part) => {
      const { backgroundColor, color } = getComputedStyle(element, part);
      return `${backgroundColor} under ${color}`;
    }, pseudo);
  const border = (one: Locator) =>
    one.evaluate((element) => {
      const { borderTopWidth, borderTopStyle } = getComputedStyle(element);
      return `${borderTopWidth} ${borderTopStyle}`;
    });
  /** What the system's own colours are here. */
  const system = (ground: string, words: string) =>
    page.evaluate(
      ([ground, words]) => {
        const probe = document.createElement("p");
        probe.style.cssText = `forced-color-adjust: none; background: ${ground}; color: ${words}`;
        document.body.append(probe);
        const { backgroundColor, color } = getComputedStyle(probe);
        probe.remove();
        return `${backgroundColor} under ${color}`;
      },
      [ground, words],
    );

  test("one sees where one is in a list: of commands, of people, of a menu, of channels and servers", async () => {
    const marked = await system("Highlight", "HighlightText");
    const options = page.locator("#suggestions [role=option]");
    await page.locator("#composer-input").fill("/");
    await page.keyboard.press("ArrowDown");
    expect(await painted(page.locator("#suggestions [aria-selected=true]"))).toBe(marked);
    expect(await painted(options.last())).not.toBe(marked);
    // Its small words too, which have a colour of their own otherwise.
    const small = page.locator("#suggestions [aria-selected=true] small");
    expect(await small.evaluate((one) => getComputedStyle(one).color)).toBe(marked.split(" under ")[1]);
    await page.keyboard.press("Escape");
    await page.locator("#composer-input").fill("");
    const you = page.getByRole("combobox", { name: "You are" });
    await you.focus();
    for (const key of ["Enter", "ArrowDown"]) await page.keyboard.press(key);
    const people = page.locator("#you [role=option]");
    expect(await painted(people.nth(1))).toBe(marked);
    expect(await painted(people.nth(0))).not.toBe(marked);
    const ticks = await people.evaluateAll((all) =>
      all.map((one) => getComputedStyle(one, "::after").content.includes("✓")),
    );
    expect(ticks.filter(Boolean)).toHaveLength(1);
    expect(ticks[0]).toBe(true);
    await page.keyboard.press("Escape");
    await send(page, "Hello");
    await page.locator(".message", { hasText: "Hello" }).waitFor();
    await page.locator("#log").focus();
    for (const key of ["ArrowUp", "Shift+F10"]) await page.keyboard.press(key);
    await page.getByRole("menu").waitFor();
    expect(await painted(page.locator(".menu button:focus"))).toBe(marked);
    expect(await painted(page.locator(".menu button").last())).not.toBe(marked);
    await page.keyboard.press("Escape");
    for (const list of ["#channels .place-button", "#servers .rail-button"]) {
      expect(await painted(page.locator(`${list}[aria-current]`))).toBe(marked);
      expect(await painted(page.locator(`${list}:not([aria-current])`).first())).not.toBe(marked);
    }
  });

  test("what can be pressed has a border, a spoiler too; who is there is a filled dot; a switch shows its state", async () => {
    await send(page, "/roadmap next");
    await send(page, "/words");
    await page.locator(".spoiler").waitFor();
    const pressed = [".message .button", ".bar-button", ".spoiler", "#send", ".rail-button"];
    for (const one of pressed)
      expect(await border(page.locator(one).first())).toMatch(/^1px (solid|dashed)$/);
    await page.getByText("Waymark: online").waitFor();
    const filled = (await system("CanvasText", "CanvasText")).split(" under ")[0] ?? "";
    expect(await painted(page.locator("#bot"), "::before")).toContain(`${filled} under`);
    expect(await painted(page.locator("#members .face:not(.offline)").first(), "::after")).toContain(
      `${filled} under`,
    );
    await page.getByRole("button", { name: "Trouble" }).click();
    const one = page.getByRole("switch").first();
    const track = one.locator(".switch-track");
    const off = await painted(track);
    await one.click();
    await expect.poll(() => one.getAttribute("aria-checked")).toBe("true");
    expect(await painted(track)).not.toBe(off);
    await one.click();
    await expect.poll(() => one.getAttribute("aria-checked")).toBe("false");
    expect(tab.complaints).toEqual([]);
  });
});
