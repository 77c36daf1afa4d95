import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseNow } from "../../src/store/clock.ts";
import { holderOf, releaseLease, renewLeases, takeLease } from "../../src/store/leases.ts";
import { loadCursor, saveCursor } from "../../src/store/planner-cursors.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { NOW } from "./people.ts";

const LONG = 60_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const take = (name: string, owner: string, ttl = LONG) => takeLease(database.db, name, owner, ttl);

describe("leases", () => {
  test("of many who reach for one at once, one has it", async () => {
    for (let round = 0; round < 20; round += 1) {
      const owners = Array.from({ length: 8 }, (_, nth) => `owner ${nth}`);
      const taken = await Promise.all(owners.map((owner) => take(`shard/${round}`, owner)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await holderOf(database.db, `shard/${round}`)).toBe(owners[taken.indexOf(true)]);
    }
  });

  test("an owner renews; another takes over when it has run out, one alone", async () => {
    expect(await take("courier", "a")).toBe(true);
    expect(await take("courier", "b")).toBe(false);
    expect(await take("courier", "a")).toBe(true);
    await database.pool.query("update leases set until = clock_timestamp() - interval '1 second'");
    expect(await holderOf(database.db, "courier")).toBeNull();
    const taken = await Promise.all(["b", "c", "d"].map((owner) => take("courier", owner)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await take("courier", "a")).toBe(false);
  });

  test("one that is given back is free at once, and nobody gives back another's", async () => {
    await take("courier", "a");
    await releaseLease(database.db, "courier", "b");
    expect(await take("courier", "b")).toBe(false);
    await releaseLease(database.db, "courier", "a");
    expect(await take("courier", "b")).toBe(true);
  });

  test("an owner renews all of one kind at once, and hears of those that are not its own any more", async () => {
    for (const [name, owner] of Object.entries({ "shard/1": "a", "shard/2": "a", "shard/3": "b" })) {
      await take(name, owner, 150);
    }
    await take("courier", "a", 150);
    await releaseLease(database.db, "shard/2", "a");
    expect(await renewLeases(database.db, "shard/", "a", LONG)).toEqual(["shard/1"]);
    await sleep(200);
    const held = await Promise.all(["shard/1", "shard/3", "courier"].map((of) => holderOf(database.db, of)));
    expect(held).toEqual(["a", null, null]);
  });
});

describe("planner cursors", () => {
  test("are kept by name", async () => {
    expect(await loadCursor(database.db, "deadlines")).toBeNull();
    await saveCursor(database.db, "deadlines", NOW);
    await saveCursor(database.db, "deadlines", NOW.add({ hours: 1 }));
    expect(await loadCursor(database.db, "deadlines")).toEqual(NOW.add({ hours: 1 }));
  });
});

test("the database's clock goes on within a transaction", async () => {
  const [first, second] = await database.db.transaction(async (tx) => [
    await databaseNow(tx),
    await databaseNow(tx),
  ]);
  expect(Temporal.Instant.compare(first, second)).toBeLessThan(0);
});
