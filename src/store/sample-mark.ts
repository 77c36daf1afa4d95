import type { Connection, Database } from "./database.ts";
import { eq, getTableConfig, sql } from "./drizzle.ts";
import * as delivery from "./schema-delivery.ts";
import * as sprints from "./schema-sprints.ts";
import * as people from "./schema.ts";

const { leases } = delivery;

/**
 * What a playground finds in its database. "new": nobody has used it. "cut short": sample data whose playing was never over; it was taken
 * away. "used": whatever else, and left alone.
 */
export type Beginning = "new" | "cut short" | "used";

// A lease that is given back when the last turn is played: one that is there at a start is what a stop or a kill has left. In the database,
// so that it cannot speak of another than its own.
const MARK = "playground/sample";

/** All that tells of people and what they did. Processes, their connections and what they told Discord are no part of it. */
const ABOUT_PEOPLE = Object.values({ ...people, ...sprints, ...delivery })
  .map((table) => getTableConfig(table).name)
  .filter((name) => !["leases", "gateway_sessions", "registrations"].includes(name));

/**
 * Decides how a playground begins, which must have the database alone, and marks it before anything is played. Only what bears that mark and
 * knows nobody but `ours`, the ids of the sample's guild and people, is ever taken away: nothing that came from Discord is.
 */
export async function beginSample(db: Database, ours: readonly string[]): Promise<Beginning> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select id from guilds union select id from members union select guild from occurrences where guild is not null`);
    const [marked] = await tx.select({ name: leases.name }).from(leases).where(eq(leases.name, MARK));
    if (rows.length > 0) {
      if (!marked) return "used";
      if (!rows.every(({ id }) => ours.includes(id))) {
        await endSample(tx);
        return "used";
      }
      await tx.execute(sql.raw(`truncate ${ABOUT_PEOPLE.join(", ")}`));
      return "cut short";
    }
    await tx.execute(sql`
      insert into leases (name, owner, until) values (${MARK}, 'playground', clock_timestamp()) on conflict do nothing`);
    return "new";
  });
}

/** The sample is played, as far as it goes: from now on it is what its members make of it. */
export async function endSample(db: Connection): Promise<void> {
  await db.delete(leases).where(eq(leases.name, MARK));
}
