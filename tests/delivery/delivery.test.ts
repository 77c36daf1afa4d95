import { afterEach, beforeEach, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { loadGuildSettings } from "../../src/store/guild-settings.ts";
import { lastOf } from "../../src/store/outbox-lookups.ts";
import { briefly, createScheduledPlace, GUILD, MONDAY, until } from "./scheduled-place.ts";
import type { ScheduledPlace } from "./scheduled-place.ts";

let place: ScheduledPlace;
beforeEach(async () => {
  place = await createScheduledPlace();
});
afterEach(() => place[Symbol.asyncDispose]());

test("Monday comes: one prompt with the week's topic, and its discussion", async () => {
  await place.run();
  await place.schedule({ discussion: true });
  place.moveTo(MONDAY);
  expect((await place.settled(2)).map(briefly)).toEqual([
    ["week", "sent", null],
    ["thread", "sent", null],
  ]);
  expect(place.inStudy().map(({ embeds }) => embeds[0]?.title)).toEqual([
    "This week: Python for Data Engineering",
  ]);
  const { nextAt, fromDate } = (await loadGuildSettings(place.database.db, GUILD))!;
  expect([String(nextAt), String(fromDate)]).toEqual(["2030-06-17T07:00:00Z", "2030-06-17"]);
});

test("off over two Mondays: one prompt, of the second, that tells of the first", async () => {
  const bot = await place.run();
  await place.schedule();
  await bot.stop();
  place.moveTo("2030-06-18T12:00:00Z");
  await place.run();
  expect((await place.settled(1)).map(briefly)).toEqual([["week", "sent", null]]);
  expect(place.inStudy()).toHaveLength(1);
  const text = JSON.stringify(place.inStudy()[0]);
  expect(text).toContain("Week 2 of 5");
  expect(text).toContain("I was away for 1 weekly prompt");
});

test("a clock that jumps back and forth sends nothing twice and loses no week", async () => {
  await place.run();
  await place.schedule();
  for (const moment of [
    "2030-06-10T07:00:00Z",
    "2030-06-09T07:00:00Z",
    "2030-06-10T08:00:00Z",
    "2030-05-01T00:00:00Z",
  ]) {
    place.moveTo(moment);
    await until(async () => {
      const { nextAt } = (await loadGuildSettings(place.database.db, GUILD))!;
      const ahead = nextAt!.epochMilliseconds - Date.parse(moment);
      return ahead > 0 && ahead <= 8 * 86_400_000;
    });
  }
  place.moveTo("2030-06-17T08:00:00Z");
  const all = await until(async () => {
    const sent = (await lastOf(place.database.db, GUILD, 50)).filter(({ state }) => state === "sent");
    return sent.some(({ key }) => key.endsWith("2030-W25")) && sent;
  });
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  expect(place.inStudy()).toHaveLength(all.length);
});

test("a permission that is lost stops the schedule after one try, and the organiser is told once", async () => {
  await place.run();
  await place.schedule();
  place.standIn.world.setOverwrite(SEED.study, { id: SEED.guild, type: 0, allow: 0n, deny: 1n << 11n });
  place.moveTo(MONDAY);
  await place.settled(1);
  expect(await loadGuildSettings(place.database.db, GUILD)).toMatchObject({ parked: "no-permission" });
  const direct = await until(async () => {
    const found = [...place.standIn.world.channels.values()].find(
      ({ recipientId }) => recipientId === SEED.admin,
    );
    return found && place.standIn.view(SEED.admin, found.id).at(-1);
  });
  expect(JSON.stringify(direct)).toContain("a permission was missing");
  place.moveTo("2030-06-24T07:00:00Z");
  await until(async () =>
    (await lastOf(place.database.db, GUILD, 9)).every(({ settledAt }) => settledAt !== null),
  );
  const refused = place.standIn.log.requests.filter(({ status }) => status === 403);
  expect(refused).toHaveLength(1);
});
