import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";

/** The latest time at which anything is known to have happened; null where nothing has. The playground's time goes on from there. */
export async function latestMoment(db: Connection): Promise<Temporal.Instant | null> {
  const { rows } = await db.execute<{ at: string | null }>(sql`
    select greatest((select max(at) from events), (select max(settled_at) from occurrences)) as at`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : Temporal.Instant.from(at);
}
