import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SEED } from "../../../src/playground/stand-in.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";
import { watchFor } from "./watch-for.ts";

describe.skipIf(withoutBrowser())("buttons, selects and forms", BROWSER_TEST, () => {
  let browser: Browser;
  let place: Playground;
  let tab: Tab;
  beforeAll(async () => {
    [browser, place] = await Promise.all([launchBrowser(), servePlayground()]);
    await place.startBot();
    tab = await openTab(browser, place.url);
    await tab.page.getByPlaceholder("Message #study").waitFor();
    await send(tab.page, "/gallery");
    await send(tab.page, "/roadmap next");
    await tab.page.getByRole("button", { name: "Start" }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  const button = (name: string) => tab.page.getByRole("button", { name, exact: true });
  const said = (words: string) => tab.page.locator(".message", { hasText: words }).last();
  const focused = () => tab.page.evaluate(() => document.activeElement?.textContent ?? "");

  test("a click changes its message, and the focus stays where it was", async () => {
    await button("Start").focus();
    await tab.page.keyboard.press("Enter");
    await said("Next is this topic: v1:roadmap:start:sql").waitFor();
    expect(await focused()).toBe("Start");
    expect(await tab.page.locator(".embed-title", { hasText: "Advanced SQL" }).count()).toBe(1);
    await button("I know this").click();
    await said("Next is this topic: v1:roadmap:know:sql").waitFor();
  });

  test("what is disabled cannot be clicked; a link leads to its address in a tab of its own", async () => {
    expect(await button("Undo").isDisabled()).toBe(true);
    const link = tab.page.getByRole("link", { name: "Roadmap" });
    expect([await link.getAttribute("href"), await link.getAttribute("target")]).toEqual([
      "https://example.com/roadmap",
      "_blank",
    ]);
  });

  test("a private message says so and can be dismissed", async () => {
    await button("Dismiss message").click();
    await tab.page.locator(".ephemeral").waitFor({ state: "detached" });
    expect(await button("Start").count()).toBe(0);
  });

  test("one of a select is picked by keyboard", async () => {
    const select = tab.page.getByRole("combobox", { name: "Pick one phase" });
    await select.focus();
    await tab.page.keyboard.press("Enter");
    expect(await select.getAttribute("aria-expanded")).toBe("true");
    await tab.page.keyboard.press("ArrowDown");
    await tab.page.keyboard.press("Enter");
    await said("pick-one: 2").waitFor();
    expect(await select.textContent()).toBe("Big Data");
    await select.click();
    await tab.page.keyboard.press("c");
    await tab.page.keyboard.press("Escape");
    expect(await select.textContent()).toBe("Big Data");
  });

  test("several are ticked and sent together", async () => {
    const select = tab.page.getByRole("combobox", { name: "Pick some objectives" });
    expect(await select.textContent()).toBe("Window functions");
    await select.click();
    for (const name of ["Window functions", "Query plans", "Indexes"])
      await tab.page.getByRole("option", { name }).click();
    await button("Done").click();
    await said("pick-some: b,c").waitFor();
    expect(await select.textContent()).toBe("Query plans, Indexes");
  });

  test("people can be picked", async () => {
    await tab.page.getByRole("combobox", { name: "Pick somebody" }).click();
    await tab.page.getByRole("option", { name: "@ Owen" }).click();
    const owen = place.standIn.world.users.values().find(({ globalName }) => globalName === "Owen");
    await said(`pick-user: ${owen?.id}`).waitFor();
  });

  test("a form keeps the focus, says what is missing, and sends all of it", async () => {
    const { page } = tab;
    await button("Open the form").click();
    const dialog = page.getByRole("dialog", { name: "About you" });
    await dialog.waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(
      await dialog.getByLabel("What you built").getAttribute("id"),
    );
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      const outside = await page.evaluate(() => {
        const at = document.activeElement;
        return at !== null && at !== document.body && !at.closest("dialog");
      });
      expect(outside).toBe(false);
    }
    await dialog.getByRole("button", { name: "Submit" }).click();
    expect((await dialog.locator(".failure").allTextContents()).filter(Boolean)).toEqual([
      "This is needed.",
      "Choose something here.",
      "Choose one of these.",
    ]);
    await dialog.getByLabel("What you built").fill("A warehouse");
    await dialog.getByRole("combobox", { name: "Your cloud" }).click();
    await dialog.getByRole("option", { name: "Google Cloud" }).click();
    await dialog.getByLabel("Hide me").check();
    await dialog.getByLabel("Query plans").check();
    await dialog.getByRole("button", { name: "Submit" }).click();
    await said('built="A warehouse" cloud=["gcp"] board="hidden" objectives=["a","b"]').waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("Escape closes a form and gives the focus back", async () => {
    await button("Open the form").focus();
    await tab.page.keyboard.press("Enter");
    await tab.page.getByRole("dialog").waitFor();
    await tab.page.keyboard.press("Escape");
    await tab.page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused()).toBe("Open the form");
  });

  test("a bot that thinks shows that, and then its answer", async () => {
    const thinking = await watchFor(tab.page, "#rows", "Waymark is thinking…");
    await send(tab.page, "/slow");
    await thinking();
    await said("Thought it through.").waitFor();
    expect(await tab.page.getByText("Waymark is thinking…").count()).toBe(0);
  });

  test("a bot that says nothing is a failure that can be dismissed", async () => {
    await send(tab.page, "/silent");
    await tab.page.getByText("Sending command…").waitFor();
    await tab.page.getByText("The application did not respond").waitFor();
    await button("Dismiss message").last().click();
    expect(await tab.page.getByText("The application did not respond").count()).toBe(0);
    await button("Say nothing").click();
    await tab.page.getByText("This interaction failed").waitFor();
  });

  test("a command that was not answered makes room for the next one", async () => {
    await send(tab.page, "/silent");
    await tab.page.getByText("The application did not respond").waitFor();
    await send(tab.page, "/slow");
    await said("Thought it through.").last().waitFor();
    expect(await tab.page.getByText("The application did not respond").count()).toBe(0);
  });

  test("a command that was not answered does not stand below what is posted long after it", async () => {
    const { page } = tab;
    const [lena] = SEED.members;
    const failure = page.getByText("The application did not respond");
    await send(page, "/silent");
    await failure.waitFor();
    place.standIn.as(lena, SEED.study).say("at the same time");
    await said("at the same time").waitFor();
    expect(await failure.count()).toBe(1);
    await send(page, "I write on");
    await failure.waitFor({ state: "detached" });
    await send(page, "/silent");
    await failure.waitFor();
    place.standIn.clock.advance(3_600_000);
    place.standIn.as(lena, SEED.study).say("an hour later");
    await said("an hour later").waitFor();
    await failure.waitFor({ state: "detached" });
  });

  test("the browser had nothing to complain of", () => {
    expect(tab.complaints).toEqual([]);
  });
});
