import type { MemberId, TopicId } from "../domain/ids.ts";
import type { GroupNow } from "../domain/digest.ts";
import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";

/** What a member did from one day to another, both included; without what they took back. */
export type MemberWeek = {
  /** Topics they finished, in that order. */
  readonly finished: readonly TopicId[];
  /** How many objectives they checked off. */
  readonly checked: number;
};

/** What a member did from one day of theirs to another, both included. */
export async function memberWeek(
  db: Connection,
  member: MemberId,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Promise<MemberWeek> {
  const { rows } = await db.execute<{ finished: TopicId[] | null; checked: number }>(sql`
    select json_agg(split_part(subject, ':', 2) order by id) filter (where kind = 'topic.done' and topics > 0) as finished,
      count(*) filter (where kind = 'objective.checked' and objectives > 0)::integer as checked
    from events as own
    where member = ${member} and local_date between ${first.toString()}::date and ${last.toString()}::date
      and not exists (select from events as undo where undo.undoes = own.id)`);
  const { finished, checked } = rows[0]!;
  return { finished: finished ?? [], checked };
}

/** Where the groups stand that a member is in and that get their posts. */
export async function groupsOf(db: Connection, member: MemberId, now: Temporal.Instant): Promise<GroupNow[]> {
  const { rows } = await db.execute<{
    posted: TopicId | null;
    next: TopicId | null;
    nextAt: string | null;
  }>(sql`
    select (select post.payload ->> 'topic' from occurrences as post
        where post.guild = setting.guild and post.kind = 'week' and post.state = 'sent'
          and post.due_at > ${now.subtract({ hours: 7 * 24 }).toString()}
        order by post.id desc limit 1) as posted,
      setting.plan_topic as next, setting.next_at as "nextAt"
    from guild_members as there join guild_settings as setting on setting.guild = there.guild
    where there.member = ${member} and there.present and setting.channel is not null and setting.parked is null
    order by setting.guild`);
  return rows.map(({ nextAt, ...group }) => ({
    ...group,
    nextAt: nextAt === null ? null : Temporal.Instant.from(nextAt),
  }));
}
