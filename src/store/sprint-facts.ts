import type { MemberId, TopicId } from "../domain/ids.ts";
import type { SprintFacts } from "../domain/sprint-awards.ts";
import type { Sprint, SprintId } from "../domain/sprint.ts";
import type { Connection, Transaction } from "./database.ts";
import { sql } from "./drizzle.ts";
import type { SQL } from "./drizzle.ts";

/** What one member did on the roadmap while a sprint ran. */
export type DidInSprint = { readonly objectives: number; readonly topics: readonly TopicId[] };

// What those who are in a sprint did while it ran, wherever they did it, and did not take back. An objective that is only confirmed
// counts for the day on which it was first checked.
const didInSprint = (sprint: SQL): SQL => sql`
  select own.member, own.kind, own.subject, own.id, own.topics
  from sprints join sprint_members as joined on joined.sprint = sprints.id and joined.active
  join events as own on own.member = joined.member
    and own.at >= sprints.starts_at and own.at < sprints.ends_at
    and own.local_date >= (sprints.starts_at at time zone sprints.zone)::date - 1
  where sprints.id = ${sprint} and own.kind in ('objective.checked', 'topic.done')
    and not exists (select from events as undo where undo.undoes = own.id)`;

/** How many objectives those who are in a sprint have checked since it began. */
export async function objectivesTogether(db: Connection, id: SprintId): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(distinct (member, subject))::integer as count
    from (${didInSprint(sql`${id}`)}) as did where kind = 'objective.checked'`);
  return rows[0]?.count ?? 0;
}

/** What deciding about a sprint's points takes. */
export async function loadSprintFacts(db: Connection, { id, topic }: Sprint): Promise<SprintFacts> {
  const subject = topic === null ? null : `topic:${topic}`;
  const { rows } = await db.execute<{ first: MemberId | null }>(sql`
    select (array_agg(member order by id))[1] as first from (${didInSprint(sql`${id}`)}) as did
    where kind = 'topic.done' and topics > 0 and subject = ${subject}`);
  return { objectives: await objectivesTogether(db, id), firstThrough: rows[0]?.first ?? null };
}

/** What each of those who are in a sprint did. Whoever did nothing is not among them. */
export async function loadDidInSprint(
  db: Connection,
  id: SprintId,
): Promise<ReadonlyMap<MemberId, DidInSprint>> {
  const { rows } = await db.execute<{ member: MemberId; objectives: number; topics: TopicId[] | null }>(sql`
    select member, count(distinct subject) filter (where kind = 'objective.checked')::integer as objectives,
      json_agg(split_part(subject, ':', 2) order by id) filter (where kind = 'topic.done' and topics > 0) as topics
    from (${didInSprint(sql`${id}`)}) as did group by member`);
  return new Map(
    rows.map(({ member, objectives, topics }) => [member, { objectives, topics: topics ?? [] }]),
  );
}

/** Whatever a member checked counts towards the team goals of the sprints they are in: their cards are no longer true. */
export async function noteTeamProgress(
  tx: Transaction,
  member: MemberId,
  at: Temporal.Instant,
): Promise<void> {
  await tx.execute(sql`
    insert into sprint_changes (sprint) select sprints.id
    from sprint_members as own join sprints on sprints.id = own.sprint
    where own.member = ${member} and own.active and sprints.team_goal is not null
      and sprints.next_at is not null and sprints.starts_at <= ${at.toString()}`);
}
