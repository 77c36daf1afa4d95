import type { GuildId } from "../domain/ids.ts";
import type { Connection } from "./database.ts";
import { and, desc, eq, gt, inArray, isNull, or, sql } from "./drizzle.ts";
import type { Occurrence, Payload } from "./outbox.ts";
import { occurrences } from "./schema-delivery.ts";
import type { OccurrenceKind } from "./schema-delivery.ts";

/**
 * The latest occurrences of a guild, what was due last first, whatever became of them. Not what goes to a member alone, and not that a card was
 * brought up to date, which would crowd out all else.
 */
export async function lastOf(db: Connection, guild: GuildId, count: number): Promise<Occurrence[]> {
  return db
    .select()
    .from(occurrences)
    .where(
      and(
        eq(occurrences.guild, guild),
        sql`${occurrences.member} is null and (${occurrences.kind} <> 'sprint-edit' or ${occurrences.state} in ('dead', 'unknown'))`,
      ),
    )
    .orderBy(desc(occurrences.dueAt), desc(occurrences.id))
    .limit(count);
}

/** The occurrence of this kind that was planned last in a guild, whatever became of it; null where there is none. */
export async function latestOf(
  db: Connection,
  guild: GuildId,
  kind: OccurrenceKind,
): Promise<Occurrence | null> {
  const [row] = await db
    .select()
    .from(occurrences)
    .where(and(eq(occurrences.guild, guild), eq(occurrences.kind, kind)))
    .orderBy(desc(occurrences.id))
    .limit(1);
  return row ?? null;
}

/** The payloads of a guild's weekly prompts that were not sent since the last one that was, before this occurrence; oldest first. */
export async function unsentWeeksBefore(db: Connection, guild: GuildId, id: number): Promise<Payload[]> {
  const week = and(
    eq(occurrences.guild, guild),
    eq(occurrences.kind, "week"),
    sql`${occurrences.id} < ${id}`,
  );
  const lastSent = db
    .select({ id: sql<number>`coalesce(max(${occurrences.id}), 0)` })
    .from(occurrences)
    .where(and(week, eq(occurrences.state, "sent")));
  const rows = await db
    .select({ payload: occurrences.payload })
    .from(occurrences)
    .where(
      and(week, sql`${occurrences.state} in ('skipped', 'dead')`, sql`${occurrences.id} > (${lastSent})`),
    )
    .orderBy(occurrences.id);
  return rows.map(({ payload }) => payload);
}

/**
 * What of a guild's sprints was refused and is still worth sending, one a sprint and kind: the card of one that goes on, and the wrap-up of one
 * that ended not long ago.
 */
export async function lostSprintPosts(
  db: Connection,
  guild: GuildId,
  now: Temporal.Instant,
): Promise<Occurrence[]> {
  const sprint = sql`(${occurrences.payload} ->> 'sprint')::bigint`;
  const latest = db
    .select({ id: sql<number>`max(${occurrences.id})` })
    .from(occurrences)
    .where(and(eq(occurrences.guild, guild), inArray(occurrences.kind, ["sprint-card", "sprint-wrapup"])))
    .groupBy(occurrences.kind, sprint);
  const waits = sql`exists (select from sprints where id = ${sprint} and card_message is null and next_at is not null)`;
  return db
    .select()
    .from(occurrences)
    .where(
      and(
        inArray(occurrences.id, latest),
        eq(occurrences.state, "dead"),
        or(isNull(occurrences.expiresAt), gt(occurrences.expiresAt, now)),
        or(eq(occurrences.kind, "sprint-wrapup"), waits),
      ),
    )
    .orderBy(occurrences.id);
}

/** The occurrence behind a posted message, by the tag in its custom ids; null where it is gone. */
export async function findByTag(db: Connection, tag: string): Promise<Occurrence | null> {
  const [row] = await db.select().from(occurrences).where(eq(occurrences.tag, tag));
  return row ?? null;
}

/** The occurrence with this key; null where it was not planned, or is gone. */
export async function findByKey(db: Connection, key: string): Promise<Occurrence | null> {
  const [row] = await db.select().from(occurrences).where(eq(occurrences.key, key));
  return row ?? null;
}

/** The latest occurrences of all guilds and members, newest first: the playground shows the whole outbox. */
export async function latestOfAll(db: Connection, count: number): Promise<Occurrence[]> {
  return db.select().from(occurrences).orderBy(desc(occurrences.id)).limit(count);
}
