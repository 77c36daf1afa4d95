import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { planDeadlines } from "../../src/delivery/plan-deadlines.ts";
import type { DayHours } from "../../src/domain/member-day.ts";
import { reminderTimes, WHENS } from "../../src/domain/reminders.ts";
import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { eraseMember } from "../../src/store/erase.ts";
import { removeGuild } from "../../src/store/guilds.ts";
import { changeReminders } from "../../src/store/member-reminders.ts";
import { loadMember } from "../../src/store/members.ts";
import { skipExpired } from "../../src/store/outbox.ts";
import { saveTarget } from "../../src/store/targets.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { act, done, entry, GUILD, join, person } from "../store/people.ts";
import { schedule } from "../store/schedules.ts";
import { zone } from "../support/arbitrary-text.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const desk = {
  roadmap: sketch([
    { id: "git", hours: 8 },
    { id: "sql", hours: 20 },
  ]),
  mention: String,
  findDeparted: async () => new Set<never>(),
};
const at = (text: string) => Temporal.Instant.from(text);
const date = (text: string) => Temporal.PlainDate.from(text);
const planUpTo = (until: string | Temporal.Instant) =>
  database.db.transaction((tx) => planDeadlines(tx, desk, Temporal.Instant.from(until)));
const aim = (
  member: MemberId,
  topic: string,
  day: string,
  hours: number | null = null,
  set = "2026-11-20T10:00:00Z",
) =>
  database.db.transaction((tx) =>
    saveTarget(tx, { member, topic: mint(topic), guild: GUILD, target: date(day), hours, at: at(set) }),
  );

type Row = { what: string; member: string; guild: string; due: string; state: string; payload: object };
async function planned(): Promise<Row[]> {
  const { rows } = await database.pool.query<Row>(`
    select substring(key from '/([^/]*/[^/]*/[^/]*)$') as what, member, guild, state, payload,
      to_char(due_at at time zone 'UTC', 'MM-DD HH24:MI') as due
    from occurrences where kind = 'deadline' order by due_at, key`);
  return rows;
}
const dues = async () => (await planned()).map(({ what, due }) => `${due} ${what}`);
const targetsOf = async (member: MemberId) =>
  (await loadMember(database.db, member)).targets.map(({ date, moved, letGo }) => ({
    date: date.toString(),
    moved: moved && [moved.from.toString(), moved.times],
    letGo: letGo?.toString() ?? null,
  }));

describe("reminders", () => {
  test("are planned when they fall due, the day before and on the day, in the member's morning", async () => {
    await join(database.db, person(1), { zone: "Asia/Tokyo" });
    await join(database.db, person(2), { zone: "America/New_York" });
    await planUpTo("2026-11-22T10:00:00Z");
    await aim(person(1), "git", "2026-11-24");
    await aim(person(2), "sql", "2026-11-24");
    expect(await planUpTo("2026-11-22T23:59:59Z")).toBe(0);
    expect(await planUpTo("2026-11-23T00:00:00Z")).toBe(1);
    expect(await planUpTo("2026-11-24T14:00:00Z")).toBe(3);
    expect(await dues()).toEqual([
      "11-23 00:00 topic:git/2026-11-24/before",
      "11-23 14:00 topic:sql/2026-11-24/before",
      "11-24 00:00 topic:git/2026-11-24/day",
      "11-24 14:00 topic:sql/2026-11-24/day",
    ]);
    const [first] = await planned();
    expect(first).toMatchObject({
      member: person(1),
      guild: GUILD,
      payload: { kind: "topic", topic: "git", date: "2026-11-24", when: "before" },
    });
  });

  test("are planned once, however often and far back the clock is turned", async () => {
    await join(database.db, person(1));
    await planUpTo("2026-11-22T10:00:00Z");
    await aim(person(1), "git", "2026-11-24");
    expect(await planUpTo("2026-11-25T10:00:00Z")).toBe(2);
    expect(await planUpTo("2026-11-25T10:00:00Z")).toBe(0);
    expect(await planUpTo("2026-11-01T10:00:00Z")).toBe(0);
    expect(await planUpTo("2026-11-23T10:00:00Z")).toBe(0);
    expect(await planUpTo("2026-11-25T12:00:00Z")).toBe(0);
    expect((await planned()).length).toBe(2);
  });

  test("of a date that was set after the clock came back are planned again as time goes on", async () => {
    await join(database.db, person(1));
    await planUpTo("2027-06-01T10:00:00Z");
    await planUpTo("2026-11-22T10:00:00Z");
    await aim(person(1), "git", "2026-11-24");
    expect(await planUpTo("2026-11-24T10:00:00Z")).toBe(2);
  });

  test("whose moment passed while nobody planned are recorded, and skipped rather than sent late", async () => {
    await join(database.db, person(1));
    await planUpTo("2026-11-20T10:00:00Z");
    await aim(person(1), "git", "2026-11-22");
    await aim(person(1), "sql", "2026-12-05");
    const now = at("2026-12-05T09:00:00Z");
    expect(await planUpTo(now)).toBe(4);
    const skipped = await skipExpired(database.db, now);
    expect(skipped.map(({ key }) => key.slice(key.indexOf("topic:"))).toSorted()).toEqual([
      "topic:git/2026-11-22/before",
      "topic:git/2026-11-22/day",
      "topic:sql/2026-12-05/before",
    ]);
  });

  test("come of exams too, and not of what is finished, dropped, or of who wants none", async () => {
    await join(database.db, person(1));
    await join(database.db, person(2));
    await planUpTo("2026-11-22T10:00:00Z");
    const exam = {
      kind: "certification.booked",
      certification: mint<never>("c"),
      exam: date("2026-11-24"),
    } as const;
    await act(database.db, person(1), [entry(exam), done("git")]);
    await aim(person(1), "git", "2026-11-24");
    await aim(person(2), "git", "2026-11-24");
    await database.db.transaction((tx) => changeReminders(tx, person(2), { where: "off" }));
    await planUpTo("2026-11-24T12:00:00Z");
    expect(await dues()).toEqual([
      "11-23 08:00 exam:c/2026-11-24/before",
      "11-24 08:00 exam:c/2026-11-24/day",
    ]);
  });

  test("keep to the hours of each member, and to the guild's zone for who gave none", async () => {
    await schedule(database.db, { setBy: null });
    await join(database.db, person(1));
    await planUpTo("2026-11-22T10:00:00Z");
    await database.db.transaction((tx) => changeReminders(tx, person(1), { quietTo: 12 }));
    await aim(person(1), "git", "2026-11-24");
    await aim(person(2), "sql", "2026-11-24");
    await planUpTo("2026-11-23T12:00:00Z");
    expect(await dues()).toEqual([
      "11-23 08:00 topic:sql/2026-11-24/before",
      "11-23 11:00 topic:git/2026-11-24/before",
    ]);
  });

  test("are exactly those that fell due between two looks, whatever the zones, hours and steps", async () => {
    const life = fc.record({
      zone: zone(),
      quietFrom: fc.nat(23),
      quietTo: fc.nat(23),
      dayEnd: fc.nat(6),
      days: fc.integer({ min: -1, max: 6 }),
    });
    const lives = fc.array(life, { minLength: 1, maxLength: 5 });
    const steps = fc.array(fc.integer({ min: 1, max: 60 * 40 }), { minLength: 1, maxLength: 6 });
    const start = at("2026-03-27T10:07:00Z"); // over the change of the clocks in Europe
    await fc.assert(
      fc.asyncProperty(lives, steps, async (lives, steps) => {
        await emptyDatabase(database);
        await planUpTo(start);
        const expected: string[] = [];
        const end = start.add({ minutes: steps.reduce((sum, step) => sum + step, 0) });
        for (const [i, { days, zone, ...rest }] of lives.entries()) {
          const day = start.toZonedDateTimeISO("UTC").toPlainDate().add({ days });
          await join(database.db, person(i), { zone });
          await database.db.transaction((tx) => changeReminders(tx, person(i), rest));
          await aim(person(i), "git", day.toString(), 500);
          expected.push(
            ...WHENS.flatMap((when) => between({ zone, ...rest }, day, when, start, end, person(i))),
          );
        }
        let now = start;
        for (const step of steps) {
          now = now.add({ minutes: step });
          await planUpTo(now);
        }
        const { rows } = await database.pool.query<{ key: string }>(
          "select key || ' ' || extract(epoch from due_at)::bigint as key from occurrences order by key",
        );
        expect(rows.map(({ key }) => key).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

function between(
  hours: DayHours,
  day: Temporal.PlainDate,
  when: (typeof WHENS)[number],
  start: Temporal.Instant,
  end: Temporal.Instant,
  member: MemberId,
): string[] {
  const { dueAt } = reminderTimes(day, when, hours);
  const isDue = Temporal.Instant.compare(start, dueAt) < 0 && Temporal.Instant.compare(dueAt, end) <= 0;
  const seconds = dueAt.epochMilliseconds / 1000;
  return isDue ? [`deadline/${member}/topic:git/${day.toString()}/${when} ${seconds}`] : [];
}

describe("dates that pass", () => {
  test("move on when the member's day is over, to when the hours that are left will be done", async () => {
    await join(database.db, person(1), { hoursPerWeek: 8 });
    await planUpTo("2026-11-22T10:00:00Z");
    await aim(person(1), "sql", "2026-11-22");
    await planUpTo("2026-11-22T22:30:00Z");
    expect(await targetsOf(person(1))).toEqual([{ date: "2026-11-22", moved: null, letGo: null }]);
    await planUpTo("2026-11-22T23:00:00Z"); // midnight in Berlin; 20 hours at 8 a week are 18 days
    expect(await targetsOf(person(1))).toEqual([
      { date: "2026-12-11", moved: ["2026-11-22", 1], letGo: null },
    ]);
  });

  test("wait for the end of the member's own day", async () => {
    await join(database.db, person(1));
    await database.db.transaction((tx) => changeReminders(tx, person(1), { dayEnd: 3 }));
    await aim(person(1), "git", "2026-11-22", 1);
    await planUpTo("2026-11-22T10:00:00Z");
    await planUpTo("2026-11-23T01:45:00Z");
    expect(await targetsOf(person(1))).toMatchObject([{ date: "2026-11-22" }]);
    await planUpTo("2026-11-23T02:00:00Z");
    expect(await targetsOf(person(1))).toMatchObject([{ date: "2026-11-25" }]);
  });

  test("after three moves in silence are let go, said for two weeks, and forgotten", async () => {
    await join(database.db, person(1));
    await planUpTo("2026-11-20T10:00:00Z");
    await aim(person(1), "git", "2026-11-20", 1); // 1 hour at 6 a week: two days
    for (const day of ["2026-11-21", "2026-11-24", "2026-11-27", "2026-11-30"]) {
      const [before] = await targetsOf(person(1));
      expect(before?.letGo).toBeNull();
      await planUpTo(`${day}T10:00:00Z`);
    }
    expect(await targetsOf(person(1))).toEqual([
      { date: "2026-11-29", moved: ["2026-11-26", 3], letGo: "2026-11-30" },
    ]);
    const before = (await planned()).length;
    await planUpTo("2026-12-14T10:00:00Z");
    expect((await planned()).length).toBe(before);
    expect((await targetsOf(person(1))).length).toBe(1);
    await planUpTo("2026-12-15T10:00:00Z");
    expect(await targetsOf(person(1))).toEqual([]);
  });

  test("move on and on for whoever works on the topic", async () => {
    await join(database.db, person(1));
    await planUpTo("2026-11-20T10:00:00Z");
    await aim(person(1), "git", "2026-11-20", 1);
    let now = at("2026-11-21T10:00:00Z");
    for (const nth of [1, 2, 3, 4, 5, 6]) {
      await planUpTo(now);
      const check = {
        kind: "objective.checked",
        objective: mint<never>(nth % 2 ? "git/1" : "git/2"),
        rev: nth,
      } as const;
      await act(database.db, person(1), [entry(check)], { at: now.add({ hours: 1 }) });
      now = now.add({ hours: 72 });
    }
    expect(await targetsOf(person(1))).toMatchObject([{ moved: [expect.any(String), 1], letGo: null }]);
  });

  test("count the objectives that are checked, for the member's choices", async () => {
    await join(database.db, person(1), { hoursPerWeek: 8 });
    await act(database.db, person(1), [
      entry({ kind: "objective.checked", objective: mint("sql/1"), rev: 1 }),
    ]);
    await planUpTo("2026-11-22T10:00:00Z");
    await aim(person(1), "sql", "2026-11-22");
    await planUpTo("2026-11-23T10:00:00Z"); // 10 of 20 hours: nine days
    expect(await targetsOf(person(1))).toMatchObject([{ date: "2026-12-02" }]);
  });

  test("move once over a long downtime, and from where the member is now", async () => {
    await join(database.db, person(1), { hoursPerWeek: 8 });
    await planUpTo("2026-11-22T10:00:00Z");
    await aim(person(1), "git", "2026-11-23");
    await planUpTo("2027-02-01T10:00:00Z");
    expect(await targetsOf(person(1))).toEqual([
      { date: "2027-02-08", moved: ["2026-11-23", 1], letGo: null },
    ]);
  });

  test("of what is finished, or no longer in the roadmap, are forgotten", async () => {
    await join(database.db, person(1));
    await planUpTo("2026-11-22T10:00:00Z");
    await aim(person(1), "git", "2026-11-22");
    await aim(person(1), "gone", "2026-11-22");
    await act(database.db, person(1), [done("git")]);
    await planUpTo("2026-11-23T10:00:00Z");
    expect(await targetsOf(person(1))).toEqual([]);
  });

  test("begin to count anew when the member sets another", async () => {
    await join(database.db, person(1));
    await planUpTo("2026-11-20T10:00:00Z");
    await aim(person(1), "git", "2026-11-20", 1);
    await planUpTo("2026-11-21T10:00:00Z");
    await aim(person(1), "git", "2026-12-01", 1, "2026-11-21T11:00:00Z");
    expect(await targetsOf(person(1))).toEqual([{ date: "2026-12-01", moved: null, letGo: null }]);
  });
});

test("planning beside members who set dates, are erased, or whose guild is left gets in nobody's way", async () => {
  const people = Array.from({ length: 24 }, (_, i) => person(i + 1));
  for (const one of people) {
    await join(database.db, one);
    await aim(one, "git", "2026-11-23");
    await aim(one, "sql", "2026-11-21");
  }
  await planUpTo("2026-11-21T10:00:00Z");
  const { db } = database;
  await Promise.all([
    ...Array.from({ length: 6 }, (_, i) => planUpTo(at("2026-11-22T10:00:00Z").add({ hours: i * 8 }))),
    ...people.slice(0, 8).map((one) => db.transaction((tx) => eraseMember(tx, one))),
    ...people.slice(8, 16).map((one) => aim(one, "git", "2026-12-24")),
    removeGuild(db, GUILD),
  ]);
  const { rows } = await database.pool.query("select count(*)::integer as left from members");
  expect(rows).toEqual([{ left: 16 }]);
  await planUpTo("2026-11-24T10:00:00Z");
  const [erased] = people;
  expect((await planned()).some(({ member }) => member === erased)).toBe(false);
});
