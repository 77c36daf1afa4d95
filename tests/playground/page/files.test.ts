import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SEED } from "../../../src/playground/stand-in.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { findBarriers } from "./barriers.ts";
import { findFaintText } from "./contrast.ts";
import { BROWSER_TEST, openTab, send, servePlayground } from "./playground.ts";
import type { Playground, Tab } from "./playground.ts";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const notes = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("three lines") };
const picture = { name: "plan.png", mimeType: "image/png", buffer: PIXEL };

describe.skipIf(withoutBrowser())("files of a person's machine", BROWSER_TEST, () => {
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
  type Files = readonly { name: string; mimeType: string; buffer: Buffer }[];
  const choose = async (by: () => Promise<unknown>, files: Files): Promise<void> => {
    const [chooser] = await Promise.all([tab.page.waitForEvent("filechooser"), by()]);
    await chooser.setFiles([...files]);
  };
  const tray = (): Locator => tab.page.getByRole("list", { name: "Files to be sent" });

  test("go with a message, one can be taken away before, and a picture is shown", async () => {
    const { page } = tab;
    await choose(() => page.getByRole("button", { name: "Attach files" }).click(), [notes, picture]);
    await tray().getByText("plan.png").waitFor();
    expect([...(await findBarriers(page)), ...(await findFaintText(page))]).toEqual([]);
    await tray().getByRole("button", { name: "Take notes.txt away" }).click();
    await page.locator("#composer-input").fill("The plan");
    await page.keyboard.press("Enter");
    const message = page.locator(".message", { hasText: "The plan" });
    await message.getByRole("button", { name: "Picture: plan.png" }).waitFor();
    expect(await tray().isVisible()).toBe(false);
    await choose(() => page.getByRole("button", { name: "Attach files" }).click(), [notes]);
    await tray().getByText("notes.txt").waitFor();
    await page.locator("#composer-input").press("Enter");
    await page.locator(".message").getByRole("link", { name: "notes.txt" }).waitFor();
    expect(place.standIn.view(SEED.admin, SEED.study).map(({ attachments }) => attachments.length)).toEqual([
      1, 1,
    ]);
    expect(tab.complaints).toEqual([]);
  });

  test("are ten in a message at most; all go along that were chosen, also when it is sent at once", async () => {
    const { page } = tab;
    const many = Array.from({ length: 14 }, (_, nth) => ({ ...notes, name: `part-${nth}.txt` }));
    await page.locator("#composer-input").fill("Parts");
    await choose(() => page.getByRole("button", { name: "Attach files" }).click(), many);
    await page.getByText("A message takes up to 10 files.").waitFor();
    await page.locator("#composer-input").press("Enter");
    await page.locator(".message", { hasText: "Parts" }).getByRole("link", { name: "part-9.txt" }).waitFor();
    expect(place.standIn.view(SEED.admin, SEED.study).at(-1)?.attachments).toHaveLength(10);
    expect(await tray().isVisible()).toBe(false);
    expect(tab.complaints).toEqual([]);
  });

  test("stay with the text of a message that did not go", async () => {
    const { page } = tab;
    await choose(() => page.getByRole("button", { name: "Attach files" }).click(), [notes]);
    await tray().getByText("notes.txt").waitFor();
    place.cut();
    await page.getByText("Reconnecting…").waitFor();
    await page.locator("#composer-input").fill("With notes");
    await page.keyboard.press("Enter");
    await page.locator("#composer-error:not(:empty)").waitFor();
    expect(await page.locator("#composer-input").inputValue()).toBe("With notes");
    await tray().getByText("notes.txt").waitFor();
    place.restore();
    await page.getByText("Reconnecting…").waitFor({ state: "hidden" });
    await page.locator("#composer-input").press("Enter");
    await page
      .locator(".message", { hasText: "With notes" })
      .getByRole("link", { name: "notes.txt" })
      .waitFor();
  });

  test("are an option of a command, by keys alone", async () => {
    const { page } = tab;
    await page.locator("#composer-input").fill("/hand-in ");
    const option = page.getByRole("combobox", { name: "work" });
    await option.waitFor();
    await choose(() => option.press("Enter"), [notes]);
    await expect.poll(() => option.inputValue()).toBe("notes.txt");
    await page.keyboard.press("Enter");
    await page.getByText("Got notes.txt (11 bytes)").waitFor();
    expect(tab.complaints).toEqual([]);
  });

  test("are a part of a form", async () => {
    const { page } = tab;
    await send(page, "/files");
    const form = page.getByRole("dialog", { name: "Hand in" });
    await form.getByRole("button", { name: "Submit" }).click();
    await form.getByText("A file is needed.").waitFor();
    await choose(() => form.getByRole("button", { name: "Your files" }).click(), [notes, picture]);
    await form.getByText("notes.txt, plan.png").waitFor();
    expect([...(await findBarriers(page)), ...(await findFaintText(page))]).toEqual([]);
    await form.getByRole("button", { name: "Submit" }).click();
    await page.getByText(`Got notes.txt (11 bytes), plan.png (${PIXEL.length} bytes)`).waitFor();
    expect(tab.complaints).toEqual([]);
  });

  test("are not taken from any other page, nor larger than Discord takes them", async () => {
    const address = `${place.url}/upload?member=${SEED.admin}&channel=${SEED.study}&name=x`;
    const other = await fetch(address, {
      method: "POST",
      body: "x",
      headers: { origin: "http://evil.example" },
    });
    expect(other.status).toBe(403);
    expect((await fetch(address, { method: "POST", body: "x" })).status).toBe(403);
    const own = { origin: place.url };
    expect((await fetch(address, { method: "GET", headers: own })).status).toBe(405);
    const large = new Uint8Array(10 * 1024 * 1024 + 1);
    expect((await fetch(address, { method: "POST", body: large, headers: own })).status).toBe(413);
    const nobody = address.replace(SEED.admin, "1");
    expect((await fetch(nobody, { method: "POST", body: "x", headers: own })).status).toBe(400);
  });
});
