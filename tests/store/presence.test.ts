import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createLease } from "../../src/delivery/lease.ts";
import { openDatabase } from "../../src/store/database.ts";
import { holderOf, takeLease } from "../../src/store/leases.ts";
import { announce, buryDead, listLiving } from "../../src/store/presence.ts";
import { createTestDatabase, emptyDatabase, silentLog } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

const LONG = 60_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const holder = (name: string) => holderOf(database.db, name);

test("what a dead process had is free at once, and nothing else", async () => {
  const { db } = database;
  const other = await openDatabase(database.url, { log: silentLog });
  const living = await announce(db, "living", LONG);
  await announce(other.db, "dying", LONG);
  for (const owner of ["living", "dying", "unannounced"]) await takeLease(db, `shard/${owner}`, owner, LONG);
  await buryDead(db);
  expect(await listLiving(db, "shard/")).toEqual(
    new Map([
      ["living", 1],
      ["dying", 1],
    ]),
  );
  // As when its process is gone: the server sees the end of the connection.
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid() and objid::bigint = hashtext('dying')::bigint & 4294967295",
  );
  await vi.waitFor(async () => {
    await buryDead(db);
    expect(await listLiving(db, "shard/")).toEqual(new Map([["living", 1]]));
  });
  const held = await Promise.all(["living", "dying", "unannounced"].map((owner) => holder(`shard/${owner}`)));
  expect(held).toEqual(["living", null, "unannounced"]);
  await living.leave();
  expect(await holder("shard/living")).toBeNull();
  await other.close();
});

test("a process that may have been thought dead has no lease for sure until it takes it again", async () => {
  const { db } = database;
  const presence = await announce(db, "one", LONG);
  const { owner, losses } = presence;
  const lease = createLease({ db, name: "courier", owner, losses, elapsed: () => 0 });
  await lease.renew();
  expect(lease.holds()).toBe(true);
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()",
  );
  await vi.waitFor(() => expect(losses()).toBe(1));
  expect(lease.holds()).toBe(false);
  await presence.renew();
  expect(lease.holds()).toBe(false);
  await buryDead(db);
  expect(await holder("courier")).toBe("one");
  await lease.renew();
  expect(lease.holds()).toBe(true);
  await presence.leave();
});
