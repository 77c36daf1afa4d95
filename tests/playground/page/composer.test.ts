import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

describe.skipIf(withoutBrowser())("typing a command", BROWSER_TEST, () => {
  let browser: Browser;
  let place: Playground;
  let tab: Tab;
  beforeAll(async () => {
    [browser, place] = await Promise.all([launchBrowser(), servePlayground()]);
    await place.startBot();
  });
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    tab = await openTab(browser, place.url);
    await tab.page.getByPlaceholder("Message #study").waitFor();
  });
  afterEach(async () => {
    expect(tab.complaints).toEqual([]);
    await tab.page.context().close();
  });
  const options = () => tab.page.locator("#suggestions [role=option]");
  const pills = () => tab.page.locator(".pill");
  const said = (words: string) => tab.page.locator(".message", { hasText: words }).last().waitFor();
  const keys = async (...all: readonly string[]) => {
    for (const key of all) await tab.page.keyboard.press(key);
  };

  test("a message that its mentions make too long says so, and stays", async () => {
    const { page } = tab;
    const text = `@Lena ${"y".repeat(1_990)}`;
    await page.locator("#composer-input").fill(text);
    await keys("Enter");
    await page.getByText(/^Too long by \d+: a mention counts as the code it becomes\.$/).waitFor();
    expect(await page.locator("#composer-input").inputValue()).toBe(text);
    await page.locator("#composer-input").fill(text.slice(0, 1_000));
    await keys("Enter");
    await said("yyy");
  });

  test("a slash lists the commands; letters, arrows and Tab choose one, Enter sends it", async () => {
    const { page } = tab;
    await page.locator("#composer-input").focus();
    await page.keyboard.type("/");
    expect(await options().count()).toBe(10);
    await page.keyboard.type("road");
    expect(await options().allTextContents()).toEqual([
      "/roadmap doneMark a topic as finished",
      "/roadmap nextWhat to learn next, and why",
    ]);
    expect(await options().nth(0).getAttribute("aria-selected")).toBe("true");
    await keys("ArrowDown");
    const active = await page.locator("#composer-input").getAttribute("aria-activedescendant");
    expect(await options().nth(1).getAttribute("id")).toBe(active);
    await keys("Tab");
    expect(await page.locator(".command-chip").textContent()).toBe("/roadmap next");
    await keys("Enter");
    await said("Advanced SQL");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("composer-input");
  });

  test("a required option is asked for; the bot completes it; one more can be added", async () => {
    const { page } = tab;
    await page.locator("#composer-input").fill("/roadmap done");
    await keys("Enter");
    expect(await pills().allTextContents()).toEqual(["topic"]);
    expect(await page.getByRole("alert").first().textContent()).toBe("topic: This option is required.");
    await page.keyboard.type("spark");
    const offered = expect.poll(() => options().allTextContents());
    await offered.toEqual(["Apache Spark", "Spark Streaming"]);
    await keys("ArrowDown", "Enter");
    expect(await page.getByLabel("topic", { exact: true }).inputValue()).toBe("Spark Streaming");
    expect(await options().allTextContents()).toEqual(["linkWhat you built"]);
    await page.keyboard.type("li");
    await keys("Enter");
    await page.keyboard.type("https://example.com/mine");
    await keys("Enter");
    await said('"value":"spark-streaming"');
    await said('"value":"https://example.com/mine"');
  });

  test("a whole line can be typed, key by key, or pasted", async () => {
    const { page } = tab;
    await page.locator("#composer-input").focus();
    await page.keyboard.type("/roadmap done topic: sql link: https://a.b");
    expect(await page.getByLabel("topic", { exact: true }).inputValue()).toBe("sql");
    await keys("Enter");
    await said('{"name":"topic","type":3,"value":"sql"},{"name":"link","type":3,"value":"https://a.b"}');
    await send(page, "/roadmap done topic: big data");
    await said('"value":"big data"');
  });

  test("numbers, choices, truth and people have their lists and their bounds", async () => {
    const { page } = tab;
    await page.locator("#composer-input").fill("/log");
    await keys("Enter");
    await page.keyboard.type("99");
    await keys("Tab");
    expect(await options().allTextContents()).toEqual(["Reading", "Building"]);
    await page.keyboard.type("bu");
    await keys("Tab");
    expect(await options().allTextContents()).toEqual([
      "publicWhether others see it",
      "withWho you did it with",
    ]);
    await keys("ArrowDown", "ArrowDown", "Enter");
    expect(await options().first().textContent()).toBe("@Amara");
    await page.keyboard.type("len");
    await keys("Enter");
    await keys("Enter");
    expect(await page.locator("#composer-error").textContent()).toBe(
      "hours: The number must be between 1 and 24.",
    );
    expect(await page.getByLabel("hours", { exact: true }).getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("3");
    await keys("Enter");
    const lena = place.standIn.world.guilds.values().next().value?.members;
    const id = [...(lena?.keys() ?? [])].find(
      (one) => place.standIn.world.users.get(one)?.globalName === "Lena",
    );
    await said(
      `{"name":"hours","type":4,"value":3},{"name":"kind","type":3,"value":"build"},{"name":"with","type":6,"value":"${id}"}`,
    );
  });

  test("Backspace takes options back, Escape closes the list and then the command", async () => {
    const { page } = tab;
    await page.locator("#composer-input").fill("/roadmap done topic: a link: b");
    expect(await pills().count()).toBe(2);
    await keys("Backspace", "Backspace");
    expect(await pills().count()).toBe(1);
    await keys("Backspace", "Backspace");
    expect(await page.locator("#composer-input").inputValue()).toBe("/roadmap done");
    expect(await options().count()).toBe(1);
    await keys("Escape");
    expect(await page.locator("#suggestions").isVisible()).toBe(false);
    expect(await page.locator("#composer-input").inputValue()).toBe("/roadmap done");
    await keys("Escape");
    expect(await page.locator("#composer-input").inputValue()).toBe("");
  });

  test("what is no command is told, and what is no command's option too", async () => {
    const { page } = tab;
    await send(page, "/nothing");
    expect(await page.locator("#composer-error").textContent()).toBe(
      "There is no command /nothing for you here. Type / to see them all.",
    );
    await send(page, "/roadmap soon");
    expect(await page.locator("#composer-error").textContent()).toBe(
      "/roadmap is used with one of: /roadmap done, /roadmap next.",
    );
  });

  test("a name is completed as one types it, and who is named is pinged", async () => {
    const { page } = tab;
    await page.locator("#composer-input").pressSequentially("Look, @le");
    await options().filter({ hasText: "@Lena" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("at #st");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const message = page.locator(".message", { hasText: "Look, @Lena at #study" });
    await message.locator(".mention", { hasText: "@Lena" }).waitFor();
    await message.getByRole("button", { name: "#study" }).waitFor();
  });

  test("plain text is a message of that member", async () => {
    await send(tab.page, "Hello **all**");
    const hello = tab.page.locator(".message", { hasText: "Hello all" }).last();
    await hello.waitFor();
    expect(await hello.locator("strong").textContent()).toBe("all");
    expect(await hello.getAttribute("aria-label")).toMatch(/^Amara, \d\d:\d\d: Hello all$/);
  });

  test("a phone does all of it by touch", async () => {
    const phone = await openTab(browser, place.url, { width: 390, height: 844, touch: true });
    const { page } = phone;
    await page.locator("#composer-input").tap();
    await page.locator("#composer-input").pressSequentially("/road");
    await page.locator("#suggestions [role=option]", { hasText: "done" }).tap();
    await page.locator("#suggestions [role=option]", { hasText: "Apache" }).tap();
    await page.getByRole("button", { name: "Send" }).tap();
    await page.locator(".message", { hasText: "apache-spark" }).waitFor();
    await page.getByRole("button", { name: "Send" }).waitFor({ state: "hidden" });
    await page.locator("#composer-input").fill("Done!");
    const sizes = await page
      .locator("#send, .message button.button")
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
    expect(phone.complaints).toEqual([]);
    await page.context().close();
  });
});
