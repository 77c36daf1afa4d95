import type { Connection } from "./database.ts";
import { and, eq, sql } from "./drizzle.ts";
import { leases } from "./schema-delivery.ts";

/**
 * Takes a lease or prolongs one's own, by the database's clock, for so many milliseconds from now. False: another owner has it. The
 * row's lock makes rivals take turns, and whoever comes second finds what the first has written.
 */
export async function takeLease(
  db: Connection,
  name: string,
  owner: string,
  ttlMs: number,
): Promise<boolean> {
  const { rowCount } = await db.execute(sql`
    insert into leases (name, owner, until)
    values (${name}, ${owner}, clock_timestamp() + ${ttlMs} * interval '1 millisecond')
    on conflict (name) do update set owner = excluded.owner, until = excluded.until
      where leases.until < clock_timestamp() or leases.owner = excluded.owner`);
  return rowCount === 1;
}

/** Gives a lease back, so that the next need not wait for its end. Does nothing to another's. */
export async function releaseLease(db: Connection, name: string, owner: string): Promise<void> {
  await db.delete(leases).where(and(eq(leases.name, name), eq(leases.owner, owner)));
}

/** Who has a lease now; null where nobody does. */
export async function holderOf(db: Connection, name: string): Promise<string | null> {
  const { rows } = await db.execute<{ owner: string }>(
    sql`select owner from leases where name = ${name} and until >= clock_timestamp()`,
  );
  return rows[0]?.owner ?? null;
}

/** Prolongs an owner's leases whose name begins with the prefix; returns the names of those that are still there. */
export async function renewLeases(
  db: Connection,
  prefix: string,
  owner: string,
  ttlMs: number,
): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    update leases set until = clock_timestamp() + ${ttlMs} * interval '1 millisecond'
    where owner = ${owner} and starts_with(name, ${prefix}) returning name`);
  return rows.map(({ name }) => name);
}
