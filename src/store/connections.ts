import type { Socket } from "node:net";
import type { Pool, PoolClient } from "pg";
import { drizzle } from "./drizzle.ts";
import type { NodePgDatabase } from "./drizzle.ts";

/** What of the driver's connection its types leave out. */
type Inside = {
  readonly connection: { readonly stream: Socket };
  /** False while an answer is awaited. */
  readonly readyForQuery: boolean;
};

/**
 * Ends a connection that leaves a statement unanswered for longer than any may take. A router or a server that has forgotten it says
 * nothing, and by itself the system would go on waiting for a quarter of an hour, and every command with it.
 */
export function endSilentOnes(pool: Pool, silenceMs: number): void {
  pool.on("connect", (client) => {
    const { stream } = inside(client).connection;
    stream.setTimeout(silenceMs);
    stream.on("timeout", () => {
      if (!inside(client).readyForQuery) stream.destroy(new Error("the database has stopped answering"));
    });
  });
}

/** For statements that are known to take long. The connection must not go back to the pool. */
export function allowSilence(client: PoolClient): void {
  inside(client).connection.stream.setTimeout(0);
}

/**
 * Drizzle on a pool, with transactions that always give their connection back. Its own begin outside of what they clean up: one that
 * begins on a connection which has just died keeps its place in the pool for ever, and a few of those leave none.
 */
export function openDrizzle(pool: Pool): NodePgDatabase & { readonly $client: Pool } {
  const db = drizzle(pool);
  const transaction: typeof db.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      return await drizzle(client).transaction(work, config);
    } finally {
      client.release();
    }
  };
  return Object.assign(db, { transaction });
}

const inside = (client: PoolClient): Inside => client as unknown as Inside;
