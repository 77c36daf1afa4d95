import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SEED } from "../../../src/playground/stand-in.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findFaintText } from "./contrast.ts";
import { openTab, send } from "./playground.ts";
import type { Tab } from "./playground.ts";
import { serveRealPlayground } from "./real-playground.ts";
import type { RealPlayground } from "./real-playground.ts";
import { watchFor } from "./watch-for.ts";

const POLL = { timeout: 30_000 };

describe.skipIf(withoutBrowser())("trouble on request", { timeout: 90_000 }, () => {
  let browser: Browser;
  let place: RealPlayground;
  let tab: Tab;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    place = await serveRealPlayground("2030-06-05T12:00:00Z");
    const amara = place.standIn.as(SEED.admin, SEED.study);
    const panel = await amara.command("setup");
    if (panel.kind !== "message") throw new Error("no panel");
    await amara.select(panel.message, "Study channel", [SEED.study]);
    amara.dismiss(panel.message);
    tab = await openTab(browser, place.url, { dark: true });
    await tab.page.getByText("Waymark: online").waitFor();
    await tab.page.getByRole("button", { name: "Trouble" }).click();
  });
  afterEach(async () => {
    expect(tab.complaints).toEqual([]);
    for (const context of browser.contexts()) await context.close();
    await place[Symbol.asyncDispose]();
  });
  const turn = (name: string) => tab.page.getByRole("switch", { name }).click();
  const monday = () => tab.page.locator("#bar").getByRole("button", { name: "Monday 09:00" }).click();
  const prompts = () => {
    const { page } = tab;
    return page.locator(".message", { has: page.getByRole("button", { name: "I'm in" }) });
  };
  const postsOfPrompt = () => place.standIn.log.of("POST /channels/:channel/messages").length;

  test("slow: an answer takes its time and comes", async () => {
    await turn("Discord is slow");
    const sending = await watchFor(tab.page, "#pending", "Sending command…");
    await send(tab.page, "/leaderboard");
    await sending();
    await tab.page.locator(".message.ephemeral .embed").waitFor();
    expect(await tab.page.getByText("did not respond").count()).toBe(0);
    expect(await findFaintText(tab.page)).toEqual([]);
  });

  test("limited: what is due waits, commands answer, and it comes once when the limit ends", async () => {
    await turn("Discord limits posts");
    const before = postsOfPrompt();
    await monday();
    await expect.poll(postsOfPrompt, POLL).toBeGreaterThan(before);
    await send(tab.page, "/leaderboard");
    await tab.page.locator(".message.ephemeral .embed").waitFor();
    expect(await prompts().count()).toBe(0);
    await turn("Discord limits posts");
    await prompts().first().waitFor();
    expect(await prompts().count()).toBe(1);
  });

  test("lost answers: the post is there once, and known to be", async () => {
    await turn("Answers get lost");
    await monday();
    await prompts().first().waitFor();
    await tab.page.getByRole("button", { name: "Time", exact: true }).click();
    const row = tab.page.getByRole("list", { name: "Outbox" }).getByRole("listitem");
    await tab.page.getByRole("button", { name: "Trouble" }).click();
    await turn("Answers get lost");
    await tab.page.getByRole("button", { name: "Time", exact: true }).click();
    await row.filter({ hasText: "Weekly prompt" }).getByText("sent", { exact: true }).waitFor(POLL);
    expect(await prompts().count()).toBe(1);
  });

  test("lost answers while the time is moved on: the post is not sent again by a bot that the time has run away from", async () => {
    await turn("Answers get lost");
    const before = postsOfPrompt();
    await monday();
    await expect.poll(postsOfPrompt, POLL).toBeGreaterThan(before + 1);
    const inOutbox = async () =>
      (
        await place.database.pool.query<{ state: string }>(
          "select state from occurrences where kind = 'week' order by id",
        )
      ).rows.map(({ state }) => state);
    // The bot has taken the next try in hand, by the time that it was then.
    await expect.poll(inOutbox, { ...POLL, interval: 10 }).toEqual(["claimed"]);
    for (const by of ["+1 hour", "+1 day", "+1 week"])
      await tab.page.locator("#bar").getByRole("button", { name: by }).click();
    await turn("Answers get lost");
    await expect.poll(inOutbox, POLL).toEqual(["sent", "sent"]);
    const posted = place.standIn
      .view(SEED.admin, SEED.study)
      .flatMap(({ embeds }) => embeds.filter(({ title }) => title?.startsWith("This week: ")));
    expect(posted.map(({ description }) => /Week \d/.exec(description ?? "")?.[0])).toEqual([
      "Week 1",
      "Week 2",
    ]);
  });

  test("down for an hour: nothing answers, and afterwards all is there", async () => {
    await monday();
    await prompts().first().waitFor();
    await turn("Discord is down for an hour");
    await tab.page.getByText("Waymark: offline").waitFor();
    await send(tab.page, "/leaderboard");
    await tab.page.getByText("The application did not respond").waitFor();
    const down = tab.page.getByRole("switch", { name: "Discord is down for an hour" });
    expect(await down.getAttribute("aria-checked")).toBe("true");
    await tab.page.locator("#bar").getByRole("button", { name: "+1 hour" }).click();
    await tab.page.getByText("Waymark: online").waitFor();
    expect(await down.getAttribute("aria-checked")).toBe("false");
    await monday();
    await expect.poll(() => prompts().count(), POLL).toBe(2);
  });

  test("killed while Discord is down: it tries until Discord is back, unless it is switched off", async () => {
    const { page } = tab;
    const bot = page.getByRole("switch", { name: "Bot", exact: true });
    await turn("Discord is down for an hour");
    await page.getByRole("button", { name: "Kill and restart" }).click();
    await page.getByText("Cannot start, and tries again").waitFor(POLL);
    await bot.click();
    await page.getByText("Is stopped").waitFor(POLL);
    await bot.click();
    await page.getByText("Cannot start, and tries again").waitFor(POLL);
    await page.locator("#bar").getByRole("button", { name: "+1 hour" }).click();
    await page.getByText("Waymark: online").waitFor(POLL);
    await page.getByText("Runs", { exact: true }).waitFor();
    await send(page, "/leaderboard");
    await page.locator(".message.ephemeral .embed").waitFor();
  });

  test("killed: it comes back, and the week's prompt is there once", async () => {
    await monday();
    await tab.page.getByRole("button", { name: "Kill and restart" }).click();
    await tab.page.getByText("Runs", { exact: true }).waitFor();
    await tab.page.getByText("Waymark: online").waitFor();
    await prompts().first().waitFor(POLL);
    await send(tab.page, "/leaderboard");
    await tab.page.locator(".message.ephemeral .embed").waitFor();
    expect(await prompts().count()).toBe(1);
  });

  test("revoked: the organiser is told by direct message, and the outbox says why", async () => {
    await turn("The bot may not write here");
    await tab.page.getByRole("switch", { name: "The bot may not write here" }).getByText("#study").waitFor();
    await monday();
    const direct = tab.page.getByRole("button", { name: /^Direct messages, 1 mention/ });
    await direct.waitFor(POLL);
    await tab.page.getByRole("button", { name: "Time", exact: true }).click();
    await tab.page.getByText(/Nothing is posted at present/).waitFor(POLL);
    expect(await prompts().count()).toBe(0);
    await direct.click();
    await tab.page.locator(".message").first().waitFor();
  });
});
