import type { GuildId, MemberId, TopicId } from "../domain/ids.ts";
import type { Sprint, SprintId, SprintState } from "../domain/sprint.ts";
import type { Connection, Transaction } from "./database.ts";
import { asc, sql } from "./drizzle.ts";
import type { SQL } from "./drizzle.ts";
import { lockRow, lockSprints } from "./locks.ts";
import { sprints } from "./schema-sprints.ts";
import { toSprint, toSprintMember } from "./sprint-rows.ts";
import type { MemberJson, SprintRow } from "./sprint-rows.ts";

/** A sprint's state, and where it is shown. */
export type StoredSprint = SprintState & {
  readonly card: { readonly channel: string; readonly message: string } | null;
  readonly thread: string | null;
  readonly event: string | null;
};

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
  members: readonly MemberId[] | "all" = "all",
): Promise<StoredSprint | null> {
  const [loaded] = await loadSprints(db, sql`sprints.id = ${id}`, members);
  return loaded ?? null;
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
  members: readonly MemberId[] | "all" = acting,
): Promise<StoredSprint | null> {
  await lockSprints(tx, [id], strength);
  for (const member of acting.toSorted()) await lockRow(tx, member, "write");
  return loadSprint(tx, id, members);
}

/** Several of them, in the order of their ids. */
export async function loadSprintsById(db: Connection, ids: readonly SprintId[]): Promise<StoredSprint[]> {
  return ids.length === 0 ? [] : loadSprints(db, sql`sprints.id in ${[...ids]}`, "all");
}

/** Sprints by a condition on the table `sprints`, by their ids. */
async function loadSprints(
  db: Connection,
  where: SQL,
  members: readonly MemberId[] | "all",
): Promise<StoredSprint[]> {
  const rows = await db.select().from(sprints).where(where).orderBy(asc(sprints.id));
  if (rows.length === 0) return [];
  const people = await loadPeople(
    db,
    rows.map(({ id }) => id),
    members,
  );
  return rows.map((row) => toStored(row, people.get(row.id)));
}

type People = { readonly leader: MemberId | null; readonly members: readonly MemberJson[] | null };

async function loadPeople(
  db: Connection,
  ids: readonly SprintId[],
  members: readonly MemberId[] | "all",
): Promise<ReadonlyMap<SprintId, People>> {
  const wanted =
    members === "all" ? sql`true` : members.length === 0 ? sql`false` : sql`own.member in ${[...members]}`;
  const { rows } = await db.execute<{ id: string } & People>(sql`
    with own as materialized (
      select own.*, own.active and coalesce(there.present, false) as here
      from sprint_members as own join sprints on sprints.id = own.sprint
      left join guild_members as there on there.guild = sprints.guild and there.member = own.member
      where own.sprint in ${[...ids]}
    )
    select sprint as id,
      (array_agg(member order by since) filter (where here))[1] as leader,
      json_agg(json_build_object('member', member, 'active', here, 'since', since, 'joined', joined_at, 'plan', plan,
        'days', (select json_agg(json_build_array(day, mark, note, event)) from sprint_days as day
          where day.sprint = own.sprint and day.member = own.member),
        'minutes', (select json_agg(json_build_array(day, activity, minutes)) from sprint_minutes as worked
          where worked.sprint = own.sprint and worked.member = own.member)
      ) order by since) filter (where ${wanted}) as members
    from own group by sprint`);
  return new Map(rows.map(({ id, ...people }) => [Number(id), people]));
}

function toStored(row: SprintRow, people: People | undefined): StoredSprint {
  const { phase, early, mergedInto, cardChannel, cardMessage, thread, event } = row;
  return {
    sprint: toSprint(row),
    phase,
    early,
    mergedInto,
    leader: people?.leader ?? null,
    members: new Map(people?.members?.map(toSprintMember)),
    card:
      cardChannel === null || cardMessage === null ? null : { channel: cardChannel, message: cardMessage },
    thread,
    event,
  };
}

// Over by its time, whether or not that was written down yet.
const live = (now: Temporal.Instant): SQL =>
  sql`sprints.phase in ('scheduled', 'open', 'running') and sprints.ends_at > ${now.toString()}`;

/** The sprints of a server that are not over, the first to end first. */
export async function loadLive(
  db: Connection,
  guild: GuildId,
  now: Temporal.Instant,
  members: readonly MemberId[] | "all" = "all",
): Promise<StoredSprint[]> {
  const found = await loadSprints(db, sql`sprints.guild = ${guild} and ${live(now)}`, members);
  return found.toSorted((one, other) => Temporal.Instant.compare(one.sprint.endsAt, other.sprint.endsAt));
}

/** How many sprints of a server are not over. */
export async function countLive(db: Connection, guild: GuildId, now: Temporal.Instant): Promise<number> {
  const { rows } = await db.execute<{ live: number }>(
    sql`select count(*)::integer as live from sprints where guild = ${guild} and ${live(now)}`,
  );
  return rows[0]?.live ?? 0;
}

/** Whether a member is in a live sprint of a server on this topic, or on none, other than one. */
export async function isInAnother(
  db: Connection,
  member: MemberId,
  {
    guild,
    topic,
    except,
  }: { readonly guild: GuildId; readonly topic: TopicId | null; readonly except: SprintId | null },
  now: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from sprint_members as own join sprints on sprints.id = own.sprint
    where own.member = ${member} and own.active and sprints.guild = ${guild}
      and sprints.topic is not distinct from ${topic} and sprints.id is distinct from ${except} and ${live(now)}
    limit 1`);
  return rows.length > 0;
}

/** The sprint that goes on from another; null where there is none. */
export async function findNext(db: Connection, previous: SprintId): Promise<SprintId | null> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from sprints where previous = ${previous}`);
  return rows[0] ? Number(rows[0].id) : null;
}
