import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { planDigests } from "../../src/delivery/plan-digests.ts";
import type { Reminders } from "../../src/domain/reminders.ts";
import { changeReminders } from "../../src/store/member-reminders.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { join, person } from "../store/people.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const desk = {
  roadmap: sketch([{ id: "git" }]),
  mention: String,
  findDeparted: async () => new Set<never>(),
};
const planUpTo = (until: string) =>
  database.db.transaction((tx) => planDigests(tx, desk, Temporal.Instant.from(until)));
async function reads(nth: number, zone: string, change: Partial<Reminders> = {}): Promise<void> {
  await join(database.db, person(nth), { zone });
  await database.db.transaction((tx) => changeReminders(tx, person(nth), { digest: true, ...change }));
}
async function planned(): Promise<string[]> {
  const { rows } = await database.pool.query<{ line: string }>(`
    select to_char(due_at at time zone 'UTC', 'MM-DD HH24:MI') || ' to ' ||
      to_char(expires_at at time zone 'UTC', 'MM-DD HH24:MI') || ' ' || right(key, 8) || ' ' || right(member, 1) as line
    from occurrences where kind = 'digest' and guild is null order by due_at, key`);
  return rows.map(({ line }) => line);
}

test("a digest is planned on each reader's Monday morning, and holds until the next", async () => {
  await reads(1, "Asia/Tokyo");
  await reads(2, "America/New_York", { where: "off" });
  await reads(3, "Europe/Berlin", { quietTo: 12 });
  await reads(4, "Europe/Berlin", { digest: false });
  await planUpTo("2026-11-22T10:00:00Z");
  expect(await planUpTo("2026-11-23T00:00:00Z")).toBe(1);
  expect(await planUpTo("2026-11-23T14:00:00Z")).toBe(2);
  expect(await planned()).toEqual([
    "11-23 00:00 to 11-30 00:00 2026-W48 1",
    "11-23 11:00 to 11-30 11:00 2026-W48 3",
    "11-23 14:00 to 11-30 14:00 2026-W48 2",
  ]);
});

test("after weeks of silence the last one alone is planned, and not for the middle of the night", async () => {
  await reads(1, "Europe/Berlin");
  await planUpTo("2026-11-01T10:00:00Z");
  expect(await planUpTo("2026-11-24T22:30:00Z")).toBe(1); // 23:30 in Berlin, on a Tuesday
  expect(await planned()).toEqual(["11-25 07:00 to 11-30 08:00 2026-W48 1"]);
});

test("the clock may be turned to and fro: each week has one digest", async () => {
  await reads(1, "Europe/Berlin");
  await planUpTo("2026-11-22T10:00:00Z");
  const turns = [
    "2026-11-23T10:00:00Z",
    "2026-11-30T10:00:00Z",
    "2026-11-20T10:00:00Z",
    "2026-11-23T10:00:00Z",
  ];
  const fresh: number[] = [];
  for (const turn of [...turns, "2026-11-23T11:00:00Z", "2026-12-07T10:00:00Z"])
    fresh.push(await planUpTo(turn));
  expect(fresh).toEqual([1, 1, 0, 0, 0, 1]);
  expect((await planned()).map((line) => line.slice(-10, -2))).toEqual(["2026-W48", "2026-W49", "2026-W50"]);
});

test("nobody gets one of before they wanted it, and nothing is planned the first time", async () => {
  await reads(1, "Europe/Berlin");
  expect(await planUpTo("2026-11-23T10:00:00Z")).toBe(0);
  await reads(2, "Europe/Berlin");
  expect(await planUpTo("2026-11-24T10:00:00Z")).toBe(0);
});

test("the turn of the year has its week", async () => {
  await reads(1, "Europe/Berlin");
  await planUpTo("2026-12-27T10:00:00Z");
  await planUpTo("2026-12-28T10:00:00Z");
  await planUpTo("2027-01-04T10:00:00Z");
  expect((await planned()).map((line) => line.slice(-10, -2))).toEqual(["2026-W53", "2027-W01"]);
});
