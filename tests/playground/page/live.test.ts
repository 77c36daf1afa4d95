import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

describe.skipIf(withoutBrowser())("a page that is open for a while", BROWSER_TEST, () => {
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
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await place[Symbol.asyncDispose]();
  });
  const become = async ({ page }: Tab, name: string) => {
    await page.getByRole("combobox", { name: "You are" }).click();
    await page.getByRole("option", { name }).click();
  };
  const shownAs = ({ page }: Tab) => page.getByRole("combobox", { name: "You are" }).textContent();

  test("before the bot is there it says so, and an empty channel says what to type when it is", async () => {
    const { page } = tab;
    await page.getByPlaceholder("The bot is starting…").waitFor();
    await page.locator("#composer-input").fill("/");
    expect(await page.locator("#suggestions .none").textContent()).toBe("The bot is starting…");
    await place.startBot();
    await page.locator("#suggestions [role=option]").first().waitFor();
    await page.getByText("Waymark: online").waitFor();
    await page.locator("#composer-input").fill("");
    await page.locator("#welcome").getByRole("button", { name: "/roadmap next" }).click();
    await page.keyboard.press("Enter");
    await page.getByText("Only you can see this").waitFor();
    expect(await page.locator("#welcome").isVisible()).toBe(false);
    expect(tab.complaints).toEqual([]);
  });

  test("two tabs are two members, who see each other at once and not what is private", async () => {
    await place.startBot();
    const other = await openTab(browser, place.url);
    await become(other, "Rafael");
    await expect.poll(() => shownAs(other)).toContain("Rafael");
    await send(tab.page, "Hello from Amara");
    await other.page.getByText("Hello from Amara").waitFor();
    await send(other.page, "/roadmap next");
    await other.page.getByText("Only you can see this").waitFor();
    await send(other.page, "Hello from Rafael");
    await tab.page.getByText("Hello from Rafael").waitFor();
    expect(await tab.page.getByText("Advanced SQL").count()).toBe(0);
    expect(await shownAs(tab)).toContain("Amara");
    expect(other.complaints).toEqual([]);
  });

  test("who one is and where is kept when the page is loaded again", async () => {
    const { page } = tab;
    await become(tab, "遥");
    await page.getByRole("button", { name: "#general" }).click();
    await page.getByRole("heading", { name: "general", exact: true }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "general", exact: true }).waitFor();
    expect(await shownAs(tab)).toContain("遥");
    expect(tab.complaints).toEqual([]);
  });

  test("a lost connection is told, nothing typed is lost, and all is there again afterwards", async () => {
    const { page } = tab;
    await page.getByPlaceholder("The bot is starting…").waitFor();
    await become(tab, "Lena");
    await expect.poll(() => shownAs(tab)).toContain("Lena");
    const lost = page.getByText("The connection to the playground was lost. Try again.");
    place.cut();
    await page.getByText("Reconnecting…").waitFor();
    await send(page, "Not lost");
    await lost.waitFor();
    expect(await page.locator("#composer-input").inputValue()).toBe("Not lost");
    place.restore();
    await page.getByText("Reconnecting…").waitFor({ state: "hidden" });
    expect(await lost.count()).toBe(0);
    expect(await page.locator("#composer-input").inputValue()).toBe("Not lost");
    expect(await shownAs(tab)).toContain("Lena");
    await page.locator("#composer-input").press("Enter");
    await page.locator(".message", { hasText: "Not lost" }).waitFor();
  });

  test("while there is no connection nobody is said to be online", async () => {
    const { page } = tab;
    await place.startBot();
    await page.getByText("Waymark: online").waitFor();
    const members = page.getByRole("complementary", { name: "Members" });
    await members.getByRole("heading", { name: "Online — 6" }).waitFor();
    place.cut();
    await page.getByText("Waymark: unknown").waitFor();
    expect(await members.getByRole("heading").allTextContents()).toEqual(["Status unknown — 7"]);
    expect(await members.locator(".face:not(.offline)").count()).toBe(0);
    expect(await page.locator("#bot.online").count()).toBe(0);
    await page.locator("#panel-buttons").getByRole("button", { name: "Trouble" }).click();
    await page.getByRole("switch", { name: "Discord is slow" }).click();
    const failure = page.locator("#panel .failure");
    await expect.poll(() => failure.textContent()).toContain("was lost");
    place.restore();
    await page.getByText("Waymark: online").waitFor();
    expect(await failure.textContent()).toBe("");
    await page.getByRole("button", { name: "Close the panel" }).click();
    await members.getByRole("heading", { name: "Online — 6" }).waitFor();
  });

  test("who reads further up is not torn away, and is told of what is new", async () => {
    const { page } = tab;
    await page.getByPlaceholder("The bot is starting…").waitFor();
    const amara = page.locator("#rows");
    for (let count = 1; count <= 40; count += 1)
      place.standIn.as(await idOf("Lena"), await studyId()).say(`line ${count}`);
    await amara.getByText("line 40", { exact: true }).waitFor();
    const log = page.locator("#log");
    expect(await log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)).toBeLessThan(2);
    await log.evaluate((one) => one.scrollTo(0, 0));
    place.standIn.as(await idOf("Lena"), await studyId()).say("the newest");
    await page.getByRole("button", { name: "New messages" }).waitFor();
    expect(await log.evaluate((one) => one.scrollTop)).toBe(0);
    await page.getByRole("button", { name: "New messages" }).click();
    expect(await log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)).toBeLessThan(2);
  });

  test("who says something up there goes to where it stands", async () => {
    const { page } = tab;
    await page.getByPlaceholder("The bot is starting…").waitFor();
    const log = page.locator("#log");
    for (let count = 1; count <= 40; count += 1)
      place.standIn.as(await idOf("Lena"), await studyId()).say(`row ${count}`);
    await page.locator("#rows").getByText("row 40", { exact: true }).waitFor();
    await log.evaluate((one) => one.scrollTo(0, 0));
    await page.locator("#composer-input").fill("mine");
    await page.keyboard.press("Enter");
    await page.locator(".message", { hasText: "mine" }).waitFor();
    await expect
      .poll(() => log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight))
      .toBeLessThan(2);
    await page.getByRole("button", { name: "New messages" }).waitFor({ state: "hidden" });
  });

  test("the stand-in's time is the page's time", async () => {
    const { page } = tab;
    await page.getByPlaceholder("The bot is starting…").waitFor();
    place.standIn
      .as(await idOf("Lena"), await studyId())
      .say(`seen <t:${Math.floor(place.standIn.clock.now() / 1_000)}:R>`);
    await page.locator("time.moment").waitFor();
    place.standIn.clock.advance(3 * 86_400_000);
    place.standIn.as(await idOf("Lena"), await studyId()).say("three days on");
    await page.getByText("three days on").waitFor();
    await expect.poll(() => page.locator("time.moment").textContent()).toBe("3 days ago");
  });

  const idOf = async (name: string) =>
    place.standIn.world.users.values().find(({ globalName }) => globalName === name)?.id ?? "";
  const studyId = async () =>
    place.standIn.world.channels.values().find(({ name }) => name === "study")?.id ?? "";
});
