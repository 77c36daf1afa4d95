import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { planWeeks } from "../../src/delivery/plan-weeks.ts";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId, TopicId } from "../../src/domain/ids.ts";
import { planStart } from "../../src/domain/group-plan.ts";
import { loadGuildSettings } from "../../src/store/guild-settings.ts";
import type { GuildSettings } from "../../src/store/guild-settings.ts";
import { lastOf } from "../../src/store/outbox-lookups.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { GUILD, OTHER_GUILD } from "../store/people.ts";
import { schedule } from "../store/schedules.ts";

const FIRST = Temporal.Instant.from("2026-11-23T17:30:00Z"); // Monday, 18:30 in Berlin
const WEEK = { hours: 168 };

let database: TestDatabase;
const roadmap = await realRoadmap();
const desk = { roadmap, mention: (command: string) => command, findDeparted: async () => new Set<never>() };
const [python] = roadmap.phases[0]!.tracks[0]!.topics;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const plan = (until: Temporal.Instant) => database.db.transaction((tx) => planWeeks(tx, desk, until));
const start = (change: Partial<GuildSettings> = {}, guild?: GuildId) => {
  const fromDate = Temporal.PlainDate.from("2026-11-23");
  return schedule(database.db, { from: planStart(roadmap), fromDate, nextAt: FIRST, ...change }, guild);
};
const planned = async (guild = GUILD) => (await lastOf(database.db, guild, 99)).toReversed();
const standing = async (guild = GUILD) => {
  const { from, nextAt } = (await loadGuildSettings(database.db, guild))!;
  return [from?.topic ?? null, from?.hour ?? null, nextAt?.toString() ?? null];
};

test("nothing before its moment; at it one prompt, which ends with the next; the second time nothing", async () => {
  await start();
  expect(await plan(FIRST.subtract({ seconds: 1 }))).toBe(0);
  expect(await plan(FIRST)).toBe(1);
  expect(await plan(FIRST)).toBe(0);
  const [week, ...others] = await planned();
  expect(others).toEqual([]);
  expect(week).toMatchObject({
    key: `week/${GUILD}/2026-W48`,
    dueAt: FIRST,
    expiresAt: FIRST.add(WEEK),
    payload: { topic: python!.id, hour: 0, hours: 8, week: 1, weeks: 5, missed: [], slotDate: "2026-11-23" },
  });
  expect(await standing()).toEqual([python!.id, 8, FIRST.add(WEEK).toString()]);
});

test("five weeks at once are one prompt, of the last, that names what passed", async () => {
  await start();
  expect(await plan(FIRST.add({ hours: 5 * 168 + 1 }))).toBe(1);
  const [week] = await planned();
  expect(week).toMatchObject({
    key: `week/${GUILD}/2026-W53`,
    payload: { topic: "sql-advanced", hour: 0, week: 1, missed: Array<string>(5).fill(python!.id) },
  });
});

test("skips and pauses bring no prompt and move the plan by nothing", async () => {
  await start({ skips: new Set(["2026-11-23"]), pausedUntil: Temporal.PlainDate.from("2026-12-01") });
  expect(await plan(FIRST.add(WEEK))).toBe(0);
  expect(await standing()).toEqual([python!.id, 0, FIRST.add({ hours: 2 * 168 }).toString()]);
});

test("after the last week nothing is due any more", async () => {
  const last = roadmap.phases.at(-1)!.tracks.at(-1)!.topics.at(-1)!;
  await start({ from: { topic: last.id, hour: last.hours - 8 } });
  expect(await plan(FIRST)).toBe(1);
  expect(await standing()).toEqual([null, null, null]);
  expect(await plan(FIRST.add({ hours: 99 * 168 }))).toBe(0);
});

test("a week whose topic the roadmap has lost is planned to be left out, and the group stays where it stands", async () => {
  await start({ from: { topic: mint<TopicId>("gone"), hour: 8 } });
  expect(await plan(FIRST)).toBe(1);
  expect((await planned())[0]).toMatchObject({ key: `week/${GUILD}/2026-W48`, payload: { topic: "gone" } });
  expect(await standing()).toEqual(["gone", 8, FIRST.add(WEEK).toString()]);
});

test("a week that had its prompt gets no other, and its guild alone stays where it stands", async () => {
  await start();
  await plan(FIRST);
  await start({ from: { topic: python!.id, hour: 8 } });
  await start({ from: { topic: python!.id, hour: 8 } }, OTHER_GUILD);
  expect(await plan(FIRST)).toBe(1);
  expect(await standing(GUILD)).toEqual([python!.id, 8, FIRST.add(WEEK).toString()]);
  expect(await standing(OTHER_GUILD)).toEqual([python!.id, 16, FIRST.add(WEEK).toString()]);
});

test("a cursor that a clock left in the far future comes back", async () => {
  await start({ nextAt: FIRST.add({ hours: 60 * 168 }), fromDate: Temporal.PlainDate.from("2028-01-17") });
  expect(await plan(FIRST)).toBe(0);
  expect(await standing()).toEqual([python!.id, 0, FIRST.add(WEEK).toString()]);
});

test("thousands of guilds in a few schedules are planned whole, each once", async () => {
  const zones = ["Europe/Berlin", "Asia/Kolkata", "America/St_Johns"];
  const count = 6_000; // more than one transaction takes
  await database.pool.query(
    "insert into guilds (id, locale, since) select 'g' || n, 'de', now() from generate_series(1, $1) as n",
    [count],
  );
  await database.pool.query(
    `insert into guild_settings (guild, channel, channel_kind, weekday, at, zone, pace, discussion, plan_topic, plan_hour, plan_date, skips, next_at)
    select 'g' || n, '5', 'text', 1, '18:30', ($2::text[])[n % 3 + 1], 8, false, $3, 0, '2026-11-23', '{}', $4
    from generate_series(1, $1) as n`,
    [count, zones, python!.id, FIRST.subtract({ hours: 24 }).toString()],
  );
  const until = FIRST.add({ hours: 24 });
  let fresh = 0;
  for (let more = await plan(until); more > 0; more = await plan(until)) fresh += more;
  expect(fresh).toBe(count);
  const { rows } = await database.pool.query(
    "select count(*)::int as rows, count(distinct guild)::int as guilds, count(distinct due_at)::int as times from occurrences",
  );
  expect(rows).toEqual([{ rows: count, guilds: count, times: 3 }]);
});
