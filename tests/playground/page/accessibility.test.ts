import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findBarriers } from "./barriers.ts";
import { findFaintText } from "./contrast.ts";
import { openTab, send } from "./playground.ts";
import { serveRealPlayground } from "./real-playground.ts";
import type { RealPlayground } from "./real-playground.ts";

const PATIENCE = { timeout: 40_000 };
const LOOKS = [
  { name: "light, 1440 px", width: 1440, height: 900, dark: false },
  { name: "dark, 1440 px", width: 1440, height: 900, dark: true },
  { name: "light, 390 px", width: 390, height: 844, dark: false },
  { name: "dark, 320 px", width: 320, height: 640, dark: true },
  { name: "dark, 4K", width: 3840, height: 2160, dark: true },
];

describe.skipIf(withoutBrowser())("whoever uses it, with whatever", { timeout: 120_000 }, () => {
  let browser: Browser;
  let place: RealPlayground;
  beforeAll(async () => {
    [browser, place] = await Promise.all([
      launchBrowser(),
      serveRealPlayground("2030-06-05T12:00:00Z", { sample: "UTC" }),
    ]);
    const { page } = await openTab(browser, place.url);
    await page.getByText("Sample data").waitFor(PATIENCE);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  const barriers = async (page: Page) => [...(await findBarriers(page)), ...(await findFaintText(page))];

  test.each(LOOKS)("nothing of it keeps anybody out: $name", async ({ width, height, dark }) => {
    const { page, complaints } = await openTab(browser, place.url, { width, height, dark, tour: true });
    await page.getByRole("region", { name: "First minute" }).waitFor();
    await send(page, "/me");
    await page.getByText("Only you can see this").last().waitFor();
    const found: string[] = await barriers(page);
    for (const panel of ["Time", "Trouble", "Roadmap", "Your server"]) {
      await page.getByRole("button", { name: panel, exact: true }).click();
      found.push(...(await barriers(page)));
    }
    await page.keyboard.press("Escape");
    await page.locator("#composer-input").fill("/");
    await page.locator("#suggestions [role=option]").first().waitFor();
    found.push(...(await barriers(page)));
    await page.locator("#composer-input").fill("/roadmap done ");
    await page.locator(".pill").first().waitFor();
    found.push(...(await barriers(page)));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    const message = page.locator(".message").last();
    await message.click({ button: "right", position: { x: 4, y: 4 } });
    found.push(...(await barriers(page)));
    await page.keyboard.press("Escape");
    await message.getByRole("button", { name: "Time zone…" }).click();
    await page.getByRole("dialog").waitFor();
    found.push(...(await barriers(page)));
    await page.keyboard.press("Escape");
    if (width < 760) {
      await page.getByRole("button", { name: "Channels" }).click();
      found.push(...(await barriers(page)));
      await page.keyboard.press("Escape");
    }
    expect(found).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("by Tab alone one comes to everything, in the order in which one sees it", async () => {
    const { page } = await openTab(browser, place.url, { width: 1440, height: 900 });
    await page.getByRole("heading", { name: "study", exact: true }).waitFor();
    const seen: string[] = [];
    for (let key = 0; key < 40; key += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const element = document.activeElement;
        const part = element?.closest("#bar, #rail, #places, #channel-header, #log, #composer, #members");
        return element?.classList.contains("skip") ? "skip" : (part?.id ?? "");
      });
      if (seen.at(-1) !== at) seen.push(at);
      if (at === "log") break;
    }
    expect(seen).toEqual(["skip", "bar", "rail", "places", "channel-header", "log"]);
    await page.getByRole("link", { name: "Skip to the message box" }).focus();
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("composer-input");
  });
});
