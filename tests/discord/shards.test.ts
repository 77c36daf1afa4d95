import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { shardLeases } from "../../src/bot-store.ts";
import { createShards, shareOf } from "../../src/discord/shards.ts";
import type { ShardLeases } from "../../src/discord/shards.ts";
import { soleOwner } from "../../src/discord/sole-owner.ts";
import { announce } from "../../src/store/presence.ts";
import { createTestLog } from "../support/bot.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

const { log } = createTestLog();
const inOrder = (shards: Iterable<number>): number[] => [...shards].toSorted((one, other) => one - other);

describe("fair shares", () => {
  const counts = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 9 }).chain((names) =>
    fc.tuple(
      fc
        .array(fc.nat(20), { minLength: names.length, maxLength: names.length })
        .map((held) => new Map(names.map((name, index) => [name, held[index]!]))),
      fc.nat(40),
    ),
  );

  test("are all of the shards, differ by one at most, and are what they were once everybody has theirs", () => {
    fc.assert(
      fc.property(counts, ([held, shardCount]) => {
        const owners = [...held.keys()];
        const shares = new Map(owners.map((owner) => [owner, shareOf(held, owner, shardCount)]));
        const sizes = [...shares.values()];
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(shardCount);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        for (const owner of owners) expect(shareOf(shares, owner, shardCount)).toBe(shares.get(owner));
      }),
    );
  });

  test("leave a shard where it is when a process joins that is not needed", () => {
    const held = new Map([
      ["b", 1],
      ["a", 0],
    ]);
    expect([shareOf(held, "b", 1), shareOf(held, "a", 1)]).toEqual([1, 0]);
  });
});

describe("the shards of a process", () => {
  /** A process with leases in Postgres, and a note of what it did with its shards. */
  const join = async (
    database: TestDatabase,
    owner: string,
    { shardCount = 4, ttlMs = 60_000, change = (leases: ShardLeases) => leases } = {},
  ) => {
    const presence = await announce(database.db, owner, ttlMs);
    const notes: string[] = [];
    const shards = createShards({
      leases: change(shardLeases(database.db, presence, ttlMs)),
      shardCount,
      open: async (shard) => {
        notes.push(`open ${shard}`);
        return {
          handOver: async () => void notes.push(`hand over ${shard}`),
          abandon: () => void notes.push(`abandon ${shard}`),
        };
      },
      log,
    });
    const end = async (): Promise<void> => {
      await shards.stop();
      await presence.leave();
    };
    return { ...shards, presence, notes, end, has: () => inOrder(shards.open.keys()) };
  };

  test("are all of them where it is alone, at its first turn", async () => {
    await using database = await createTestDatabase();
    const one = await join(database, "one");
    await one.turn();
    expect(one.notes).toEqual(["open 0", "open 1", "open 2", "open 3"]);
    await one.end();
    expect(one.notes.slice(4).toSorted()).toEqual([0, 1, 2, 3].map((shard) => `hand over ${shard}`));
  });

  test("are shared with those that join, and taken over from those that leave", async () => {
    await using database = await createTestDatabase();
    const one = await join(database, "one");
    await one.turn();
    const two = await join(database, "two");
    await two.turn();
    expect([one.has(), two.has()]).toEqual([[0, 1, 2, 3], []]);
    await one.turn();
    await two.turn();
    expect([one.has(), two.has()]).toEqual([
      [0, 1],
      [2, 3],
    ]);
    const three = await join(database, "three");
    for (const process of [three, one, two, three]) await process.turn();
    expect([one.has(), two.has(), three.has()]).toEqual([[0, 1], [2], [3]]);
    await one.end();
    for (const process of [two, three]) await process.turn();
    expect([two.has(), three.has()]).toEqual([
      [0, 2],
      [1, 3],
    ]);
    await two.end();
    await three.turn();
    expect(three.has()).toEqual([0, 1, 2, 3]);
    await three.end();
  });

  test("are closed when the lease is another's, and opened again when it is free", async () => {
    await using database = await createTestDatabase();
    const one = await join(database, "one", { shardCount: 1 });
    await one.turn();
    await database.pool.query("update leases set owner = 'another' where name = 'shard/0'");
    await one.turn();
    expect([one.has(), one.notes.at(-1)]).toEqual([[], "abandon 0"]);
    await database.pool.query("delete from leases where name = 'shard/0'");
    await one.turn();
    expect([one.has(), one.notes.at(-1)]).toEqual([[0], "open 0"]);
    await one.end();
  });

  test("are closed when the database no longer answers and the lease runs out", async () => {
    await using database = await createTestDatabase();
    let silent = false;
    const change = (leases: ShardLeases): ShardLeases => ({
      ...leases,
      renew: () => (silent ? new Promise(() => {}) : leases.renew()),
    });
    const one = await join(database, "one", { shardCount: 2, ttlMs: 700, change });
    await one.turn();
    silent = true;
    void one.turn();
    expect(one.has()).toEqual([0, 1]);
    await vi.waitFor(() => expect(one.has()).toEqual([]));
    expect(one.notes.slice(2)).toEqual(["abandon 0", "abandon 1"]);
    await one.end();
  });

  test("identify one after the other, whichever process does", async () => {
    await using database = await createTestDatabase();
    const [one, two] = await Promise.all(
      ["one", "two"].map(async (owner) => {
        const presence = await announce(database.db, owner, 60_000);
        return { ...shardLeases(database.db, presence, 60_000), leave: presence.leave };
      }),
    );
    const turns = [];
    for (const leases of [one!, two!, one!]) turns.push(await leases.mayIdentify(0, 5_000));
    expect([...turns, await two!.mayIdentify(1, 5_000)]).toEqual([true, false, false, true]);
    await Promise.all([one!.leave(), two!.leave()]);
  });
});

test("a sole owner has them all, and identifies in turn, too", async () => {
  let now = 0;
  const leases = soleOwner(() => now);
  expect(await leases.take(0)).toBe(true);
  expect(await leases.renew()).toEqual({ own: [0], held: new Map([[leases.owner, 1]]) });
  const turns = [await leases.mayIdentify(0, 5_000), await leases.mayIdentify(0, 5_000)];
  now = 5_000;
  expect([...turns, await leases.mayIdentify(0, 5_000)]).toEqual([true, false, true]);
});
