import type { PoolClient } from "pg";
import type { Database } from "./database.ts";
import { eq, sql } from "./drizzle.ts";
import { OURS_ALIVE } from "./locks.ts";
import { leases } from "./schema-delivery.ts";

/** That a process lives, as the others can see it. */
export type Presence = {
  /** Its name as the owner of leases. */
  readonly owner: string;
  /** How often the connection was lost by which the others know: each time they may have taken what was ours. */
  readonly losses: () => number;
  /** Says for another `ttlMs` that we live; on a new connection where the old one is lost. Throws where the database does not answer. */
  readonly renew: () => Promise<void>;
  /** Gives back every lease of the owner. */
  readonly leave: () => Promise<void>;
};

const PROCESS = "process/";

/**
 * Announces a process by a lease `process/<owner>`, and by a lock on a connection of its own: Postgres frees that the moment the process
 * dies, so that nobody has to wait until its leases run out. They do run out where a frozen process keeps its lock, or a pooler keeps it.
 */
export async function announce(db: Database, owner: string, ttlMs: number): Promise<Presence> {
  let client: PoolClient | null = null;
  let losses = 0;
  const drop = (lost: PoolClient): void => {
    if (client !== lost) return;
    client = null;
    losses += 1;
    lost.release(true);
  };
  const connect = async (): Promise<PoolClient> => {
    const fresh = await db.$client.connect();
    client = fresh;
    // Without a listener the loss of a connection would end the process.
    fresh.on("error", () => drop(fresh));
    fresh.once("end", () => drop(fresh));
    // Shared, because the server may not know yet that the connection before this one is lost.
    await fresh.query(`select pg_advisory_lock_shared(${OURS_ALIVE}, hashtext($1))`, [owner]);
    return fresh;
  };
  const renew = async (): Promise<void> => {
    try {
      const known = client ?? (await connect());
      await known.query(
        `insert into leases (name, owner, until) values ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
        on conflict (name) do update set until = excluded.until`,
        [PROCESS + owner, owner, ttlMs],
      );
    } catch (error) {
      if (client) drop(client);
      throw error;
    }
  };

  await renew();
  return {
    owner,
    losses: () => losses,
    renew,
    leave: async () => {
      if (client) drop(client);
      await db.delete(leases).where(eq(leases.owner, owner));
    },
  };
}

/** Frees the leases of processes that have died. */
export async function buryDead(db: Database): Promise<void> {
  await db.execute(sql`
    delete from leases where owner in (
      select owner from leases as process
      where name = ${PROCESS} || owner and not exists (
        select 1 from pg_locks join pg_database on pg_database.oid = pg_locks.database
        where locktype = 'advisory' and granted and datname = current_database()
          and classid = ${sql.raw(String(OURS_ALIVE))}
          and objid::bigint = (hashtext(process.owner)::bigint & 4294967295)))`);
}

/** The processes that live, and how many leases whose name begins with `prefix` each of them has. */
export async function listLiving(db: Database, prefix: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.execute<{ owner: string; held: number }>(sql`
    select process.owner, count(held.name)::integer as held
    from leases as process left join leases as held
      on held.owner = process.owner and starts_with(held.name, ${prefix}) and held.until >= clock_timestamp()
    where process.name = ${PROCESS} || process.owner and process.until >= clock_timestamp()
    group by process.owner`);
  return new Map(rows.map(({ owner, held }) => [owner, held]));
}
