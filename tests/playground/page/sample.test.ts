import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SEED } from "../../../src/playground/stand-in.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findFaintText } from "./contrast.ts";
import { openTab, send } from "./playground.ts";
import type { Tab } from "./playground.ts";
import { serveRealPlayground } from "./real-playground.ts";
import type { RealPlayground } from "./real-playground.ts";

const NOW = "2030-06-05T12:00:00Z"; // a Wednesday
const ZONE = "Pacific/Auckland"; // Monday begins there while it is Sunday almost everywhere
const PATIENCE = { timeout: 40_000 };

describe.skipIf(withoutBrowser())("a server that is alive already", { timeout: 90_000 }, () => {
  let browser: Browser;
  let place: RealPlayground;
  let tab: Tab;
  beforeAll(async () => {
    [browser, place] = await Promise.all([launchBrowser(), serveRealPlayground(NOW, { sample: ZONE })]);
    tab = await openTab(browser, place.url);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  const become = async (page: Page, name: string): Promise<void> => {
    await page.getByRole("combobox", { name: "You are" }).click();
    await page.getByRole("option", { name }).click();
  };
  const count = async (table: string): Promise<number> => {
    const { rows } = await place.database.pool.query<{ n: number }>(
      `select count(*)::int as n from ${table}`,
    );
    return rows[0]?.n ?? 0;
  };

  test("its past is played while one looks, and ends now", async () => {
    const { page } = tab;
    await page.getByText("The bot's last three weeks are being played").waitFor();
    // Who is in a hurry meanwhile does not break it.
    for (const _ of [1, 2, 3]) await page.locator("#bar").getByRole("button", { name: "+1 week" }).click();
    await page.getByText("The last three weeks are still being played.").waitFor();
    await page.getByText("Sample data: three weeks of a study group").waitFor(PATIENCE);
    expect(place.standIn.clock.now() - Date.parse(NOW)).toBeLessThan(60_000);
    const log = page.locator("#log");
    await expect
      .poll(() => log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight))
      .toBeLessThan(80);
    expect(await page.getByText("Dismiss message").count()).toBe(0);
    expect(await findFaintText(page)).toEqual([]);
    expect(tab.complaints).toEqual([]);
  });

  test("its weekly prompts, boards and topics are the bot's own", async () => {
    const { page } = tab;
    const prompts = place.standIn
      .view(SEED.admin, SEED.study)
      .filter(({ embeds }) => embeds[0]?.title?.startsWith("This week: "));
    const there = prompts.map(({ at }) =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE).toPlainDateTime(),
    );
    expect(there.map((at) => at.toString({ smallestUnit: "minute" }))).toEqual([
      "2030-05-13T09:00",
      "2030-05-20T09:00",
      "2030-05-27T09:00",
      "2030-06-03T09:00",
    ]);
    await send(page, "/leaderboard");
    const board = page.locator(".message.ephemeral").last();
    await board.getByText("Priya").waitFor();
    expect(await board.textContent()).not.toContain("遥"); // she does not want to be on it
    // Who finished a topic told the others.
    const shared = page.locator(".message", { hasText: "Done: " }).getByText(/^\w+ has finished /);
    const finishers = (await shared.allTextContents()).map((line) => line.split(" ")[0]);
    expect(finishers).toEqual(["Rafael", "Priya", "Lena"]);
    expect(place.standIn.log.refused()).toEqual([]);
    expect(await count("events")).toBeGreaterThan(15);
  });

  test("all of it was posted when it was due", async () => {
    const { rows } = await place.database.pool.query<{ kind: string; late: number }>(
      "select kind, extract(epoch from settled_at - due_at)::int as late from occurrences where state = 'sent'",
    );
    expect(rows.map(({ kind }) => kind)).toContain("sprint-card");
    expect(rows.filter(({ late }) => late > 60)).toEqual([]);
  });

  test("nothing of it is new to whoever looks first", async () => {
    const fresh = await openTab(browser, place.url);
    await fresh.page.getByText("Sample data").waitFor();
    expect(await fresh.page.locator(".badge").count()).toBe(0);
    expect(await fresh.page.getByRole("separator", { name: "New" }).count()).toBe(0);
    expect(fresh.complaints).toEqual([]);
  });

  test("one click empties it, and the bot keeps nothing of anybody", async () => {
    const { page } = tab;
    await place.bot.stop();
    await send(page, "/leaderboard");
    await page.getByText("The application did not respond").waitFor();
    await place.bot.start();
    await page.getByText("Waymark: online").waitFor();
    const phone = await openTab(browser, place.url, { width: 390, height: 844, touch: true });
    await phone.page.getByRole("button", { name: "Channels", exact: true }).click();
    await phone.page.getByRole("button", { name: "Empty it" }).click();
    // What has become of it stands under the channels there: they go out of the way.
    await phone.page.getByText("This server was emptied.").waitFor();
    await expect.poll(() => phone.page.locator("#nav").isVisible(), PATIENCE).toBe(false);
    expect(await findFaintText(phone.page)).toEqual([]);
    expect(phone.complaints).toEqual([]);
    await page.locator("#sample").waitFor({ state: "hidden" });
    await page.getByText("Nothing has been said here yet").waitFor();
    // It says what has happened, and what comes first: for who owns the server that is /setup.
    await page.getByText("This server was emptied.").waitFor();
    await page.locator("#welcome").getByRole("button", { name: "/setup" }).waitFor();
    await become(page, "Lena");
    await page.locator("#welcome").getByRole("button", { name: "/setup" }).waitFor({ state: "hidden" });
    await page.locator("#welcome").getByRole("button", { name: "/roadmap next" }).waitFor();
    await become(page, "Amara");
    await page.locator("#welcome").getByRole("button", { name: "/setup" }).waitFor();
    expect(await page.getByText("The application did not respond").count()).toBe(0);
    await expect.poll(() => count("occurrences"), PATIENCE).toBe(0);
    await expect.poll(() => count("guilds"), PATIENCE).toBe(1);
    expect(await count("events")).toBe(0);
    expect(await count("members")).toBe(0);
    // Before /setup there is no group's zone: in that of whoever started it.
    const before = place.standIn.clock.now();
    await page.locator("#bar").getByRole("button", { name: "Monday 09:00" }).click();
    await expect.poll(() => place.standIn.clock.now(), PATIENCE).toBeGreaterThan(before + 3_600_000);
    const moved = Temporal.Instant.fromEpochMilliseconds(place.standIn.clock.now());
    expect(moved.toZonedDateTimeISO(Temporal.Now.timeZoneId()).hour).toBe(9);
    await send(page, "/roadmap next");
    await page.getByText("Before your first topic").waitFor();
    // The panel has the same, and on a phone it goes out of the way, too.
    await phone.page.getByRole("button", { name: "Your server" }).click();
    await phone.page.getByRole("button", { name: "Empty this server" }).click();
    await phone.page.locator("#panel").waitFor({ state: "hidden" });
    await phone.page.getByText("This server was emptied.").waitFor();
    expect(tab.complaints).toEqual([]);
    expect(place.testLog.lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe.skipIf(withoutBrowser())("the way to a server of one's own", () => {
  test("the invitation asks for what the README says, and everything is ready to copy", async () => {
    const browser = await launchBrowser();
    await using place = await serveRealPlayground(NOW);
    const { page, complaints } = await openTab(browser, place.url, { width: 390, height: 844 });
    await page.getByRole("button", { name: "Your server" }).click();
    await page.getByRole("textbox", { name: /^Application ID/ }).fill("123456789012345678");
    const link = await page.getByRole("link", { name: "Open the invitation" }).getAttribute("href");
    const asked = new URL(link ?? "").searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      client_id: "123456789012345678",
      scope: "bot applications.commands",
      permissions: "17901423807488",
    });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy the .env file" }).click();
    await page.getByText("Copied").first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^DISCORD_TOKEN=/);
    expect(await findFaintText(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(complaints).toEqual([]);
    await browser.close();
  }, 60_000);
});
