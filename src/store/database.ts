import type { Logger } from "pino";
import type { Pool } from "pg";
import type { NodePgDatabase, NodePgQueryResultHKT, PgDatabase } from "./drizzle.ts";

/** The open database. Each statement on it is its own transaction. */
export type Database = NodePgDatabase & { readonly $client: Pool };
/** Inside `db.transaction(async (tx) => ...)` use `tx` alone: `db` would go through another connection. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** What a function that only reads, or writes in one statement, is given: either of the two. */
export type Connection = PgDatabase<NodePgQueryResultHKT, Record<string, never>>;
/** What the store needs of a log. */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

export type OpenDatabase = {
  readonly db: Database;
  readonly pool: Pool;
  readonly close: () => Promise<void>;
};

/**
 * Opens a database and checks that Waymark can work on it. Throws a StartError where it cannot: malformed address, unreachable, wrong
 * password, no such database, older than Postgres 14, read-only. Does not migrate: see migrate.ts.
 */
export async function openDatabase(url: string, { log }: { readonly log: Log }): Promise<OpenDatabase> {
  throw new Error(`not built yet ${url} ${log}`);
}
