import type { GuildId, MemberId, TopicId } from "../domain/ids.ts";
import type { Sprint, SprintId } from "../domain/sprint.ts";
import type { Connection, Transaction } from "./database.ts";
import { sql } from "./drizzle.ts";
import type { SQL } from "./drizzle.ts";
import { lockRow, lockSprints } from "./locks.ts";
import { readPrepared } from "./prepared.ts";
import { LIVE, readLive, readSprints } from "./read-sprints.ts";
import type { StoredSprint, Whom } from "./read-sprints.ts";
import { sprints } from "./schema-sprints.ts";

export type { StoredSprint } from "./read-sprints.ts";

/** Makes a sprint of which nothing has happened yet. `thread`: where it talks, if it needs none of its own. */
export async function insertSprint(
  tx: Transaction,
  sprint: Omit<Sprint, "id">,
  thread: string | null = null,
): Promise<SprintId> {
  const [row] = await tx
    .insert(sprints)
    .values({ ...sprint, phase: "scheduled", early: false, nextAt: sprint.opensAt, thread })
    .returning({ id: sprints.id });
  if (!row) throw new Error("a sprint was not inserted");
  return row.id;
}

/** A sprint with all who are or were in it, or with some of them; null where there is none. Whoever has left the server is not in it. */
export async function loadSprint(
  db: Connection,
  id: SprintId,
  members: Whom = "all",
): Promise<StoredSprint | null> {
  return (await readSprints(db, [id], members))[0] ?? null;
}

/**
 * The same, locked until the transaction ends (see `lockSprints`), with the rows of the members who do something. Read after the locks: a
 * click that waited for another of the same member finds what that one has done.
 */
export async function lockSprint(
  tx: Transaction,
  id: SprintId,
  strength: "share" | "write",
  acting: readonly MemberId[],
  members: Whom = acting,
): Promise<StoredSprint | null> {
  await lockSprints(tx, [id], strength);
  for (const member of acting.toSorted()) await lockRow(tx, member, "write");
  return loadSprint(tx, id, members);
}

/** Several of them, in the order of their ids. */
export async function loadSprintsById(db: Connection, ids: readonly SprintId[]): Promise<StoredSprint[]> {
  return ids.length === 0 ? [] : readSprints(db, ids, "all");
}

const live = (now: Temporal.Instant): SQL => sql`${sql.raw(LIVE)} ${now.toString()}`;

/** The sprints of a server that are not over, the first to end first. */
export async function loadLive(
  db: Connection,
  guild: GuildId,
  now: Temporal.Instant,
  members: Whom = "all",
): Promise<StoredSprint[]> {
  const found = await readLive(db, guild, now, members);
  return found.toSorted((one, other) => Temporal.Instant.compare(one.sprint.endsAt, other.sprint.endsAt));
}

/** How many sprints of a server are not over. */
export async function countLive(db: Connection, guild: GuildId, now: Temporal.Instant): Promise<number> {
  const { rows } = await db.execute<{ live: number }>(
    sql`select count(*)::integer as live from sprints where guild = ${guild} and ${live(now)}`,
  );
  return rows[0]?.live ?? 0;
}

/** The live sprint of a server on this topic, or on none, in which a member is, other than one; null: there is none. */
export async function findAnother(
  db: Connection,
  member: MemberId,
  {
    guild,
    topic,
    except,
  }: { readonly guild: GuildId; readonly topic: TopicId | null; readonly except: SprintId | null },
  now: Temporal.Instant,
): Promise<SprintId | null> {
  // No topic has an empty id, and no sprint the number 0.
  const found = await readPrepared<string>(db, ANOTHER, [
    member,
    guild,
    topic ?? "",
    String(except ?? 0),
    now.toString(),
  ]);
  return found === null ? null : Number(found);
}

const ANOTHER = {
  name: "another-sprint",
  text: `select sprints.id from sprint_members as own join sprints on sprints.id = own.sprint
    where own.member = $1 and own.active and sprints.guild = $2 and coalesce(sprints.topic, '') = $3
      and sprints.id <> $4::bigint and ${LIVE} $5::timestamptz limit 1`,
};

/** The sprint that goes on from another; null where there is none. */
export async function findNext(db: Connection, previous: SprintId): Promise<SprintId | null> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from sprints where previous = ${previous}`);
  return rows[0] ? Number(rows[0].id) : null;
}
