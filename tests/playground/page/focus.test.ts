import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { openTab, send } from "./playground.ts";
import type { Tab } from "./playground.ts";
import { serveRealPlayground } from "./real-playground.ts";
import type { RealPlayground } from "./real-playground.ts";

/** Who uses the page by keyboard alone never has to look for the focus. */
describe.skipIf(withoutBrowser())("where the focus goes", { timeout: 60_000 }, () => {
  let browser: Browser;
  let place: RealPlayground;
  let tab: Tab;
  let page: Page;
  beforeAll(async () => {
    [browser, place] = await Promise.all([launchBrowser(), serveRealPlayground("2030-06-05T12:00:00Z")]);
    tab = await openTab(browser, place.url, { tour: true, width: 1440, height: 900 });
    page = tab.page;
    await page.getByPlaceholder("Message #study").waitFor();
    await send(page, "/roadmap next");
    await setup().waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  const setup = () => page.locator(".message", { hasText: "Before your first topic" }).last();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const byKey = async (name: string) => {
    await page.getByRole("button", { name, exact: true }).last().focus();
    await press("Enter");
  };
  /** Does something that the bot answers by changing the message, and waits until that is seen. */
  const changing = async (act: () => Promise<void>) => {
    const old = await setup().elementHandle();
    await act();
    await old?.waitForElementState("hidden");
  };
  /** What has the focus, as it is called; "" where nothing has it. */
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return at === null || at === document.body ? "" : (at.ariaLabel ?? (at.id || at.textContent));
    });

  test("a form that changes its message gives it to the button which is now where one had pressed", async () => {
    await byKey("Another zone…");
    await page.getByRole("dialog").waitFor();
    await press("Control+A");
    await page.keyboard.type("America/New_York");
    await press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await setup().getByText("America/New_York").first().waitFor();
    await expect.poll(focused).toBe("Another zone…");
    await press("Enter");
    await page.getByRole("dialog").waitFor();
    await press("Escape");
    await expect.poll(focused).toBe("Another zone…");
  });

  test("a select whose pick is in its message's ids has it still, and so has a switch that is now called otherwise", async () => {
    const hours = setup().getByRole("combobox", { name: "hours a week" });
    const name = await hours.getAttribute("aria-label");
    const before = await hours.textContent();
    await hours.focus();
    await changing(() => press("Enter", "ArrowDown", "Enter"));
    expect(await hours.textContent()).not.toBe(before);
    expect(await focused()).toBe(name);
    await changing(() => byKey("Hide me"));
    expect(await focused()).toBe("Show me on the leaderboard");
  });

  test("a message that is dismissed leaves it to the message box", async () => {
    await byKey("Dismiss message");
    await setup().waitFor({ state: "detached" });
    expect(await focused()).toBe("Message");
  });

  test("a panel takes it, and gives it back to its button", async () => {
    for (const name of ["Time", "Trouble", "Roadmap", "Your server"]) {
      await byKey(name);
      const panel = page.locator("#panel");
      expect(await focused()).toBe(name);
      expect(await panel.locator(":focus").count()).toBe(1);
      await press("Tab");
      expect(await focused()).toBe("Close the panel");
      await press("Escape");
      expect(await panel.isVisible()).toBe(false);
      expect(await page.locator("#panel-buttons :focus").textContent()).toBe(name);
    }
    await byKey("Trouble");
    await press("Tab", "Tab");
    expect(await page.locator(".panel-body :focus").count()).toBe(1);
    await page.getByRole("button", { name: "Time", exact: true }).click();
    expect(await page.locator("#panel h2:focus").count()).toBe(1);
    await press("Escape");
    expect(await page.locator("#panel-buttons :focus").textContent()).toBe("Time");
    await page.getByRole("button", { name: "Time", exact: true }).click();
    const ring = () => page.locator("#panel h2:focus").evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(await ring()).toBe("none"); // who has a mouse needs none, also just after a key
    await press("Escape", "Enter");
    expect(await ring()).toBe("solid");
  });

  test("what is drawn anew under it keeps it: the outbox that one moves the time from, the tour's next step", async () => {
    await send(page, "/setup");
    await page.getByRole("combobox", { name: "Study channel" }).click();
    await page.getByRole("option", { name: "study" }).click();
    await page.getByRole("button", { name: "Go there" }).waitFor();
    const due = await page.locator(".outbox-next").textContent();
    await byKey("Go there");
    await expect.poll(() => page.locator(".outbox-next").textContent()).not.toBe(due);
    expect(await focused()).toBe("Go there");
    await page.evaluate(() => localStorage.setItem("waymark.tour", "3"));
    await page.reload();
    await byKey("Move");
    await page.getByText("5 of 5").waitFor();
    expect(await focused()).toBe("Type it for me");
  });

  test("the tour that is skipped leaves it to the message box", async () => {
    await byKey("Skip the tour");
    expect(await page.locator("#tour").isVisible()).toBe(false);
    expect(await focused()).toBe("Message");
    expect(tab.complaints).toEqual([]);
  });
});
