import pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "./database.ts";
import { findBinaries } from "./embedded/binaries.ts";
import type { Binaries } from "./embedded/binaries.ts";
import { explain, openFolder } from "./embedded/folder.ts";
import type { Folder } from "./embedded/folder.ts";
import { EMBEDDED_IN_USE, OURS } from "./locks.ts";
import { findRunning, PATIENCE_MS, POLL_MS, startServer, stopServer } from "./embedded/server.ts";

export type Embedded = {
  /** For openDatabase. Holds the password. */
  readonly url: string;
  /** Leaves the server; the last one out stops it. Close the pool first. */
  readonly close: () => Promise<void>;
};

const AGAIN_MS = 2_000;
const MAX_STARTS = 100; // each takes a moment; more than a few mean that something else is wrong

type Settings = Readonly<Record<string, string>>;
type House = { readonly folder: Folder; readonly binaries: Binaries; readonly settings: Settings };
type Tenancy = { readonly client: pg.Client; readonly port: number };

/**
 * Starts the Postgres of `dataDir`, or joins the one that already runs there. Throws a StartError where that cannot be. `settings` are
 * Postgres' own, over ours; they hold only for the one who starts it.
 *
 * Each process that uses the server holds a shared advisory lock on a connection of its own for as long. Whoever leaves gives it up and
 * tries for the exclusive one: who gets that was the last, and nobody can come in while they hold it. A newcomer who waits for the lock
 * is cut off by the stop, finds the server gone and starts it anew. A kill -9 frees the lock too, and leaves the server to whoever is
 * next.
 */
export async function openEmbedded(dataDir: string, log: Log, settings: Settings = {}): Promise<Embedded> {
  const binaries = await findBinaries();
  const folder = await openFolder(dataDir, binaries, log);
  const house: House = { folder, binaries, settings };
  let closing = false;
  const enterAndWatch = async (): Promise<Tenancy> => {
    const tenancy = await enter(house).catch((error: unknown) => {
      throw explain(error, dataDir);
    });
    tenancy.client.once("end", () => {
      if (!closing) current = reenter(tenancy.port);
    });
    return tenancy;
  };
  /** The server has ended under us: killed from outside, crashed, out of disk. Nobody else may be there to start it. */
  const reenter = async (port: number): Promise<Tenancy | null> => {
    log.warn({ folder: folder.data }, "the embedded Postgres has ended; starting it again");
    let isTold = false;
    for (;;) {
      if (closing) return null;
      try {
        const tenancy = await enterAndWatch();
        if (tenancy.port !== port) log.error("the embedded Postgres is on another port now; restart Waymark");
        return tenancy;
      } catch (error) {
        if (!isTold)
          log.error({ err: error }, "the embedded Postgres cannot be started; trying until it can");
        isTold = true;
        await sleep(AGAIN_MS, undefined, { ref: false });
      }
    }
  };
  const first = await enterAndWatch();
  let current: Promise<Tenancy | null> = Promise.resolve(first);
  return {
    url: `postgres://waymark:${folder.password}@127.0.0.1:${first.port}/postgres`,
    close: async () => {
      closing = true;
      const tenancy = await current;
      if (tenancy) await leave(house, tenancy, log);
    },
  };
}

async function enter({ folder, binaries, settings }: House): Promise<Tenancy> {
  let starts = 0;
  for (let waited = 0; waited < PATIENCE_MS && starts < MAX_STARTS; waited += POLL_MS) {
    const running = await findRunning(folder);
    const client = running?.ready ? await join(folder, running.port) : null;
    if (running && client) return { client, port: running.port };
    if (running === null) {
      starts++;
      if (await startServer(folder, binaries, settings)) continue;
    }
    await sleep(POLL_MS);
  }
  throw new Error("the server does not get ready");
}

// Shared by all who use the server.
const IN_USE = `${OURS}, ${EMBEDDED_IN_USE}`;
const WRONG_PASSWORD = "28P01";

/** Null: the server is about to end, or not there yet. */
async function join({ password }: Folder, port: number): Promise<pg.Client | null> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "waymark",
    password,
    database: "postgres",
    application_name: "waymark in use",
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => undefined); // an end follows, and is what counts
  try {
    await client.connect();
    await client.query(`select pg_advisory_lock_shared(${IN_USE})`);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if ((error as { code?: string }).code === WRONG_PASSWORD) throw error;
    return null;
  }
}

async function leave({ folder, binaries }: House, { client }: Tenancy, log: Log): Promise<void> {
  try {
    await client.query(`select pg_advisory_unlock_shared(${IN_USE})`);
    const answer = await client.query<{ last: boolean }>(`select pg_try_advisory_lock(${IN_USE}) as last`);
    const running = answer.rows[0]?.last ? await findRunning(folder) : null;
    if (running) await stopServer(folder, binaries, running.pid);
  } catch (error) {
    log.debug({ err: error }, "the embedded Postgres was gone before it was left");
  }
  await client.end().catch(() => undefined);
}
