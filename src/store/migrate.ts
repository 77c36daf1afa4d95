import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Pool, PoolClient } from "pg";
import { allowSilence } from "./connections.ts";
import type { Log } from "./database.ts";
import { MIGRATING, OURS } from "./locks.ts";
import { StartError } from "./start-error.ts";

type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
};
type Applied = { readonly number: number; readonly name: string; readonly sha256: string };

const FOLDER = path.resolve(import.meta.dirname, "../../migrations");
const PATIENCE_MS = 600_000; // for another process's migration to end, and for one of ours to run

/**
 * Brings the database to the newest of the numbered SQL files, one process at a time. Returns the numbers it applied. Throws a
 * StartError for a database newer than the files, and for a file that was changed after it had been applied.
 */
export async function migrate(
  pool: Pool,
  { log, folder = FOLDER }: { readonly log: Log; readonly folder?: string },
): Promise<number[]> {
  const migrations = await readMigrations(folder);
  const client = await pool.connect();
  allowSilence(client);
  try {
    await client.query(`set statement_timeout = ${PATIENCE_MS}`);
    await client.query("set idle_in_transaction_session_timeout = 0");
    await client.query(`select pg_advisory_lock(${OURS}, ${MIGRATING})`);
    const pending = findPending(migrations, await readApplied(client));
    for (const migration of pending) {
      await apply(client, migration);
      log.info({ migration: migration.name }, "migrated the database");
    }
    return pending.map(({ number }) => number);
  } catch (error) {
    throw explain(error);
  } finally {
    client.release(true); // closed, and with it go the lock and the settings
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
      if (number !== index + 1) {
        throw new StartError(
          `migrations/${name}: expected a name that begins with ${String(index + 1).padStart(4, "0")}-.`,
        );
      }
      // Line endings are git's choice on Windows and no change of the file.
      const sql = (await readFile(path.join(folder, name), "utf8")).replaceAll("\r\n", "\n");
      return { number, name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function readApplied(client: PoolClient): Promise<Applied[]> {
  const there = await client.query<{ there: boolean }>(
    "select to_regclass('migrations') is not null as there",
  );
  if (!there.rows[0]?.there) {
    await client.query(`create table migrations (
      number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`);
  }
  const { rows } = await client.query<Applied>("select number, name, sha256 from migrations order by number");
  return rows;
}

/** The files that are not applied yet. Applied are always the first ones, or something is wrong. */
function findPending(migrations: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  for (const [index, { number, name, sha256 }] of applied.entries()) {
    const file = migrations[number - 1];
    if (!file) {
      throw new StartError(
        `The database is newer than this Waymark: it has had migration ${name}, and the newest here is ${migrations.at(-1)?.name ?? "none"}. Start the newer Waymark.`,
      );
    }
    if (number !== index + 1) {
      throw new StartError(
        `The database skipped migration ${migrations[index]?.name}: its table "migrations" was edited. Restore a backup.`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new StartError(
        `migrations/${file.name} was changed after this database had applied it: undo the change, and write a new migration.`,
      );
    }
  }
  return migrations.slice(applied.length);
}

async function apply(client: PoolClient, { number, name, sql, sha256 }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query("insert into migrations (number, name, sha256) values ($1, $2, $3)", [
      number,
      name,
      sha256,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined); // the first error is the one to tell
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}

function explain(error: unknown): unknown {
  const { code, message } = ((error as Error).cause ?? error) as { code?: string; message?: string };
  if (code === "42501") {
    return new StartError(
      `The database user may not create tables (${message}): grant it "create" on the schema, or let its owner start Waymark once.`,
    );
  }
  if (code === "3F000") {
    return new StartError(
      `The database has no schema to create tables in (${message}): create the schema "public", or set the user's search_path.`,
    );
  }
  if (code === "57014" && !(error as Error).cause) {
    return new StartError(
      "Another Waymark has been migrating this database for ten minutes: see whether it hangs.",
    );
  }
  return error;
}
