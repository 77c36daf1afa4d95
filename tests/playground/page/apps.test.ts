import { REST } from "@discordjs/rest";
import { MessageFlags, Routes } from "discord-api-types/v10";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SEED } from "../../../src/playground/stand-in.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findFaintText } from "./contrast.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

describe.skipIf(withoutBrowser())("what apps can do on messages and put into them", BROWSER_TEST, () => {
  let browser: Browser;
  let place: Playground;
  let tab: Tab;
  beforeAll(async () => {
    [browser, place] = await Promise.all([launchBrowser(), servePlayground()]);
    await place.startBot();
    tab = await openTab(browser, place.url);
    await tab.page.getByText("Waymark: online").waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await place[Symbol.asyncDispose]();
  });
  // By its own words: an answer repeats those of what it answers.
  const messageOf = (page: Page, text: string) =>
    page.locator(".message", { has: page.locator(".body", { hasText: text }) }).last();

  test("a command on a message is used by a right click", async () => {
    const { page } = tab;
    place.standIn.as(SEED.members[0], SEED.study).say("Read two chapters today");
    await messageOf(page, "Read two chapters").click({ button: "right" });
    expect(await findFaintText(page)).toEqual([]);
    await page.getByRole("menuitem", { name: "Log this" }).click();
    await page.getByText("Logged: Read two chapters today").waitFor();
    expect(await messageOf(page, "Logged: Read").locator(".reply-line").textContent()).toContain(
      "Amara used Log this",
    );
    expect(await page.getByRole("menu").count()).toBe(0);
    expect(tab.complaints).toEqual([]);
  });

  test("and by keys alone: up to the message, its menu, an arrow, Enter; Escape goes back to it", async () => {
    const { page } = tab;
    place.standIn.as(SEED.members[1], SEED.study).say("Explained joins to Owen");
    const message = messageOf(page, "Explained joins");
    await message.waitFor();
    await page.locator("#log").focus();
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => message.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect.poll(() => message.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.getByText("Logged: Explained joins to Owen").waitFor();
    expect(tab.complaints).toEqual([]);
  });

  test("a reply repeats what it answers as plain words, and leads there", async () => {
    const { page } = tab;
    const rest = new REST({ api: `${place.url}/api` }).setToken(place.standIn.token);
    const post = (body: object) => rest.post(Routes.channelMessages(SEED.study), { body });
    const asked = await post({
      content: "**Sprint**: @everyone <b>win\\_it</b> ||soon|| [here](https://example.org)",
    });
    const { id } = asked as { readonly id: string };
    await post({ content: "Well said", message_reference: { message_id: id } });
    const line = messageOf(page, "Well said").locator(".reply-line");
    expect(await line.locator(".reply-words").textContent()).toBe(
      "Sprint: @everyone <b>win_it</b> (spoiler) here",
    );
    expect(await line.locator("a, button, b").count()).toBe(0);
    await line.click();
    const source = page.locator(".message", { hasText: "win_it" }).first();
    await expect.poll(() => source.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(tab.complaints).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["no title", { embeds: [{ description: "## Noted: **2 hours**\nof learning" }] }, "Noted: 2 hours"],
    [
      "nothing but what a newer message is made of",
      {
        flags: MessageFlags.IsComponentsV2,
        components: [{ type: 17, components: [{ type: 14 }, { type: 10, content: "\n-# You are *in*" }] }],
      },
      "You are in",
    ],
    [
      "no words at all",
      {
        components: [{ type: 1, components: [{ type: 2, style: 2, label: "Press", custom_id: "v1:press" }] }],
      },
      "Click to see the message",
    ],
  ])("a reply to a message with %s repeats how that begins", async (_, body, words) => {
    const { page } = tab;
    const rest = new REST({ api: `${place.url}/api` }).setToken(place.standIn.token);
    const post = (message: object) => rest.post(Routes.channelMessages(SEED.study), { body: message });
    const { id } = (await post(body)) as { readonly id: string };
    const answer = `To that: ${id}`;
    await post({ content: answer, message_reference: { message_id: id } });
    const line = messageOf(page, answer).locator(".reply-line");
    expect(await line.locator(".reply-words").textContent()).toBe(words);
    expect(tab.complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)(
    "every part of a newer message is shown and works, in %s",
    async (colorScheme) => {
      const { page } = tab;
      await page.emulateMedia({ colorScheme });
      const before = await page.locator(".message").count();
      await send(page, "/layout");
      await expect.poll(() => page.locator(".message").count()).toBe(before + 1);
      const message = messageOf(page, "A sprint of words");
      await message.getByRole("button", { name: "I am in" }).waitFor();
      expect(await message.getByRole("heading", { name: "A sprint of words" }).count()).toBe(1);
      expect(await message.getByRole("button", { name: /^Picture/ }).count()).toBe(3);
      expect(await message.getByRole("link", { name: "everything.json" }).count()).toBe(1);
      expect(await message.getByText("17 bytes").count()).toBe(1);
      await message.getByRole("combobox", { name: "Pick a role" }).waitFor();
      expect(await page.getByText("cannot show").count()).toBe(0);
      expect(await findFaintText(page)).toEqual([]);
      await message.getByRole("button", { name: "I am in" }).click();
      await page.getByText("in:", { exact: true }).last().waitFor();
      expect(tab.complaints).toEqual([]);
    },
  );

  test("a picture is shown large with its words, the arrows go on, and Escape goes back", async () => {
    const { page } = tab;
    const first = messageOf(page, "A sprint of words").getByRole("button", {
      name: "Picture: The first picture",
    });
    await first.click();
    const large = page.getByRole("dialog", { name: "Picture" });
    await large.getByText("The first picture (2 of 3)").waitFor();
    await page.keyboard.press("ArrowRight");
    await large.getByText("The second picture (3 of 3)").waitFor();
    expect(await large.getByRole("img", { name: "The second picture" }).count()).toBe(1);
    expect(await findFaintText(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await large.waitFor({ state: "detached" });
    expect(await first.evaluate((one) => one === document.activeElement)).toBe(true);
    await send(page, "/gallery");
    await page.getByRole("button", { name: "Picture: A dot that nobody can see" }).last().waitFor();
    expect(tab.complaints).toEqual([]);
  });
});
