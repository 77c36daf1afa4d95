import type { Pool } from "pg";
import type { Log } from "./database.ts";

/**
 * Brings the database to the newest of the numbered SQL files, one process at a time. Returns the numbers it applied. Throws a
 * StartError for a database newer than the files, and for a file that was changed after it had been applied.
 */
export async function migrate(pool: Pool, { log }: { readonly log: Log }): Promise<number[]> {
  throw new Error(`not built yet ${pool} ${log}`);
}
