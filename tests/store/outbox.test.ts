import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findByKey, findByTag, lastOf } from "../../src/store/outbox-lookups.ts";
import { claim, plan, prune, settle, skipExpired, takeOver } from "../../src/store/outbox.ts";
import type { NewOccurrence } from "../../src/store/outbox.ts";
import { tagOf } from "../../src/store/tag.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { GUILD, join, NOW, OTHER_GUILD, person } from "./people.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const week = (nth: number, change: Partial<NewOccurrence> = {}): NewOccurrence => ({
  key: `week/${GUILD}/${nth}`,
  kind: "week",
  guild: GUILD,
  member: null,
  dueAt: NOW,
  expiresAt: null,
  payload: { nth },
  ...change,
});
const add = (...planned: NewOccurrence[]) => database.db.transaction((tx) => plan(tx, planned));
const weeks = (count: number) => Array.from({ length: count }, (_, nth) => week(nth));
const later = (seconds: number) => NOW.add({ seconds });
const take = (limit = 100, at = NOW) => claim(database.db, at, limit, 0);
const takeOne = async (at = NOW) => {
  const [one] = await take(1, at);
  if (!one) throw new Error("nothing was due");
  return one;
};
const sent = (one: { id: number; attempts: number }, message = "9") =>
  ({ id: one.id, attempts: one.attempts, kind: "sent", channel: "8", message }) as const;
const retry = (one: { id: number; attempts: number }, uncertain: boolean, afterMs = 1_000) =>
  ({ id: one.id, attempts: one.attempts, kind: "retry", afterMs, reason: "503", uncertain }) as const;

describe("plan", () => {
  test("what is planned again adds no row and changes none", async () => {
    expect(await add(...weeks(3))).toBe(3);
    await settle(database.db, [sent(await takeOne())], NOW);
    const before = await lastOf(database.db, GUILD, 10);
    expect(await add(...weeks(3), week(3))).toBe(1);
    expect((await lastOf(database.db, GUILD, 10)).slice(1)).toEqual(before);
    expect(await add()).toBe(0);
  });

  test("of planners that run at once each key is added by one, and none of them fails", async () => {
    for (let round = 0; round < 300; round += 1) {
      const own = weeks(40).map((one) => ({ ...one, key: `${one.key}/${round}` }));
      const added = await Promise.all([1, 2, 3, 4, 5, 6].map(() => add(...own)));
      expect(added.reduce((sum, count) => sum + count, 0)).toBe(40);
    }
  });

  test("a key given twice in one run is one row", async () => {
    expect(await add(week(1), week(1))).toBe(1);
  });

  test("leaves out members who are not there any more", async () => {
    await join(database.db, person(1));
    const of = (nth: number) => week(nth, { key: `deadline/${nth}`, kind: "deadline", member: person(nth) });
    expect(await add(of(1), of(2))).toBe(1);
  });

  test("a post is found again by its tag, which is a nonce's length", async () => {
    await add(week(1));
    const tag = tagOf(week(1).key);
    expect(tag).toMatch(/^[\w-]{25}$/);
    expect(await findByTag(database.db, tag)).toMatchObject({ key: week(1).key, payload: { nth: 1 } });
    expect(await findByKey(database.db, week(1).key)).toMatchObject({ tag, state: "planned", dueAt: NOW });
    expect(await findByTag(database.db, tagOf("another"))).toBeNull();
  });
});

describe("claim", () => {
  test("never gives a row to two who claim at once", async () => {
    await add(...weeks(500));
    const claimed = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const own: number[] = [];
        for (let batch = await take(20); batch.length > 0; batch = await take(20)) {
          expect(batch.length).toBeLessThanOrEqual(20);
          own.push(...batch.map(({ id }) => id));
        }
        return own;
      }),
    );
    const all = claimed.flat();
    expect([all.length, new Set(all).size]).toEqual([500, 500]);
  });

  test("takes what is due, the oldest first, and what is due soon if it is told to look ahead", async () => {
    await add(
      week(1, { dueAt: later(1) }),
      week(2, { dueAt: later(-1) }),
      week(3, { dueAt: later(-2) }),
      week(4, { dueAt: later(3600) }),
    );
    expect((await take()).map(({ payload }) => payload["nth"])).toEqual([3, 2]);
    expect((await claim(database.db, NOW, 10, 2_000)).map(({ payload }) => payload["nth"])).toEqual([1]);
    expect(await take()).toEqual([]);
  });

  test("a first attempt is certain, and says so", async () => {
    await add(week(1));
    expect(await takeOne()).toMatchObject({
      ...week(1),
      attempts: 1,
      uncertain: false,
      lastClaimedAt: null,
      firstClaimedAt: null,
      claimedAt: NOW,
    });
  });

  test("a clock that is turned back does not keep a retry waiting, nor bring forward what is not due", async () => {
    await add(week(1));
    const far = NOW.add({ hours: 24 * 400 });
    await settle(database.db, [retry(await takeOne(far), false)], far);
    expect(await take(10, NOW)).toHaveLength(1);
    await add(week(2, { dueAt: far }));
    expect(await take(10, NOW)).toEqual([]);
  });
});

describe("claim, of a guild's weeks,", () => {
  const MONDAY = later(7 * 86_400);
  const first = week(1, { expiresAt: MONDAY });
  const second = week(2, { dueAt: MONDAY });

  test("leaves the second alone until it is known what became of the first", async () => {
    await add(first, second, week(2, { key: "week/other", guild: OTHER_GUILD, dueAt: MONDAY }));
    await settle(database.db, [retry(await takeOne(), true)], NOW);
    const claimed = await take(100, MONDAY);
    expect(claimed.map(({ key }) => key)).toEqual([first.key, "week/other"]);
    const { id, attempts } = claimed[0]!;
    await settle(database.db, [{ id, attempts, kind: "skipped", reason: "expired" }], MONDAY);
    expect((await take(100, MONDAY)).map(({ key }) => key)).toEqual([second.key]);
  });

  test("does not wait for one that is not over", async () => {
    await add(week(1), second);
    expect(await take(100, MONDAY)).toHaveLength(2);
  });
});

describe("settle", () => {
  test("sent keeps the message, and ends it", async () => {
    await add(week(1));
    const one = await takeOne();
    expect(await settle(database.db, [sent(one)], later(1))).toEqual([one.id]);
    const [row] = await lastOf(database.db, GUILD, 1);
    expect(row).toMatchObject({ state: "sent", channel: "8", message: "9", settledAt: later(1) });
    expect(await take(10, later(9_999))).toEqual([]);
  });

  test("many at once, each with its own end", async () => {
    await add(...weeks(4));
    const [a, b, c, d] = await take();
    const ends = ["skipped", "dead", "unknown"] as const;
    const others = [b!, c!, d!].map(({ id, attempts }, nth) => {
      return { id, attempts, kind: ends[nth]!, reason: `because ${nth}` };
    });
    expect(await settle(database.db, [sent(a!), ...others], NOW)).toHaveLength(4);
    const rows = (await lastOf(database.db, GUILD, 10)).toReversed();
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ["sent", null],
      ["skipped", "because 0"],
      ["dead", "because 1"],
      ["unknown", "because 2"],
    ]);
  });

  test("a courier that was thought dead does not overwrite its successor, nor an end", async () => {
    await add(week(1));
    const old = await takeOne();
    await takeOver(database.db);
    const fresh = await takeOne();
    expect(fresh.attempts).toBe(old.attempts + 1);
    expect(await settle(database.db, [retry(old, false)], NOW)).toEqual([]);
    expect(await settle(database.db, [sent(fresh, "5")], NOW)).toEqual([fresh.id]);
    expect(await settle(database.db, [sent(fresh, "6")], NOW)).toEqual([]);
    expect((await lastOf(database.db, GUILD, 1))[0]).toMatchObject({ state: "sent", message: "5" });
  });

  test("what it says is taken as long as nobody has claimed again", async () => {
    await add(week(1));
    const old = await takeOne();
    await takeOver(database.db);
    expect(await settle(database.db, [sent(old)], NOW)).toEqual([old.id]);
    expect(await take()).toEqual([]);
  });

  test("a retry waits; uncertain attempts stay so, from the first of them on", async () => {
    await add(week(1));
    await settle(database.db, [retry(await takeOne(), false)], NOW);
    expect(await take()).toEqual([]);
    const second = await takeOne(later(1));
    expect(second).toMatchObject({ uncertain: false, lastClaimedAt: NOW });
    await settle(database.db, [retry(second, true)], later(1));
    const third = await takeOne(later(2));
    expect(third).toMatchObject({ uncertain: true, firstClaimedAt: later(1), lastClaimedAt: later(1) });
    await settle(database.db, [retry(third, false)], later(2));
    const fourth = await takeOne(later(3));
    expect(fourth).toMatchObject({ uncertain: true, firstClaimedAt: later(1), lastClaimedAt: later(2) });
  });
});

describe("takeOver", () => {
  test("plans anew what was claimed and not settled, and knows that it may have arrived", async () => {
    await add(...weeks(2));
    const one = await takeOne();
    expect(await takeOver(database.db)).toBe(1);
    const [again, other] = await take(2, later(5));
    expect(again).toMatchObject({ id: one.id, attempts: 2, uncertain: true, firstClaimedAt: NOW });
    expect(other).toMatchObject({ attempts: 1, uncertain: false });
  });
});

describe("skipExpired and prune", () => {
  test("what was not sent in its time is skipped, but for what may have been sent", async () => {
    const expiresAt = later(60);
    await add(week(1, { expiresAt }), week(2, { expiresAt }), week(3, { guild: OTHER_GUILD }));
    await takeOne();
    await takeOver(database.db);
    expect(await skipExpired(database.db, later(59))).toEqual([]);
    const skipped = await skipExpired(database.db, later(60));
    expect(skipped.map(({ payload, state, reason }) => [payload["nth"], state, reason])).toEqual([
      [2, "skipped", "expired"],
    ]);
    expect((await take(10, later(60))).map(({ payload }) => payload["nth"])).toEqual([1, 3]);
  });

  test("what expired is not claimed before it is skipped", async () => {
    await add(week(1, { expiresAt: later(1) }));
    expect(await take(10, later(1))).toEqual([]);
  });

  test("forgets what ended long ago, and nothing that is open", async () => {
    await add(...weeks(2), week(9, { guild: OTHER_GUILD }));
    await settle(database.db, [sent(await takeOne())], NOW);
    expect(await prune(database.db, NOW)).toBe(0);
    expect(await prune(database.db, later(1))).toBe(1);
    expect(await lastOf(database.db, GUILD, 10)).toHaveLength(1);
    expect(await lastOf(database.db, OTHER_GUILD, 10)).toHaveLength(1);
  });
});
