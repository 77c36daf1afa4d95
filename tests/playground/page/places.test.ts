import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SEED } from "../../../src/playground/stand-in.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findBarriers } from "./barriers.ts";
import { findFaintText } from "./contrast.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

const [LENA] = SEED.members;
const VIEW = 1n << 10n;

describe.skipIf(withoutBrowser())("servers, channels and who is there", BROWSER_TEST, () => {
  let browser: Browser;
  let place: Playground;
  let tab: Tab;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    place = await servePlayground();
    tab = await openTab(browser, place.url);
    await tab.page.getByPlaceholder("The bot is starting…").waitFor();
  });
  afterEach(async () => {
    expect(tab.complaints).toEqual([]);
    for (const context of browser.contexts()) await context.close();
    await place[Symbol.asyncDispose]();
  });
  const places = () => tab.page.getByRole("navigation", { name: "Channels" });
  const servers = () => tab.page.getByRole("navigation", { name: "Servers" });
  const lenaIn = (channel: string) => place.standIn.as(LENA, channel);

  test("a channel with something new says so, and how often one is named, until one looks", async () => {
    lenaIn(SEED.general).say("hello");
    await places().getByRole("button", { name: "#general, unread" }).waitFor();
    lenaIn(SEED.general).say(`<@${SEED.admin}> and <@${SEED.admin}>`);
    lenaIn(SEED.general).say("@everyone look");
    await places().getByRole("button", { name: "#general, 2 mentions" }).click();
    await tab.page.getByRole("separator", { name: "New" }).waitFor();
    await places().getByRole("button", { name: "#general", exact: true }).waitFor();
    await servers().getByRole("button", { name: "Data Engineers", exact: true }).waitFor();
    await expect.poll(() => tab.page.title()).toBe("#general · Data Engineers");
    expect(await tab.page.locator(".message.pinged").count()).toBe(2);
    expect(await findFaintText(tab.page)).toEqual([]);
  });

  test("Back and Forward go through the channels one was in", async () => {
    const { page } = tab;
    const at = (name: string) => expect.poll(() => page.title()).toContain(`#${name} ·`);
    await at("study");
    await places().getByRole("button", { name: "#general" }).click();
    await at("general");
    await places().getByRole("button", { name: "#showcase" }).click();
    await at("showcase");
    await page.goBack();
    await at("general");
    await page.goBack();
    await at("study");
    await page.goForward();
    await at("general");
    await page.reload();
    await at("general");
    await page.goBack();
    await at("study");
  });

  test("what one writes oneself, and what happens before one's eyes, is not new", async () => {
    await send(tab.page, "my own words");
    lenaIn(SEED.study).say("seen at once");
    await tab.page.getByText("seen at once").waitFor();
    await places().getByRole("button", { name: "#study", exact: true }).waitFor();
    expect(await tab.page.getByRole("separator", { name: "New" }).count()).toBe(0);
  });

  test("what one tab of a member has seen is seen in the other, and is still new to somebody else", async () => {
    const other = await openTab(browser, place.url);
    await other.page.getByRole("button", { name: "#general" }).click();
    await other.page.getByRole("heading", { name: "general", exact: true }).waitFor();
    await other.page.getByRole("combobox", { name: "You are" }).click();
    await other.page.getByRole("option", { name: "Owen" }).click();
    lenaIn(SEED.general).say("news");
    await other.page.getByText("news").waitFor();
    await places().getByRole("button", { name: "#general, unread" }).waitFor();
    await places().getByRole("button", { name: "#general" }).click();
    await other.page.getByRole("combobox", { name: "You are" }).click();
    await other.page.getByRole("option", { name: "Amara" }).click();
    await other.page.getByRole("button", { name: "#study" }).click();
    await other.page.getByRole("button", { name: "#general", exact: true }).waitFor();
    expect(other.complaints).toEqual([]);
  });

  test("a second server is in the rail for those who are in it, with its own channels", async () => {
    const { world } = place.standIn;
    const second = world.addGuild({ name: "Night Shift", channels: ["owls"] });
    expect(await servers().getByRole("button", { name: "Night Shift" }).count()).toBe(0);
    world.addMember(second.id, SEED.admin);
    await servers().getByRole("button", { name: "Night Shift" }).click();
    await tab.page.getByRole("heading", { name: "owls", exact: true }).waitFor();
    expect(await places().getByRole("button").allTextContents()).toEqual(["#owls"]);
    await servers().getByRole("button", { name: "Data Engineers" }).click();
    await tab.page.getByRole("heading", { name: "study", exact: true }).waitFor();
  });

  test("a channel that is closed to a member is not in their list", async () => {
    const { world } = place.standIn;
    world.setOverwrite(SEED.general, { id: LENA, type: 1, allow: 0n, deny: VIEW });
    await places().getByRole("button", { name: "#general" }).waitFor();
    await tab.page.getByRole("combobox", { name: "You are" }).click();
    await tab.page.getByRole("option", { name: "Lena" }).click();
    await places().getByRole("button", { name: "#general" }).waitFor({ state: "detached" });
  });

  test("a forum shows its posts, and takes no message of its own", async () => {
    const { standIn, url } = place;
    await places().getByRole("button", { name: "#showcase" }).click();
    await tab.page.getByText("This is a forum").waitFor();
    const made = await fetch(`${url}/api/v10/channels/${SEED.showcase}/threads`, {
      method: "POST",
      headers: { authorization: `Bot ${standIn.token}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "This week: SQL", message: { content: "Read chapter one" } }),
    });
    expect(made.status).toBe(201);
    await tab.page
      .getByRole("list", { name: "Posts" })
      .getByRole("button", { name: "This week: SQL" })
      .click();
    await tab.page.getByText("Read chapter one").waitFor();
    await send(tab.page, "Done with it");
    await tab.page.locator(".message", { hasText: "Done with it" }).waitFor();
    await places().getByRole("button", { name: "#showcase" }).click();
    await send(tab.page, "Lost words");
    await tab.page.getByText("Messages go into a post of the forum.").waitFor();
  });

  test("direct messages are a list of their own, and each of them counts as a ping", async () => {
    const { world } = place.standIn;
    await servers().getByRole("button", { name: "Direct messages" }).click();
    await tab.page.getByRole("heading", { name: "You and Waymark" }).waitFor();
    await servers().getByRole("button", { name: "Data Engineers" }).click();
    await tab.page.getByRole("heading", { name: "study", exact: true }).waitFor();
    const { id } = world.directMessage(SEED.admin);
    place.standIn.as(world.botId, id).say("Psst");
    await servers().getByRole("button", { name: "Direct messages, 1 mention" }).click();
    await tab.page.getByText("Psst").waitFor();
    expect(await places().getByRole("button").allTextContents()).toEqual(["WWaymark"]);
    expect(await tab.page.getByRole("complementary", { name: "Members" }).isVisible()).toBe(false);
  });

  test("the members are listed by their roles, and the bot as what it is", async () => {
    const { world } = place.standIn;
    const mentor = world.addRole(SEED.guild, { name: "Mentors" });
    world.giveRole(SEED.guild, LENA, mentor.id);
    const members = tab.page.getByRole("complementary", { name: "Members" });
    await members.getByRole("heading", { name: "Mentors — 1" }).waitFor();
    await members.getByRole("heading", { name: "Offline — 1" }).waitFor();
    await place.startBot();
    await members.getByRole("heading", { name: "Apps — 1" }).waitFor();
    expect(await members.getByRole("listitem").filter({ hasText: "Amara" }).textContent()).toContain("owner");
  });

  test("a link to a message of the server leads there, and no tab of Discord's is opened", async () => {
    const { page } = tab;
    const { id } = lenaIn(SEED.general).say("Here is the card");
    for (let count = 1; count <= 170; count += 1) lenaIn(SEED.general).say(`line ${count}`);
    const address = `https://discord.com/channels/${SEED.guild}/${SEED.general}/${id}`;
    const elsewhere = `https://discord.com/channels/${SEED.guild}/99999999999999999/${id}`;
    lenaIn(SEED.study).say(`See ${address} and ${elsewhere}`);
    await page.getByRole("link", { name: elsewhere }).waitFor();
    const link = page.getByRole("button", { name: address });
    await link.waitFor();
    expect([...(await findBarriers(page)), ...(await findFaintText(page))]).toEqual([]);
    const isWithin = () => link.evaluate((it) => it.getBoundingClientRect().right <= innerWidth);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await isWithin()).toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
    await link.click();
    await page.getByText("Here is the card").waitFor();
    await expect.poll(() => page.title()).toBe("#general · Data Engineers");
    const row = page.locator(".message", { hasText: "Here is the card" });
    await expect.poll(() => row.evaluate((it) => it === document.activeElement)).toBe(true);
    expect(await row.evaluate((it) => it.getBoundingClientRect().top > 0)).toBe(true);
    expect(page.context().pages()).toHaveLength(1);
  });

  test("the server's events are listed above the channels, lead to where they are, and stay up to date in the open list", async () => {
    const { standIn, url } = place;
    const { id } = standIn.as(LENA, SEED.general).say("The card of the sprint");
    const at = (hours: number) => new Date(standIn.clock.now() + hours * 3_600_000).toISOString();
    const made = await fetch(`${url}/api/v10/guilds/${SEED.guild}/scheduled-events`, {
      method: "POST",
      headers: { authorization: `Bot ${standIn.token}`, "content-type": "application/json" },
      body: JSON.stringify({
        name: "Sprint: SQL",
        description: "A week together",
        privacy_level: 2,
        entity_type: 3,
        entity_metadata: { location: `https://discord.com/channels/${SEED.guild}/${SEED.general}/${id}` },
        scheduled_start_time: at(1),
        scheduled_end_time: at(48),
      }),
    });
    expect(made.status).toBe(200);
    await places().getByRole("button", { name: "1 event" }).click();
    const list = tab.page.getByRole("dialog", { name: "Events of Data Engineers" });
    await list.getByRole("heading", { name: "Sprint: SQL" }).waitFor();
    expect([...(await findBarriers(tab.page)), ...(await findFaintText(tab.page))]).toEqual([]);
    await list.getByRole("button", { name: "Go to it in #general" }).click();
    await tab.page.getByText("The card of the sprint").waitFor();
    await places().getByRole("button", { name: "1 event" }).click();
    const close = list.getByRole("button", { name: "Close" });
    await close.focus();
    standIn.clock.advance(3_600_000);
    await list.getByText("Happening now").waitFor();
    expect(await close.evaluate((button) => button === document.activeElement)).toBe(true);
    standIn.clock.advance(48 * 3_600_000);
    await list.getByText("Nothing is planned any more.").waitFor();
    await tab.page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    await places().getByRole("button", { name: "1 event" }).waitFor({ state: "hidden" });
  });

  test("on a phone the channels and the members slide over the messages, by touch and by key", async () => {
    const phone = await openTab(browser, place.url, { width: 390, height: 844, touch: true, dark: true });
    const { page } = phone;
    await page.getByRole("heading", { name: "study", exact: true }).waitFor();
    expect(await page.locator("#nav").isVisible()).toBe(false);
    await page.getByRole("button", { name: "Channels" }).tap();
    expect(await findFaintText(page)).toEqual([]);
    await page.getByRole("button", { name: "#general" }).tap();
    await page.getByRole("heading", { name: "general", exact: true }).waitFor();
    expect(await page.locator("#nav").isVisible()).toBe(false);
    const memberList = page.getByRole("button", { name: "Member list" });
    await memberList.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Members" }).waitFor();
    expect(await findFaintText(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await page.locator("#members").isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(phone.complaints).toEqual([]);
  });
});
