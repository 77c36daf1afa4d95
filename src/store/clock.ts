import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";

/** The database's time: one clock for however many processes there are. */
export async function databaseNow(db: Connection): Promise<Temporal.Instant> {
  const { rows } = await db.execute<{ now: string }>(sql`select clock_timestamp() as now`);
  return Temporal.Instant.from(rows[0]!.now);
}
