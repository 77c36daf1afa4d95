import { afterEach, beforeEach, expect, test } from "vitest";
import { commands } from "../../commands/registry.ts";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId, MemberId } from "../../src/domain/ids.ts";
import { planStart } from "../../src/domain/group-plan.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import { loadGuildSettings, saveGuildSettings } from "../../src/store/guild-settings.ts";
import type { GuildSettings } from "../../src/store/guild-settings.ts";
import { addGuilds } from "../../src/store/guilds.ts";
import { lastOf } from "../../src/store/outbox-lookups.ts";
import type { Occurrence } from "../../src/store/outbox.ts";
import { lockRow } from "../../src/store/locks.ts";
import { createTestPlace } from "../support/bot.ts";
import type { TestPlace } from "../support/bot.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

// The whole way: a schedule in the database, a bot, the stand-in, and its clock moved.

const GUILD = mint<GuildId>(SEED.guild);
const ORGANISER = mint<MemberId>(SEED.admin);
const SUNDAY = "2030-06-09T12:00:00Z";
const roadmap = await realRoadmap();

let place: TestPlace;
beforeEach(async () => {
  place = await createTestPlace();
  place.standIn.clock.set(Date.parse(SUNDAY));
});
afterEach(() => place[Symbol.asyncDispose]());

const start = () => place.start({ commands, roadmap });

/** Every Monday at 9 in Berlin, from the day after. */
async function schedule(change: Partial<GuildSettings> = {}): Promise<void> {
  const settings: GuildSettings = {
    channel: SEED.study,
    channelKind: "text",
    slot: { weekday: 1, time: new Temporal.PlainTime(9), zone: "Europe/Berlin" },
    pingRole: null,
    pace: 8,
    discussion: true,
    from: planStart(roadmap),
    fromDate: Temporal.PlainDate.from("2030-06-10"),
    skips: new Set(),
    pausedUntil: null,
    nextAt: Temporal.Instant.from("2030-06-10T07:00:00Z"),
    parked: null,
    parkedAt: null,
    setBy: ORGANISER,
    ...change,
  };
  await place.database.db.transaction(async (tx) => {
    await lockRow(tx, ORGANISER, "share");
    await addGuilds(tx, [{ id: GUILD, locale: "de" }], Temporal.Instant.from(SUNDAY));
    await saveGuildSettings(tx, GUILD, settings);
  });
}

/** Waits for real: what is due is sent within a tick or two. */
async function until<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let turn = 0; turn < 400; turn += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("it did not happen within ten seconds");
}

const settled = (count: number) =>
  until(async () => {
    const all = await lastOf(place.database.db, GUILD, 50);
    const over = all.filter(({ settledAt }) => settledAt !== null);
    return over.length >= count && over.toReversed();
  });
const inStudy = () => place.standIn.view(SEED.admin, SEED.study);
const briefly = ({ kind, state, reason }: Occurrence) => [kind, state, reason];

test("Monday comes: one prompt with the week's topic, and its discussion", async () => {
  await start();
  await schedule();
  place.standIn.clock.set(Date.parse("2030-06-10T07:00:00Z"));
  expect((await settled(2)).map(briefly)).toEqual([
    ["week", "sent", null],
    ["thread", "sent", null],
  ]);
  expect(inStudy().map(({ embeds }) => embeds[0]?.title)).toEqual(["This week: Python for Data Engineering"]);
  const { nextAt, fromDate } = (await loadGuildSettings(place.database.db, GUILD))!;
  expect([String(nextAt), String(fromDate)]).toEqual(["2030-06-17T07:00:00Z", "2030-06-17"]);
});

test("off over two Mondays: one prompt, of the second, that tells of the first", async () => {
  const bot = await start();
  await schedule({ discussion: false });
  await bot.stop();
  place.standIn.clock.set(Date.parse("2030-06-18T12:00:00Z"));
  await start();
  expect((await settled(1)).map(briefly)).toEqual([["week", "sent", null]]);
  expect(inStudy()).toHaveLength(1);
  const text = JSON.stringify(inStudy()[0]);
  expect(text).toContain("Week 2 of 5");
  expect(text).toContain("I was away for 1 weekly prompt");
});

test("a clock that jumps back and forth sends nothing twice and loses no week", async () => {
  await start();
  await schedule({ discussion: false });
  for (const moment of [
    "2030-06-10T07:00:00Z",
    "2030-06-09T07:00:00Z",
    "2030-06-10T08:00:00Z",
    "2030-05-01T00:00:00Z",
  ]) {
    place.standIn.clock.set(Date.parse(moment));
    await until(async () => {
      const { nextAt } = (await loadGuildSettings(place.database.db, GUILD))!;
      const ahead = nextAt!.epochMilliseconds - Date.parse(moment);
      return ahead > 0 && ahead <= 8 * 86_400_000;
    });
  }
  place.standIn.clock.set(Date.parse("2030-06-17T08:00:00Z"));
  const all = await until(async () => {
    const sent = (await lastOf(place.database.db, GUILD, 50)).filter(({ state }) => state === "sent");
    return sent.some(({ key }) => key.endsWith("2030-W25")) && sent;
  });
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  expect(inStudy()).toHaveLength(all.length);
});

test("a permission that is lost stops the schedule after one try, and the organiser is told once", async () => {
  await start();
  await schedule();
  place.standIn.world.setOverwrite(SEED.study, { id: SEED.guild, type: 0, allow: 0n, deny: 1n << 11n });
  place.standIn.clock.set(Date.parse("2030-06-10T07:00:00Z"));
  await settled(1);
  expect(await loadGuildSettings(place.database.db, GUILD)).toMatchObject({ parked: "no-permission" });
  const direct = await until(async () => {
    const found = [...place.standIn.world.channels.values()].find(
      ({ recipientId }) => recipientId === SEED.admin,
    );
    return found && place.standIn.view(SEED.admin, found.id).at(-1);
  });
  expect(JSON.stringify(direct)).toContain("a permission was missing");
  place.standIn.clock.set(Date.parse("2030-06-24T07:00:00Z"));
  await until(async () =>
    (await lastOf(place.database.db, GUILD, 9)).every(({ settledAt }) => settledAt !== null),
  );
  const refused = place.standIn.log.requests.filter(({ status }) => status === 403);
  expect(refused).toHaveLength(1);
});
