import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "../../src/store/database.ts";
import type { Log, OpenDatabase } from "../../src/store/database.ts";

export type TestDatabase = OpenDatabase & AsyncDisposable & { readonly url: string };

/** What the global setup leaves for us: where the server is, or why there is none. */
export type ServerFile = { readonly url: string } | { readonly fault: string };
export const SERVER_FILE = "server.json";
export const TEMPLATE = "waymark_template";

const nothing = () => undefined;
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A migrated and empty database of its own, gone when it is closed. For `afterAll`, or `await using`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await findServer();
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name} template ${TEMPLATE} strategy file_copy`);
  const url = urlOf(server, name);
  const opened = await openDatabase(url, { log: silentLog });
  const close = async () => {
    await opened.close();
    await onServer(server, `drop database ${name} with (force)`);
  };
  return { ...opened, url, close, [Symbol.asyncDispose]: close };
}

/** Deletes all rows, which takes less time than another database. */
export async function emptyDatabase({ pool }: TestDatabase): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'migrations'",
  );
  await pool.query(rows.map(({ name }) => `delete from ${name}`).join(";"));
}

/** The address of a server for tests that want databases of their own making. */
export async function findServer(): Promise<string> {
  const { inject } = await import("vitest"); // here, because test-server.ts reads this file too, outside of any test
  const dir = inject("postgresDir");
  // The global setup waits for this file.
  await writeFile(path.join(dir, "wanted"), "");
  const file = path.join(dir, SERVER_FILE);
  for (let waited = 0; waited < 60_000; waited += 25) {
    const text = await readFile(file, "utf8").catch(() => null);
    if (text !== null) {
      const found = JSON.parse(text) as ServerFile;
      if ("fault" in found) throw new Error(`the Postgres of this run did not start: ${found.fault}`);
      return found.url;
    }
    await sleep(25);
  }
  throw new Error("the Postgres of this run did not start within a minute");
}

/** The same server, another database. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs one statement on the server's own database. */
export async function onServer(server: string, statement: string): Promise<void> {
  const { pool, close } = await openDatabase(server, { log: silentLog });
  try {
    await pool.query(statement);
  } finally {
    await close();
  }
}
