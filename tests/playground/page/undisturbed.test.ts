import { describe, expect, test } from "vitest";
import type { Act } from "../../../src/playground/control/protocol.ts";
import { launchBrowser, withoutBrowser } from "../../support/browser.ts";
import { openPageSocket } from "../../support/page-socket.ts";
import { BROWSER_TEST, openTab, servePlayground } from "./playground.ts";

const NOW = Date.parse("2030-05-13T06:00:00Z");
const NEXT = NOW + 86_400_000;
const REFUSAL = "The last three weeks are still being played. Try again when they are over.";
const DISTURBING: readonly Act[] = [
  { do: "move-clock", by: "week" },
  { do: "move-to", at: NEXT },
  { do: "play", speed: 3_600 },
  { do: "trouble", trouble: "slow", on: true },
  { do: "trouble", trouble: "revoked", on: true },
  { do: "power", on: false },
  { do: "kill" },
  { do: "empty" },
];

/** A playground that is about to play its sample. `calls`: what its bot was told. */
async function serveBefore() {
  const calls: string[] = [];
  const told = (what: string) => async () => void calls.push(what);
  const bot = { start: told("start"), stop: told("stop"), kill: told("kill") };
  const outbox = async () => ({ zone: "UTC", channel: null, next: NEXT, parked: null, rows: [] });
  const place = await servePlayground({ bot, outbox, sampleComes: true }, { now: NOW });
  return { place, calls };
}

describe("until the sample is played", () => {
  test.each(DISTURBING)("$do is refused, and does nothing", async (act) => {
    const { place, calls } = await serveBefore();
    await using _ = place;
    using socket = await openPageSocket(place.url);
    expect(await socket.act(act)).toEqual({ kind: "failed", why: REFUSAL });
    expect(place.standIn.clock.now() - NOW).toBeLessThan(60_000);
    expect(calls).toEqual([]);
    expect(socket.frame()).toMatchObject({ troubles: [], playing: null, power: "running" });
  });

  test("who is there can talk and look about", async () => {
    const { place } = await serveBefore();
    await using _ = place;
    using socket = await openPageSocket(place.url);
    expect(await socket.act({ do: "say", text: "Hello", uploads: [] })).toEqual({ kind: "done" });
    expect(await socket.act({ do: "outbox" })).toMatchObject({ kind: "outbox" });
  });
});

describe.skipIf(withoutBrowser())("the page, until the sample is played", BROWSER_TEST, () => {
  test("says so at each control of time and trouble", async () => {
    const { place } = await serveBefore();
    await using _ = place;
    const browser = await launchBrowser();
    const { page, complaints } = await openTab(browser, place.url);
    const told = page.getByRole("alert").filter({ hasText: REFUSAL });
    const close = page.getByRole("button", { name: "Close the panel" });
    const isRefused = async (panel: string | null, role: "button" | "switch", name: string) => {
      if (panel !== null) await page.getByRole("button", { name: panel, exact: true }).click();
      await told.waitFor({ state: "detached" }); // what an earlier one was told goes with its panel
      await (panel === null ? page.locator("#bar") : page.locator("#panel"))
        .getByRole(role, { name, exact: true })
        .click();
      await told.waitFor();
      await close.click();
    };
    await isRefused(null, "button", "+1 week");
    await isRefused("Time", "button", "Play the time");
    await isRefused("Time", "button", "Go there");
    await isRefused("Trouble", "switch", "Discord is slow");
    await isRefused("Trouble", "switch", "Bot");
    await isRefused("Trouble", "button", "Kill and restart");
    // What one had to wait for is over: the line goes.
    await page.locator("#bar").getByRole("button", { name: "+1 week", exact: true }).click();
    await told.waitFor();
    const isPlayed = place.playSample({ until: NOW, zone: "UTC" }); // there is no bot, so it breaks off
    await told.waitFor({ state: "detached" });
    await isPlayed;
    expect(complaints).toEqual([]);
    await browser.close();
  });
});
