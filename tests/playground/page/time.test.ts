import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSwitchedBot } from "../../../src/bot-switch.ts";
import type { SwitchedBot } from "../../../src/bot-switch.ts";
import { movedTo } from "../../../src/playground/control/move-clock.ts";
import type { Move } from "../../../src/playground/control/move-clock.ts";
import { createTestPlace } from "../../support/bot.ts";
import type { TestPlace } from "../../support/bot.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { groupTime } from "../../../src/playground/page/world/group-time.ts";
import { help } from "../../../commands/help.ts";
import { findFaintText } from "./contrast.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

test.each<[Move, string, string]>([
  ["hour", "2026-11-22T23:30:00Z", "2026-11-23T00:30:00Z"],
  ["day", "2026-12-31T10:00:00Z", "2027-01-01T10:00:00Z"],
  ["week", "2026-11-23T09:00:00Z", "2026-11-30T09:00:00Z"],
  ["monday", "2026-11-22T10:00:00Z", "2026-11-23T09:00:00Z"],
  ["monday", "2026-11-23T08:59:59.999Z", "2026-11-23T09:00:00Z"],
  ["monday", "2026-11-23T09:00:00Z", "2026-11-30T09:00:00Z"],
])("%s leads from %s to %s", (move, from, to) => {
  expect(new Date(movedTo(Date.parse(from), move, "UTC")).toISOString()).toBe(new Date(to).toISOString());
});

test.each<[Move, string, string]>([
  ["monday", "2026-11-23T13:59:00Z", "2026-11-23T14:00:00Z"],
  ["monday", "2026-11-23T14:00:00Z", "2026-11-30T14:00:00Z"],
  // Daylight saving ended on 1 November: the wall time stays.
  ["day", "2026-10-31T13:00:00Z", "2026-11-01T14:00:00Z"],
  ["week", "2026-10-28T13:00:00Z", "2026-11-04T14:00:00Z"],
])("in New York %s leads from %s to %s", (move, from, to) => {
  const moved = movedTo(Date.parse(from), move, "America/New_York");
  expect(new Date(moved).toISOString()).toBe(new Date(to).toISOString());
});

test("the group's clock is nothing to speak of where it shows what the reader's does", () => {
  const now = Date.parse("2026-11-23T14:00:00Z");
  expect(groupTime(now, Temporal.Now.timeZoneId())).toBeNull();
  expect(groupTime(now, null)).toBeNull();
  // At the two ends of the world's dates one of them is another day than here.
  const ends = ["Pacific/Kiritimati", "Pacific/Pago_Pago"].map((zone) => groupTime(now, zone));
  expect(ends.some((text) => /[a-z]{3}/i.test(text ?? ""))).toBe(true);
});

describe.skipIf(withoutBrowser())("the time and the bot, above the channels", BROWSER_TEST, () => {
  let browser: Browser;
  let database: TestPlace;
  let place: Playground;
  let bot: SwitchedBot;
  let tab: Tab;
  beforeAll(async () => {
    [browser, database] = await Promise.all([launchBrowser(), createTestPlace()]);
    bot = createSwitchedBot(() =>
      database.start({
        commands: [help],
        remembered: false,
        config: { token: place.standIn.token, apiUrl: `${place.url}/api`, shardCount: null },
      }),
    );
    place = await servePlayground({ bot });
    await bot.start();
    tab = await openTab(browser, place.url);
    await tab.page.getByText("Waymark: online").waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await bot.stop();
    await place[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
  const toggle = () => tab.page.getByRole("switch", { name: "Bot", exact: true });
  const openTime = async (page: Page): Promise<void> => {
    await page.getByRole("button", { name: "Time", exact: true }).focus();
    await page.keyboard.press("Enter");
  };

  test.each(["en-GB", "en-US", "de-DE", "pt-BR"])(
    "the bar is one line at 1280 px, and nothing of it is cut (%s)",
    async (locale) => {
      const { page } = await openTab(browser, place.url, { locale });
      await page.getByText("Waymark: online").waitFor();
      const bar = page.locator("#bar");
      expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(45);
      const cut = await bar.evaluate((element) =>
        [...element.querySelectorAll("*")]
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
          .map(({ textContent }) => textContent),
      );
      expect(cut).toEqual([]);
      await page.context().close();
    },
  );

  test("the time is moved by a click and by a key, and shown in every tab", async () => {
    const other = await openTab(browser, place.url);
    const { clock } = place.standIn;
    const before = clock.now();
    await tab.page.locator("#bar").getByRole("button", { name: "+1 hour" }).click();
    await expect.poll(() => clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
    await tab.page.locator("#bar").getByRole("button", { name: "Monday 09:00" }).focus();
    await tab.page.keyboard.press("Enter");
    const shown = () => other.page.locator("#bar time").textContent();
    await expect.poll(shown).toMatch(/^Mon.* (09|10|11):00$/);
    const monday = new Date(clock.now());
    expect([monday.getUTCDay(), monday.getUTCHours(), monday.getUTCMinutes()]).toEqual([1, 9, 0]);
    // The browser is in Berlin: what the button says stands below what its own clock shows.
    await expect
      .poll(() => other.page.locator("#bar .group-time").textContent())
      .toMatch(/^0?9:00 for the group$/);
    expect(other.complaints).toEqual([]);
  });

  test.each([320, 390, 640, 1024, 1440])("the group's time is shown whole, %i px wide", async (width) => {
    const { page } = await openTab(browser, place.url, { width, height: 800, locale: "en-US" });
    const group = page.locator("#bar .group-time");
    await group.waitFor();
    for (const part of [group, page.locator("#bar time")])
      expect(await part.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.getByRole("button", { name: "Time", exact: true }).click();
    await page.locator("#panel").getByText("for the group, in UTC").waitFor();
    await page.context().close();
  });

  test("the bot is stopped and started again by a key; what it is told meanwhile stays without an answer", async () => {
    await tab.page.getByRole("button", { name: "Trouble" }).click();
    await toggle().focus();
    await tab.page.keyboard.press("Space");
    await tab.page.getByText("Waymark: offline").waitFor();
    await tab.page.getByText("Is stopped").waitFor();
    expect(await toggle().getAttribute("aria-checked")).toBe("false");
    await tab.page.getByRole("button", { name: "Trouble (1)" }).waitFor();
    expect(place.standIn.botOnline()).toBe(false);
    await send(tab.page, "/help");
    await tab.page.getByText("The application did not respond").waitFor();
    await toggle().click();
    await tab.page.getByText("Runs", { exact: true }).waitFor();
    await tab.page.getByText("Waymark: online").waitFor();
    await send(tab.page, "/help");
    await tab.page.getByText("Only you can see this").last().waitFor();
    await tab.page.locator(".message.ephemeral .embed, .message.ephemeral .md").first().waitFor();
  });

  test("the time plays at the speed that is chosen, in every tab, until it is stopped", async () => {
    const { page } = tab;
    const { clock } = place.standIn;
    await openTime(page);
    await page.getByRole("combobox", { name: "Speed" }).selectOption("1 day a second");
    const before = clock.now();
    await page.getByRole("button", { name: "Play the time" }).click();
    await expect.poll(() => clock.now() - before).toBeGreaterThan(86_400_000);
    await page.getByRole("button", { name: "Stop the time" }).click();
    await page.getByRole("button", { name: "Play the time" }).waitFor();
    const stopped = clock.now();
    await page.getByText("and its outbox with it").waitFor();
    expect(clock.now() - stopped).toBeLessThan(60_000);
    expect(tab.complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)(
    "all of it can be read in %s, 320 px wide too",
    async (colorScheme) => {
      const narrow = await openTab(browser, place.url, {
        width: 320,
        height: 640,
        dark: colorScheme === "dark",
      });
      const { page } = narrow;
      await page.locator("#bar time").waitFor();
      expect(await page.locator("#bar .moves").isVisible()).toBe(false);
      expect(await findFaintText(page)).toEqual([]);
      await openTime(page);
      await page.locator("#panel").getByRole("button", { name: "+1 hour" }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await findFaintText(page)).toEqual([]);
      await page.keyboard.press("Escape");
      expect(await page.locator("#panel").isVisible()).toBe(false);
      expect(await page.locator("#composer-input").isVisible()).toBe(true);
      expect(narrow.complaints).toEqual([]);
    },
  );

  test("a page without a bot to switch has no switch", async () => {
    await using elsewhere = await servePlayground();
    const { page } = await openTab(browser, elsewhere.url);
    await page.locator("#bar time").waitFor();
    await page.getByRole("button", { name: "Trouble" }).click();
    await page.getByRole("switch", { name: "Discord is slow" }).waitFor();
    expect(await page.getByRole("switch", { name: "Bot", exact: true }).isVisible()).toBe(false);
    expect(tab.complaints).toEqual([]);
  });
});
