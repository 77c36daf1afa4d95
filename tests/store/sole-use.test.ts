import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { takeSoleUse } from "../../src/store/sole-use.ts";
import { createTestDatabase, silentLog } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";

const SHORT_MS = 50;
const LONG_MS = 10_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const LOCKS = `pg_locks where locktype = 'advisory' and granted
  and database = (select oid from pg_database where datname = current_database())`;
async function holders(): Promise<number[]> {
  return (await database.pool.query<{ pid: number }>(`select pid from ${LOCKS}`)).rows.map(({ pid }) => pid);
}
/** Ends the connections that hold the lock, as a kill of their process does. */
async function cutOff(): Promise<void> {
  const before = await holders();
  await database.pool.query("select pg_terminate_backend(pid) from unnest($1::int[]) as pid", [before]);
  await expect.poll(async () => (await holders()).filter((pid) => before.includes(pid))).toEqual([]);
}

test("one has it alone until they end, and the next who waits gets it then", async () => {
  const one = await takeSoleUse(database.db, SHORT_MS);
  expect(one).not.toBeNull();
  expect(await takeSoleUse(database.db, SHORT_MS)).toBeNull();
  const next = takeSoleUse(database.db, LONG_MS);
  one?.end();
  expect(await next).not.toBeNull();
  (await next)?.end();
});

test("who dies does not keep it", async () => {
  const other = await openDatabase(database.url, { log: silentLog });
  await takeSoleUse(other.db, SHORT_MS);
  // As a process that is gone: nothing of it reaches the server any more.
  await Promise.all([cutOff(), other.pool.end()]);
  const next = await takeSoleUse(database.db, LONG_MS);
  expect(next).not.toBeNull();
  next?.end();
});

test("who loses the connection takes it again, and others still find it taken", async () => {
  const one = await takeSoleUse(database.db, SHORT_MS);
  await cutOff();
  await expect.poll(holders).toHaveLength(1);
  expect(await takeSoleUse(database.db, SHORT_MS)).toBeNull();
  one?.end();
});
