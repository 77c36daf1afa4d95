import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MemberId } from "../../src/domain/ids.ts";
import { noteSeen, saveProfile } from "../../src/store/members.ts";
import { loadBoard, markDeparted } from "../../src/store/scores.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { seededRandom } from "../support/random.ts";
import { expectDerived } from "./derived.ts";
import { act, done, entry, GUILD, join, NOW, OTHER_GUILD, person, profileOf, undoOf } from "./people.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterEach(() => expectDerived(database.db));
afterAll(() => database.close());

const board = (member: MemberId, change = {}) =>
  loadBoard(database.db, { guild: GUILD, period: "all", metric: "points", member, ...change });
const short = (rows: readonly { member: MemberId; value: number; rank: number }[]) =>
  rows.map(({ member, value, rank }) => `${rank}: ${member.slice(-2)} ${value}`);

describe("loadBoard", () => {
  test("a guild without points is an empty board", async () => {
    expect(await board(person(1))).toEqual({
      period: "all",
      metric: "points",
      total: 0,
      members: 0,
      top: [],
      above: [],
      below: [],
      me: null,
      nextValue: null,
    });
  });

  test("ranks by value, shares a rank among equals and skips the next; of equals the first to get there is first", async () => {
    for (const [nth, points] of [30, 20, 20, 10].entries()) {
      await join(database.db, person(nth));
      await act(database.db, person(nth), [done("a", points / 2)]);
    }
    // Second and third come to 20 in the opposite order.
    for (const nth of [0, 2, 1, 3]) {
      const points = [30, 20, 20, 10][nth] ?? 0;
      await act(database.db, person(nth), [done("b", points / 2)]);
    }
    const { top, above, below, me, nextValue, members, total } = await board(person(1));
    expect(short(top)).toEqual(["1: 00 30", "2: 02 20", "2: 01 20", "4: 03 10"]);
    expect(short(above)).toEqual(["1: 00 30", "2: 02 20"]);
    expect(short(below)).toEqual(["4: 03 10"]);
    expect(me).toMatchObject({ rank: 2, value: 20, listed: true, displayName: "Person 001" });
    expect({ nextValue, members, total }).toEqual({ nextValue: 30, members: 4, total: 80 });
  });

  test("shows ten, and two on each side of a member far down", async () => {
    for (let nth = 0; nth < 20; nth++) {
      await join(database.db, person(nth));
      await act(database.db, person(nth), [done("a", 100 - nth)]);
    }
    const { top, above, below, me } = await board(person(15));
    expect(top.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(short(above)).toEqual(["14: 13 87", "15: 14 86"]);
    expect(short([me!])).toEqual(["16: 15 85"]);
    expect(short(below)).toEqual(["17: 16 84", "18: 17 83"]);
  });

  test("counts a day for its week, month and season, in each metric", async () => {
    await join(database.db, person(1));
    await act(database.db, person(1), [
      done("a", 10, null),
      { ...done("b", 7), localDate: Temporal.PlainDate.from("2026-10-01") },
      {
        ...entry({ kind: "topic.skipped", topic: "x" as never }),
        localDate: Temporal.PlainDate.from("2027-01-01"),
      },
    ]);
    const value = async (period: string, metric = "points") =>
      (await board(person(1), { period, metric })).me?.value ?? null;
    expect(await value("week:2026-W47")).toBe(10);
    expect(await value("week:2026-W40")).toBe(7);
    expect(await value("month:2026-11")).toBe(10);
    expect(await value("season:2026-Q4")).toBe(17);
    expect(await value("season:2027-Q1")).toBeNull();
    expect(await value("all", "topics")).toBe(2);
    expect(await value("all", "objectives")).toBeNull();
  });

  test("another guild's points are not here", async () => {
    await join(database.db, person(1));
    await act(database.db, person(1), [done("a", 10)], { guild: OTHER_GUILD });
    expect((await board(person(1))).me).toBeNull();
  });
});

describe("who is on the board", () => {
  test("a hidden member is not named or counted; the group's total has their points, and they see their own", async () => {
    await join(database.db, person(1));
    await join(database.db, person(2), { visible: false });
    await act(database.db, person(1), [done("a", 10)]);
    await act(database.db, person(2), [done("a", 30)]);
    const seen = await board(person(1));
    expect(short(seen.top)).toEqual(["1: 01 10"]);
    expect({ total: seen.total, members: seen.members, next: seen.nextValue }).toEqual({
      total: 40,
      members: 1,
      next: null,
    });
    expect((await board(person(2))).me).toMatchObject({ value: 30, rank: 1, listed: false });
  });

  test("a member without a profile, and one whose name was never seen, are not on it", async () => {
    await noteSeen(database.db, { guild: GUILD, member: person(1), displayName: "No profile", at: NOW });
    await database.db.transaction((tx) => saveProfile(tx, profileOf(person(2)), NOW));
    await act(database.db, person(1), [done("a")]);
    await act(database.db, person(2), [done("a")]);
    expect((await board(person(1))).top).toEqual([]);
    await noteSeen(database.db, { guild: GUILD, member: person(2), displayName: "Two", at: NOW });
    await database.db.transaction((tx) => saveProfile(tx, profileOf(person(1)), NOW));
    expect((await board(person(1))).top.map(({ displayName }) => displayName)).toEqual(["No profile", "Two"]);
  });

  test("hiding takes a member off every board at once, and showing brings them back to where they were", async () => {
    await join(database.db, person(1));
    await join(database.db, person(1), {}, OTHER_GUILD);
    await act(database.db, person(1), [done("a", 10)]);
    await act(database.db, person(1), [done("b", 5)], { guild: OTHER_GUILD });
    const listed = async () => [
      (await board(person(1))).top.length,
      (await board(person(1), { guild: OTHER_GUILD })).members,
    ];
    await database.db.transaction((tx) => saveProfile(tx, profileOf(person(1), { visible: false }), NOW));
    expect(await listed()).toEqual([0, 0]);
    await database.db.transaction((tx) => saveProfile(tx, profileOf(person(1)), NOW));
    expect(await listed()).toEqual([1, 1]);
    expect((await board(person(1))).me?.value).toBe(10);
  });

  test("a member who left is gone from that guild's boards, and back as soon as they are seen", async () => {
    await join(database.db, person(1));
    await join(database.db, person(2));
    await act(database.db, person(1), [done("a", 10)]);
    await act(database.db, person(2), [done("a", 20)]);
    await markDeparted(database.db, GUILD, [person(2), person(3)]);
    const { top, members, total } = await board(person(1));
    expect(short(top)).toEqual(["1: 01 10"]);
    expect({ members, total }).toEqual({ members: 1, total: 30 });
    await noteSeen(database.db, { guild: GUILD, member: person(2), displayName: "Person 002", at: NOW });
    expect(short((await board(person(1))).top)).toEqual(["1: 02 20", "2: 01 10"]);
  });

  test("a member who takes back all they did is not on it", async () => {
    await join(database.db, person(1));
    const [event] = await act(database.db, person(1), [done("a", 10)]);
    await act(database.db, person(1), [undoOf(event!)]);
    const { me, top, total, members } = await board(person(1));
    expect({ me, top, total, members }).toEqual({ me: null, top: [], total: 0, members: 0 });
  });
});

test("agrees with a count by hand, with 300 members of whom some are hidden and many are equal", async () => {
  const random = seededRandom(7);
  const points: number[] = [];
  const shown: boolean[] = [];
  for (let nth = 0; nth < 300; nth++) {
    points.push(1 + Math.floor(random() * 60));
    shown.push(random() < 0.8);
  }
  const waiting = points.entries();
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (const [nth, value] of waiting) {
        await join(database.db, person(nth), { visible: shown[nth] === true });
        await act(database.db, person(nth), [done("a", value)]);
      }
    }),
  );
  const { rows } = await database.pool.query<{ member: MemberId }>("select member from events order by id");
  const order = rows
    .map(({ member }) => Number(member.slice(-3)))
    .filter((nth) => shown[nth])
    .toSorted((one, other) => points[other]! - points[one]!); // stable: equals stay in the order of their events
  const rankOf = (nth: number) => 1 + order.filter((other) => points[other]! > points[nth]!).length;
  const expected = (nths: readonly number[]) =>
    nths.map((nth) => ({ member: person(nth), value: points[nth], rank: rankOf(nth) }));
  for (const nth of [0, 1, 2, 50, 100, 150, 200, 250, 299]) {
    const found = await board(person(nth));
    const at = order.indexOf(nth);
    expect(found.total).toBe(points.reduce((sum, value) => sum + value, 0));
    expect(found.members).toBe(order.length);
    expect(found.top).toMatchObject(expected(order.slice(0, 10)));
    expect(found.me).toMatchObject({ value: points[nth], rank: rankOf(nth), listed: shown[nth] });
    if (at < 0) continue;
    expect(found.above).toMatchObject(expected(order.slice(Math.max(0, at - 2), at)));
    expect(found.below).toMatchObject(expected(order.slice(at + 1, at + 3)));
  }
}, 60_000);
