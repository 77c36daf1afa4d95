import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SEED } from "../../../src/playground/stand-in.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findFaintText } from "./contrast.ts";
import { openTab, send } from "./playground.ts";
import type { Tab } from "./playground.ts";
import { serveRealPlayground } from "./real-playground.ts";
import type { RealPlayground } from "./real-playground.ts";

// Two organisers, six members, and two weeks of one sprint. With WAYMARK_PICTURES=folder it leaves pictures of how it looks.

const PATIENCE = { timeout: 30_000 };
const ASKS = /How is it going\?|Half time:|One more day:/;
const SKIPS: ReadonlySet<string> = new Set(["expired", "sprint-over"]);
const MANAGE_SERVER = 1n << 5n;
const PICTURES = process.env["WAYMARK_PICTURES"];

describe.skipIf(withoutBrowser())("two weeks of a sprint, played on the page", { timeout: 240_000 }, () => {
  let browser: Browser;
  let place: RealPlayground;
  /** One organiser leads, the other looks on a phone in the dark; the members take turns in a third tab. */
  let amara: Tab;
  let jonas: Tab;
  let members: Tab;
  beforeAll(async () => {
    [browser, place] = await Promise.all([launchBrowser(), serveRealPlayground("2030-06-05T12:00:00Z")]);
    addPeople();
    amara = await openTab(browser, place.url);
    jonas = await openTab(browser, place.url, { dark: true, touch: true });
    members = await openTab(browser, place.url, { dark: true });
    await amara.page.getByText("Waymark: online").waitFor();
    await become(jonas, "Jonas");
    await jonas.page.setViewportSize({ width: 390, height: 844 });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });

  /** Five members and an admin are there; another organiser and a sixth member come. */
  function addPeople(): void {
    const { world } = place.standIn;
    const role = world.addRole(SEED.guild, { name: "Organisers", permissions: MANAGE_SERVER });
    const jonas = world.addUser({ username: "jonas", globalName: "Jonas" });
    world.addMember(SEED.guild, jonas.id, { roles: [role.id] });
    const mei = world.addUser({ username: "mei", globalName: "Mei @everyone **美**" });
    world.addMember(SEED.guild, mei.id);
  }

  const become = async ({ page }: Tab, name: string): Promise<void> => {
    const you = page.getByRole("combobox", { name: "You are" });
    await you.click();
    await page.getByRole("option", { name }).click();
    await you.filter({ hasText: name }).waitFor(PATIENCE);
  };
  const card = ({ page }: Tab): Locator => page.locator(".message", { hasText: "In it: " }).last();
  const press = async (message: Locator, name: string): Promise<void> => {
    await message.getByRole("button", { name, exact: true }).click();
  };
  const post = ({ page }: Tab, title: string): Locator => page.locator(".message", { hasText: title }).last();
  const picture = async ({ page }: Tab, name: string): Promise<void> => {
    if (PICTURES === undefined) return;
    // Far-off messages are drawn when they come into sight.
    await page.waitForTimeout(500);
    await mkdir(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  };
  /** Moves the clock, and waits until it has moved: what is clicked next is of the new day. */
  const forward = async (by: "+1 day" | "+1 hour"): Promise<void> => {
    const { clock } = place.standIn;
    const ahead =
      clock.now() + Temporal.Duration.from(by === "+1 day" ? "PT23H" : "PT59M").total("milliseconds");
    await amara.page.locator("#bar").getByRole("button", { name: by }).click();
    await expect.poll(() => clock.now(), PATIENCE).toBeGreaterThan(ahead);
  };

  test("an organiser says how many sprints there may be, and the other starts one, with a goal for all together", async () => {
    // Whoever answers the first questions is seen by others.
    await send(amara.page, "/roadmap next");
    await press(post(amara, "Only you can see this"), "Looks right");
    await amara.page.getByText("Next: ").last().waitFor(PATIENCE);
    await send(amara.page, "/setup");
    await press(post(amara, "Weekly prompts in this server"), "Sprints");
    await amara.page.getByRole("combobox", { name: "How many at once" }).last().click();
    await amara.page.getByRole("option", { name: "At most 3 sprints at once" }).click();
    await amara.page.getByText("0 now, at most 3").waitFor(PATIENCE);
    await picture(amara, "setup-light");
    await send(amara.page, "/sprint start topic:Apache Spark length:2 weeks goal:Chapters 1 to 4 together:8");
    await amara.page.getByText("You are in, and lead it").waitFor(PATIENCE);
    await card(amara).waitFor(PATIENCE);
    await card(amara).getByText("Goal: Chapters 1 to 4").waitFor(PATIENCE);
    await card(amara).getByText("Together: 0 of 8 objectives").waitFor(PATIENCE);
  });

  test("seven others join with a click; each plan is asked for and may be left out", async () => {
    await press(card(jonas), "Join");
    await jonas.page
      .getByRole("dialog")
      .getByRole("textbox")
      .fill("When the train leaves, I will open the book");
    await picture(jonas, "plan-phone-dark");
    await jonas.page.getByRole("dialog").getByRole("button", { name: "Submit" }).click();
    await jonas.page.getByText("Your plan: When the train leaves").waitFor(PATIENCE);
    for (const name of ["Lena", "Rafael", "遥", "Owen", "Priya", "Mei"]) {
      await become(members, name);
      await press(card(members), "Join");
      const dialog = members.page.getByRole("dialog");
      if (name === "Lena")
        await dialog.getByRole("textbox").fill("When the kids sleep, I will do one objective");
      await dialog.getByRole("button", { name: name === "Lena" ? "Submit" : "Cancel" }).click();
      await dialog.waitFor({ state: "hidden" });
    }
    await card(amara).getByText("In it: 8").waitFor(PATIENCE);
    const text = (await card(amara).textContent()) ?? "";
    expect(text).toContain("Mei @\u200Beveryone **美**");
    expect(await findFaintText(amara.page)).toEqual([]);
    expect(await jonas.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await picture(amara, "card-light");
    await picture(jonas, "card-phone-dark");
  });

  test("days go by: check-ins on the card and in the thread, a break, somebody stuck and somebody who helps", async () => {
    await become(members, "Lena");
    await card(members).getByRole("button", { name: "See thread" }).click();
    await members.page.getByRole("heading", { name: "Sprint: Apache Spark", exact: true }).waitFor();
    for (let day = 1; day <= 13; day += 1) {
      await press(card(amara), "Done today");
      await press(card(jonas), day % 3 === 0 ? "Half" : "Done today");
      const asked = members.page.locator(".message", { hasText: ASKS });
      const before = await asked.count();
      await forward("+1 day");
      await expect.poll(() => asked.count(), PATIENCE).toBeGreaterThan(before);
      await press(asked.last(), "Done today");
      await members.page.getByText(`Checked in on ${day} day`).waitFor(PATIENCE);
      if (day === 1) await noteHours();
      if (day === 2) await getStuck();
      if (day === 3) await picture(members, "thread-dark");
      if (day === 7) await lookAtHalfTime();
    }
    await card(amara).filter({ hasText: "✅" }).waitFor(PATIENCE);
  });

  async function noteHours(): Promise<void> {
    await press(card(amara), "Done today");
    await amara.page.getByRole("combobox", { name: "How long today" }).last().click();
    await amara.page.getByRole("option", { name: "2 hours of building" }).click();
    await amara.page.getByText("Noted for today: 2 hours of building").waitFor(PATIENCE);
    await picture(amara, "hours-light");
  }

  /** Rafael is blocked, and Jonas helps. */
  async function getStuck(): Promise<void> {
    await become(members, "Rafael");
    const asked = members.page.locator(".message", { hasText: ASKS }).last();
    await press(asked, "Blocked…");
    await members.page.getByRole("dialog").getByRole("textbox").fill("No cluster, only a laptop");
    await members.page.getByRole("dialog").getByRole("button", { name: "Submit" }).click();
    await card(amara).getByText("No cluster, only a laptop").waitFor(PATIENCE);
    await picture(amara, "blocked-light");
    await press(card(jonas), "I can help Rafael");
    await members.page.locator(".message", { hasText: "somebody can help with" }).waitFor(PATIENCE);
    await become(members, "Owen");
    await press(asked, "Take a break day");
    await members.page.getByText("1 break day left").waitFor(PATIENCE);
    await become(members, "Lena");
  }

  async function lookAtHalfTime(): Promise<void> {
    const half = members.page.locator(".message", { hasText: "Half time" }).last();
    await half.getByText("how are you?").waitFor(PATIENCE);
    await half.scrollIntoViewIfNeeded();
    await picture(members, "half-time-dark");
    // Priya has not said a word; Lena has.
    const asked = (await half.textContent()) ?? "";
    expect(asked).toContain("Priya");
    expect(asked.split("how are you?")[0]).not.toContain("Lena,");
  }

  test("the last day names what each planned, and the wrap-up says what came of it", async () => {
    // Seven in the evening where Amara lives, by whose zone the sprint goes.
    for (let hour = 12; hour < 23; hour += 1) await forward("+1 hour");
    const last = members.page.locator(".message", { hasText: "One more day" });
    await last.getByText("When the kids sleep, I will do one objective").waitFor(PATIENCE);
    await picture(members, "last-day-dark");
    await forward("+1 day");
    const wrapUp = post(amara, "Wrap-up: ");
    await wrapUp.waitFor(PATIENCE);
    const text = (await wrapUp.textContent()) ?? "";
    expect(text).toContain("8 members in it, 4 heard of, 3 saw it through");
    expect(text).toContain("Noted together: 2 h (2 h building)");
    expect(text).toContain("Amara saw it through: 13 of 14 days");
    expect(text).not.toContain("Lena");
    expect(text).toContain("and 7 more");
    await wrapUp.scrollIntoViewIfNeeded();
    await picture(amara, "wrap-up-light");
    await post(jonas, "Wrap-up: ").scrollIntoViewIfNeeded();
    await picture(jonas, "wrap-up-phone-dark");
    expect(await findFaintText(amara.page)).toEqual([]);
    expect(await jonas.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test("one click on it begins the next, and another comes in; nothing was doubled, nobody complained", async () => {
    await press(post(amara, "Wrap-up: "), "Again");
    await amara.page.getByText("You are in, and lead it").nth(1).waitFor(PATIENCE);
    await press(post(jonas, "Wrap-up: "), "Again");
    await jonas.page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await card(amara).getByText("In it: 2").waitFor(PATIENCE);
    expect(await amara.page.locator(".message", { hasText: "Planned and done" }).count()).toBe(1);
    // What lay between two clicks on the clock was skipped, and nothing failed.
    const { rows } = await place.database.pool.query<{ state: string; reason: string }>(
      "select state, reason from occurrences where kind like 'sprint%' and state not in ('sent', 'planned', 'claimed')",
    );
    expect(rows.filter(({ state, reason }) => state !== "skipped" || !SKIPS.has(reason))).toEqual([]);
    for (const { complaints } of [amara, jonas, members]) expect(complaints).toEqual([]);
    expect(place.testLog.lines.filter(({ level }) => level === "error" || level === "fatal")).toEqual([]);
  });
});
