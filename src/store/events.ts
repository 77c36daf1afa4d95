import type { Entry, Event, EventId, Subject } from "../domain/event.ts";
import { foldSubject, subjectOf } from "../domain/fold.ts";
import type { GuildId, InteractionId, MemberId } from "../domain/ids.ts";
import type { Connection, Transaction } from "./database.ts";
import { and, asc, eq, gt, inArray, sql } from "./drizzle.ts";
import { actionColumns, toEvent } from "./event-rows.ts";
import { lockGuilds } from "./locks.ts";
import { noteTeamProgress } from "./sprint-facts.ts";
import { removeProgress, writeProgress } from "./progress.ts";
import { events } from "./schema.ts";
import { addScores } from "./standings.ts";

/** Where entries come from. `guild` is null in a direct message. */
export type Origin = {
  readonly interaction: InteractionId;
  readonly member: MemberId;
  readonly guild: GuildId | null;
  readonly at: Temporal.Instant;
};

/**
 * Records what a decision asked for, and derives progress, scores and boards from it in the same transaction. The member must be locked
 * (`lockMember`). Returns the events in the order of the entries; an empty array says that this interaction was recorded before, and
 * that nothing was changed. An undo is booked in the guild of the event it takes back, so that the points go where they came from.
 */
export async function recordEntries(
  tx: Transaction,
  origin: Origin,
  entries: readonly Entry[],
): Promise<Event[]> {
  if (entries.length === 0 || (await isRecorded(tx, origin.interaction))) return [];
  const undone = entries.flatMap(({ action }) => (action.kind === "undone" ? [action.event] : []));
  const guilds = await guildsOf(tx, origin.member, undone);
  await lockGuilds(tx, origin.guild === null ? guilds : [origin.guild, ...guilds]);
  const recorded = await insertEvents(tx, origin, entries);
  await deriveProgress(tx, origin.member, new Set(recorded.map(({ action }) => subjectOf(action))));
  await addScores(tx, origin.member, recorded);
  const subjects = recorded.map(({ action }) => subjectOf(action));
  if (subjects.some((subject) => subject.startsWith("objective:"))) {
    await noteTeamProgress(tx, origin.member, origin.at);
  }
  return recorded;
}

async function isRecorded(tx: Transaction, interaction: InteractionId): Promise<boolean> {
  const found = await tx
    .select({ id: events.id })
    .from(events)
    .where(eq(events.interaction, interaction))
    .limit(1);
  return found.length > 0;
}

/** The guilds of events to be taken back, which must all be this member's. */
async function guildsOf(tx: Transaction, member: MemberId, ids: readonly EventId[]): Promise<GuildId[]> {
  if (ids.length === 0) return [];
  const theirs = and(eq(events.member, member), inArray(events.id, ids));
  const found = await tx.select({ guild: events.guild }).from(events).where(theirs);
  if (found.length < new Set(ids).size) throw new Error(`not events of member ${member}: ${ids.join(", ")}`);
  return found.flatMap(({ guild }) => (guild === null ? [] : [guild]));
}

async function insertEvents(tx: Transaction, origin: Origin, entries: readonly Entry[]): Promise<Event[]> {
  const rows = entries.map(({ action, score, localDate }, ordinal) => ({
    ...origin,
    ...actionColumns(action),
    ...score,
    ordinal,
    localDate,
    guild:
      action.kind === "undone"
        ? sql`(select guild from ${events} as undone where undone.id = ${action.event})`
        : origin.guild,
  }));
  const inserted = await tx.insert(events).values(rows).returning();
  return inserted.toSorted((one, other) => one.ordinal - other.ordinal).map(toEvent);
}

async function deriveProgress(
  tx: Transaction,
  member: MemberId,
  subjects: ReadonlySet<Subject>,
): Promise<void> {
  const about = and(eq(events.member, member), inArray(events.subject, [...subjects]));
  const rows = await tx.select().from(events).where(about).orderBy(asc(events.id));
  const bySubject = Map.groupBy(rows.map(toEvent), ({ action }) => subjectOf(action));
  const states = [...bySubject].map(([subject, own]) => foldSubject(subject, own));
  await writeProgress(
    tx,
    states.map((state) => ({ member, state })),
  );
  await removeProgress(tx, member, states);
}

/** An event of this member and the later events on the same subject, undos among them, oldest first. Null: theirs is no such event. */
export async function loadEvent(
  db: Connection,
  member: MemberId,
  id: EventId,
): Promise<{ readonly event: Event; readonly later: readonly Event[] } | null> {
  const [row] = await db
    .select()
    .from(events)
    .where(and(eq(events.member, member), eq(events.id, id)));
  if (!row) return null;
  const after = and(eq(events.member, member), eq(events.subject, row.subject), gt(events.id, id));
  const later = await db.select().from(events).where(after).orderBy(asc(events.id));
  return { event: toEvent(row), later: later.map(toEvent) };
}

/** What one interaction recorded, in the order it was recorded; empty if nothing. For answering a repeated click. */
export async function loadEventsOfInteraction(db: Connection, interaction: InteractionId): Promise<Event[]> {
  const ofIt = eq(events.interaction, interaction);
  const rows = await db.select().from(events).where(ofIt).orderBy(asc(events.ordinal));
  return rows.map(toEvent);
}

/** Those of these events that are this member's, by id. */
export async function loadEvents(
  db: Connection,
  member: MemberId,
  ids: readonly EventId[],
): Promise<ReadonlyMap<EventId, Event>> {
  if (ids.length === 0) return new Map();
  const theirs = and(eq(events.member, member), inArray(events.id, [...ids]));
  const rows = await db.select().from(events).where(theirs);
  return new Map(rows.map((row) => [row.id, toEvent(row)]));
}
