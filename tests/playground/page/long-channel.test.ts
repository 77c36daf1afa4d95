import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SEED } from "../../../src/playground/stand-in.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { longestTask } from "./long-tasks.ts";
import { pageSize } from "./page-size.ts";
import { BROWSER_TEST, openTab, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

const MESSAGES = 5_000;
/** More than fits on any screen; what is further away is not drawn. */
const MOST_DRAWN = 160;

test("all that the page loads is under 400 KB compressed", () => {
  expect(pageSize()).toBeLessThan(400_000);
});

describe.skipIf(withoutBrowser())(
  "a channel of 5,000 messages",
  { ...BROWSER_TEST, timeout: 120_000 },
  () => {
    let browser: Browser;
    let place: Playground;
    let tab: Tab;
    beforeAll(async () => {
      [browser, place] = await Promise.all([launchBrowser(), servePlayground()]);
      const people = SEED.members.map((id) => place.standIn.as(id, SEED.study));
      for (let count = 1; count <= MESSAGES; count += 1)
        people[count % people.length]?.say(`message ${count} of many`);
      tab = await openTab(browser, place.url);
      await message(MESSAGES).waitFor();
    });
    afterAll(async () => {
      await browser.close();
      await place[Symbol.asyncDispose]();
    });
    const message = (count: number) => tab.page.getByText(`message ${count} of many`, { exact: true });
    const drawn = () => tab.page.locator("#rows > .message").count();
    /** Scrolls by so many pixels a frame until the message is there. The most that was drawn at once. */
    const scrollTo = (count: number, by: number): Promise<number> =>
      tab.page.evaluate(
        async ({ text, by }) => {
          const log = document.getElementById("log");
          let most = 0;
          if (!log) return most;
          const isThere = () => [...log.querySelectorAll(".content")].some((one) => one.textContent === text);
          while (!isThere()) {
            log.scrollTop += by;
            await new Promise((resolve) => requestAnimationFrame(resolve));
            most = Math.max(most, log.querySelectorAll("#rows > .message").length);
          }
          return most;
        },
        { text: `message ${count} of many`, by },
      );

    test("begins at its end, and has drawn what one sees", async () => {
      expect(await drawn()).toBeLessThanOrEqual(MOST_DRAWN);
      const log = tab.page.locator("#log");
      expect(await log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)).toBeLessThan(
        80,
      );
    });

    test("leads up to its first message and down again, never draws all, and never stops for long", async () => {
      const { processor } = await longestTask(browser, tab.page, async () => {
        expect(await scrollTo(1, -1_000)).toBeLessThanOrEqual(MOST_DRAWN);
        expect(await scrollTo(MESSAGES, 1_000)).toBeLessThanOrEqual(MOST_DRAWN);
      });
      expect(processor).toBeLessThan(100);
      expect(tab.complaints).toEqual([]);
    });

    test("while one reads further up, what is new waits below, and a click leads there", async () => {
      const { page } = tab;
      await scrollTo(MESSAGES - 400, -1_000);
      place.standIn.as(SEED.members[0], SEED.study).say("the very newest");
      await page.getByRole("button", { name: "New messages" }).click();
      await page.getByText("the very newest").waitFor();
      const log = page.locator("#log");
      expect(await log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)).toBeLessThan(
        80,
      );
      expect(await drawn()).toBeLessThanOrEqual(MOST_DRAWN);
    });
  },
);
