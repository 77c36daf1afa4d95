import type { Page } from "playwright-core";
import { SEED } from "../../src/playground/stand-in.ts";
import { longestTask } from "../playground/page/long-tasks.ts";
import { pageSize } from "../playground/page/page-size.ts";
import { openTab, servePlayground } from "../playground/page/playground.ts";
import { launchBrowser } from "../support/browser.ts";
import type { Bench } from "./main.ts";
import { percentile, shortened } from "./statistics.ts";

const LOADS = 7;
const COMMANDS = 50;
const MESSAGES = 5_000;
const FRAMES_A_TURN = 30;
const FIRST_PAINT = `performance.getEntriesByName("first-contentful-paint")[0].startTime`;

/** The page in a browser: first paint, a command's answer on the screen, 5,000 messages scrolled through, and its size. */
export const page: Bench = {
  name: "the page",
  async run() {
    const browser = await launchBrowser();
    await using place = await servePlayground();
    await place.startBot();
    const paints: number[] = [];
    for (let load = 0; load < LOADS; load += 1) {
      const { page } = await openTab(browser, place.url);
      await page.getByText("Waymark: online").waitFor();
      paints.push(await page.evaluate<number>(FIRST_PAINT));
      await page.context().close();
    }
    const { page } = await openTab(browser, place.url);
    await page.getByText("Waymark: online").waitFor();
    const answers: number[] = [];
    for (let count = 0; count < COMMANDS; count += 1) answers.push(await untilAnswered(page));
    const people = SEED.members.map((id) => place.standIn.as(id, SEED.general));
    for (let count = 1; count <= MESSAGES; count += 1)
      people[count % people.length]?.say(`message ${count} with **some** words, \`code\` and\na second line`);
    await page.getByRole("button", { name: /#general/ }).click();
    await page.getByText(`message ${MESSAGES} with`).waitFor();
    const longest = await longestTask(browser, page, () => scrollThrough(page));
    await browser.close();
    const size = pageSize();
    const row = (what: string, ours: string, bar: string) => ({ what, ours, comparator: "", ratio: 0, bar });
    return {
      raw: { paints, answers, longest, size },
      rows: [
        row(`first paint, p50 of ${LOADS}`, `${shortened(percentile(paints, 0.5))} ms`, "under 1,000 ms"),
        row(
          `an answer on the screen, p50 of ${COMMANDS}`,
          `${shortened(percentile(answers, 0.5))} ms`,
          "under 150 ms",
        ),
        row(
          `${MESSAGES} messages up and down, longest task`,
          `${shortened(longest.processor)} ms of the processor, ${shortened(longest.wall)} ms by the clock`,
          "under 100 ms",
        ),
        row("script and style, compressed", `${shortened(size / 1_000)} KB`, "under 400 KB"),
      ],
    };
  },
};

// What runs in the page is text: this program has no types of a browser.

/** Sends what is in the composer; milliseconds until the frame that shows the answer. */
const UNTIL_ANSWERED = `new Promise((resolve) => {
  const began = performance.now();
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - began));
  });
  observer.observe(document.getElementById("rows"), { childList: true });
  document.getElementById("composer").requestSubmit();
})`;

/** As a wheel does it: a step a frame. */
const scrolled = (by: number): string => `(async () => {
  for (let frame = 0; frame < ${FRAMES_A_TURN}; frame += 1) {
    document.getElementById("log").scrollTop += ${by};
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
})()`;

async function untilAnswered(page: Page): Promise<number> {
  await page.locator("#composer-input").fill("/roadmap next");
  return page.evaluate<number>(UNTIL_ANSWERED);
}

/** Scrolls up to the first message and down to the last. */
async function scrollThrough(page: Page): Promise<void> {
  const ways = [
    { by: -600, goal: "message 1 with" },
    { by: 600, goal: `message ${MESSAGES} with` },
  ];
  for (const { by, goal } of ways) {
    while (!(await page.getByText(goal).isVisible())) await page.evaluate(scrolled(by));
  }
}
