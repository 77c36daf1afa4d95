import type { PoolClient } from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./database.ts";
import { OURS, PLAYGROUND } from "./locks.ts";

/** That no other playground uses the database. */
export type SoleUse = { readonly end: () => void };

const AGAIN_MS = 1_000;
const LOCK_TIMEOUT = "55P03";

/**
 * Takes the database for one playground alone, by a lock on a connection of its own: Postgres frees it the moment the process dies. Waits up
 * to `patienceMs` for one that is about to end, and gives null where another stays. Bots on Discord neither take nor need it.
 */
export async function takeSoleUse(db: Database, patienceMs: number): Promise<SoleUse | null> {
  let held: PoolClient | null = null;
  const ending = new AbortController();
  const watch = (client: PoolClient): void => {
    held = client;
    client.once("end", () => {
      if (held !== client) return;
      held = null;
      client.release(true);
      void retake();
    });
  };
  /** The server has ended under us, and the lock with it. */
  const retake = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const client = await lock(db, patienceMs).catch(() => null);
      if (client && ending.signal.aborted) client.release(true);
      else if (client) return watch(client);
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
  };
  const first = await lock(db, patienceMs);
  if (first === null) return null;
  watch(first);
  return {
    end: () => {
      ending.abort();
      const last = held;
      held = null;
      last?.release(true); // closed, and with it goes the lock
    },
  };
}

async function lock(db: Database, patienceMs: number): Promise<PoolClient | null> {
  const client = await db.$client.connect();
  try {
    await client.query(`set lock_timeout = ${patienceMs}`);
    await client.query(`select pg_advisory_lock(${OURS}, ${PLAYGROUND})`);
    return client;
  } catch (error) {
    client.release(true);
    if ((error as { code?: string }).code === LOCK_TIMEOUT) return null;
    throw error;
  }
}
