import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findFaintText } from "./contrast.ts";
import { openTab, send } from "./playground.ts";
import type { Tab } from "./playground.ts";
import { serveRealPlayground } from "./real-playground.ts";
import type { RealPlayground } from "./real-playground.ts";

describe.skipIf(withoutBrowser())(
  "two weeks of the schedule, played on the page",
  { timeout: 90_000 },
  () => {
    let browser: Browser;
    let place: RealPlayground;
    let tab: Tab;
    beforeAll(async () => {
      [browser, place] = await Promise.all([launchBrowser(), serveRealPlayground("2030-06-05T12:00:00Z")]);
      tab = await openTab(browser, place.url);
      await tab.page.getByText("Waymark: online").waitFor();
    });
    afterAll(async () => {
      await browser.close();
      await place[Symbol.asyncDispose]();
    });
    const prompts = () => {
      const { page } = tab;
      return page.locator(".message", { has: page.getByRole("button", { name: "I'm in" }) });
    };
    const outbox = () => tab.page.getByRole("list", { name: "Outbox" }).getByRole("listitem");

    test("the organiser chooses the channel, and the panel says when the first prompt is due", async () => {
      const { page } = tab;
      await page.getByRole("button", { name: "Time", exact: true }).click();
      await page.locator("#panel").getByRole("button", { name: "/setup" }).click();
      await page.keyboard.press("Enter");
      await page.getByRole("combobox", { name: "Study channel" }).click();
      await page.getByRole("option", { name: "study" }).click();
      // The organiser lives in New York, and the browser is in Berlin.
      await page
        .getByText(/The next weekly prompt is due Mon .*15:00 \(0?9:00 for the group, in America\/New York\)/)
        .waitFor();
      expect(await outbox().count()).toBe(0);
      expect(tab.complaints).toEqual([]);
    });

    test("on Monday the prompt is there, once, and the outbox says so", async () => {
      const { page } = tab;
      await page.locator("#bar").getByRole("button", { name: "Monday 09:00" }).click();
      await prompts().first().waitFor();
      await outbox().filter({ hasText: "Weekly prompt" }).filter({ hasText: "sent" }).waitFor();
      expect(await prompts().count()).toBe(1);
      expect(await findFaintText(page)).toEqual([]);
      // Its discussion is a thread below the channel.
      await page
        .getByRole("navigation", { name: "Channels" })
        .getByRole("button", { name: /thread/ })
        .waitFor();
      const places = page.getByRole("navigation", { name: "Channels" });
      await outbox()
        .filter({ hasText: "Discussion thread" })
        .getByRole("button", { name: "Show in" })
        .click();
      await places
        .getByRole("button", { name: /thread/ })
        .and(page.locator("[aria-current]"))
        .waitFor();
      expect(await page.locator("#composer-error").textContent()).toBe("");
      await places.getByRole("button", { name: "#study" }).click();
      await prompts().getByRole("button", { name: "I'm in" }).click();
      await prompts().getByText("Amara").waitFor();
    });

    test("off over two Mondays, it makes up for them with one", async () => {
      const { page } = tab;
      await page.getByRole("button", { name: "Trouble" }).click();
      await page.getByRole("switch", { name: "Bot", exact: true }).click();
      await page.getByText("Waymark: offline").waitFor();
      const week = page.locator("#bar").getByRole("button", { name: "+1 week" });
      await week.click();
      await week.click();
      await page.getByRole("switch", { name: "Bot", exact: true }).click();
      await expect.poll(() => prompts().count()).toBe(2);
      await send(page, "/leaderboard");
      await page.locator(".message", { hasText: "used /leaderboard" }).waitFor();
      expect(await prompts().count()).toBe(2);
    });

    test("while the time plays, the next prompt comes by itself", async () => {
      const { page } = tab;
      await page.getByRole("button", { name: "Time", exact: true }).click();
      await page.getByRole("combobox", { name: "Speed" }).selectOption("1 day a second");
      await page.getByRole("button", { name: "Play the time" }).click();
      await expect.poll(() => prompts().count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
      await page.getByRole("button", { name: "Stop the time" }).click();
      await outbox().filter({ hasText: "Weekly prompt" }).nth(2).waitFor();
      expect(tab.complaints).toEqual([]);
      const bad = place.testLog.lines.filter(({ level }) => level === "error" || level === "fatal");
      expect(bad).toEqual([]);
    });
  },
);
