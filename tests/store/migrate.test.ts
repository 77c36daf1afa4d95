import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import type { OpenDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { StartError } from "../../src/store/start-error.ts";
import { findServer, onServer, silentLog, urlOf } from "../support/database.ts";

const NAME = "migrating";
const log = silentLog;
let server: string;
let folder: string;
let opened: OpenDatabase[] = [];

beforeAll(async () => {
  server = await findServer();
  folder = await mkdtemp(path.join(tmpdir(), "waymark-migrations-"));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  await onServer(server, `create database ${NAME}`);
  for (const name of await readdir(folder)) await rm(path.join(folder, name));
  await writeFile(path.join(folder, "0001-first.sql"), "create table first (id integer)");
});
afterEach(async () => {
  await Promise.all(opened.map(({ close }) => close()));
  opened = [];
  await onServer(server, `drop database ${NAME} with (force)`);
});

async function pool() {
  const database = await openDatabase(urlOf(server, NAME), { log });
  opened.push(database);
  return database.pool;
}
const run = async () => migrate(await pool(), { log, folder });
const tables = async () => {
  const { rows } = await (
    await pool()
  ).query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
};

describe("migrate", () => {
  test("applies what is new, in order, and nothing twice", async () => {
    expect(await run()).toEqual([1]);
    await writeFile(path.join(folder, "0002-second.sql"), "create table second (id integer)");
    await writeFile(path.join(folder, "0003-third.sql"), "alter table second rename to third");
    expect(await run()).toEqual([2, 3]);
    expect(await run()).toEqual([]);
    expect(await tables()).toEqual(["first", "migrations", "third"]);
  });

  test("applies a file whole or not at all, and the next start tries again", async () => {
    await writeFile(path.join(folder, "0002-second.sql"), "create table second (id integer); select wrong");
    await expect(run()).rejects.toThrow("migration 0002-second.sql failed");
    expect(await tables()).toEqual(["first", "migrations"]);
    await writeFile(path.join(folder, "0002-second.sql"), "create table second (id integer)");
    expect(await run()).toEqual([2]);
  });

  test("processes that start at once take turns", async () => {
    await writeFile(
      path.join(folder, "0002-second.sql"),
      "create table second (id integer); select pg_sleep(0.2)",
    );
    const pools = await Promise.all([1, 2, 3, 4].map(() => pool()));
    const applied = await Promise.all(pools.map((each) => migrate(each, { log, folder })));
    expect(applied.filter((numbers) => numbers.length > 0)).toEqual([[1, 2]]);
  });

  test("refuses a database that a newer Waymark has written", async () => {
    await writeFile(path.join(folder, "0002-second.sql"), "select 1");
    await run();
    await rm(path.join(folder, "0002-second.sql"));
    const fault = await run().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StartError);
    expect((fault as Error).message).toMatch(/newer.*0002-second\.sql.*0001-first\.sql/);
  });

  test("refuses a file that was changed after it had been applied, but for its line ends", async () => {
    await writeFile(path.join(folder, "0001-first.sql"), "create table first\n(id integer)");
    await run();
    await writeFile(path.join(folder, "0001-first.sql"), "create table first\r\n(id integer)");
    expect(await run()).toEqual([]);
    await writeFile(path.join(folder, "0001-first.sql"), "create table first\n(id bigint)");
    const fault = await run().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StartError);
    expect((fault as Error).message).toMatch(/0001-first\.sql was changed/);
  });

  test("refuses a gap in the numbers, of files and of what was applied", async () => {
    await copyFile(path.join(folder, "0001-first.sql"), path.join(folder, "0003-third.sql"));
    await expect(run()).rejects.toThrow(/0003-third\.sql: expected a name that begins with 0002-/);
    await rm(path.join(folder, "0003-third.sql"));
    await writeFile(path.join(folder, "0002-second.sql"), "select 1");
    await run();
    await (await pool()).query("delete from migrations where number = 1");
    await expect(run()).rejects.toThrow(/skipped migration 0001-first\.sql/);
  });

  test("says what to grant where the user may not create tables, and runs without that where there is nothing to do", async () => {
    await run();
    const admin = await pool();
    await admin.query(
      "drop role if exists reader; create role reader login password 'r'; grant select on all tables in schema public to reader",
    );
    const url = new URL(urlOf(server, NAME));
    [url.username, url.password] = ["reader", "r"];
    const reader = await openDatabase(url.href, { log });
    opened.push(reader);
    expect(await migrate(reader.pool, { log, folder })).toEqual([]);
    await writeFile(path.join(folder, "0002-second.sql"), "create table second (id integer)");
    const fault = await migrate(reader.pool, { log, folder }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StartError);
    expect((fault as Error).message).toMatch(/may not create tables.*permission denied/);
    await reader.close();
    await admin.query("drop owned by reader; drop role reader");
  });
});
