import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findBarriers } from "./barriers.ts";
import { findFaintText } from "./contrast.ts";
import { openTab, send } from "./playground.ts";
import type { Tab } from "./playground.ts";
import { serveRealPlayground } from "./real-playground.ts";
import type { RealPlayground } from "./real-playground.ts";

describe.skipIf(withoutBrowser())("the page for authors", { timeout: 90_000 }, () => {
  let browser: Browser;
  let place: RealPlayground;
  let tab: Tab;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "waymark-roadmap-"));
    await cp("roadmap", folder, { recursive: true });
    [browser, place] = await Promise.all([
      launchBrowser(),
      serveRealPlayground("2030-06-05T12:00:00Z", { folder }),
    ]);
    tab = await openTab(browser, place.url, { width: 1440 });
    await tab.page.getByText("Waymark: online").waitFor();
    await tab.page.getByRole("button", { name: "Roadmap", exact: true }).click();
  });
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });
  const save = async (change: (text: string) => string): Promise<void> => {
    const file = join(folder, "data-engineer.yaml");
    await writeFile(file, change(await readFile(file, "utf8")));
  };
  const panel = () => tab.page.getByRole("complementary", { name: "Playground" });

  test("a mistake that is saved is told by its line, and the bot keeps the last good roadmap", async () => {
    await panel().getByText("Nothing has been saved since the start").waitFor();
    const before = await readFile(join(folder, "data-engineer.yaml"), "utf8");
    const line = before.split("\n").findIndex((one) => one.includes("hours: 40")) + 1;
    await save((text) => text.replace("hours: 40", "hours: forty"));
    await panel().getByText(`data-engineer.yaml:${line}`).waitFor();
    await panel().getByText("1 mistake; the bot keeps the last good one").waitFor();
    await tab.page.getByRole("button", { name: "Roadmap (1)" }).waitFor();
    await send(tab.page, "/roadmap view");
    await tab.page.getByText("0 of 20 topics done").waitFor();
    expect([...(await findBarriers(tab.page)), ...(await findFaintText(tab.page))]).toEqual([]);
    await save(() => before);
    await panel().getByText("No mistakes any more").waitFor();
  });

  test("what a saving changed is told, and the bot goes on with it", async () => {
    await save((text) => text.replace("title: SQL Advanced Techniques", "title: SQL for the Brave"));
    await panel().getByText("SQL for the Brave: title").waitFor();
    await tab.page.getByText("Waymark: online").waitFor();
    await send(tab.page, "/roadmap view topic: sql-advanced");
    await tab.page.locator(".embed-title", { hasText: "SQL for the Brave" }).waitFor();
    expect(tab.complaints).toEqual([]);
  });

  test("each rendering of a topic is shown in four looks, and follows what is saved", async () => {
    const { page } = tab;
    await panel()
      .getByRole("button", { name: /^SQL for the Brave/ })
      .click();
    const preview = page.getByRole("dialog", { name: "Preview" });
    await preview.getByRole("heading", { name: "/roadmap next" }).waitFor();
    const looks = preview.locator(".preview-look");
    const names = await preview
      .getByRole("heading", { level: 3 })
      .filter({ visible: true })
      .allTextContents();
    expect(names).toContain("Weekly prompt, 4 of 4");
    expect(await looks.count()).toBe(4 * 14);
    const backs = await looks.evaluateAll((all) =>
      all.slice(0, 4).map((one) => [getComputedStyle(one).backgroundColor, one.clientWidth]),
    );
    expect(backs).toEqual([
      ["rgb(255, 255, 255)", 558],
      ["rgb(49, 51, 56)", 558],
      ["rgb(255, 255, 255)", 358],
      ["rgb(49, 51, 56)", 358],
    ]);
    expect([...(await findBarriers(page)), ...(await findFaintText(page))]).toEqual([]);
    const sent = place.standIn.log.requests.length;
    await looks.first().getByRole("button", { name: "Start" }).click();
    await save((text) => text.replace("title: SQL for the Brave", "title: SQL for Everybody"));
    await looks.first().getByText("Next: SQL for Everybody").waitFor();
    expect(place.standIn.log.requests.slice(sent).filter(({ route }) => route?.includes("callback"))).toEqual(
      [],
    );
    await page.keyboard.press("Escape");
    await preview.waitFor({ state: "detached" });
    expect(tab.complaints).toEqual([]);
  });
});
