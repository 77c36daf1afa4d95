import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { openDatabase } from "../../../src/store/database.ts";
import type { Database } from "../../../src/store/database.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { onServer, silentLog, urlOf } from "../../support/database.ts";

/** A database of a run's own, whose clock can be moved. */
export type FieldDatabase = {
  readonly url: string;
  readonly db: Database;
  readonly pool: Pool;
  /** The address for one process: what it does there can be told from what the others do. */
  readonly urlFor: (process: string) => string;
  /** Moves the clock that the bot asks for the time by so many milliseconds from the machine's. */
  readonly shiftTo: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

// The bot asks for the time by "select clock_timestamp() as now" (src/store/clock.ts). That alone is told the world's time: leases are
// about processes and not about the world, and go on by the machine's.
const WORLD = `
  create schema world;
  create table world.shift (ms double precision not null);
  insert into world.shift values (0);
  create function world.clock_timestamp() returns timestamptz language sql volatile as $$
    select pg_catalog.clock_timestamp() + case when current_query() like '%clock_timestamp() as now%'
      then (select ms from world.shift) else 0 end * interval '1 millisecond' $$`;

/** Makes a migrated database on a server. It is dropped when it is closed. */
export async function createFieldDatabase(server: string): Promise<FieldDatabase> {
  const name = `faults_${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name}`);
  const url = urlOf(server, name);
  const { db, pool, close } = await openDatabase(url, { log: silentLog });
  await migrate(pool, { log: silentLog });
  await pool.query(WORLD);
  await pool.query(`alter database ${name} set search_path = world, pg_catalog, public`);
  return {
    url,
    db,
    pool,
    urlFor: (process) => `${url}?application_name=${process}`,
    shiftTo: async (ms) => {
      await pool.query("update world.shift set ms = $1", [ms]);
    },
    close: async () => {
      await close();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}
