import type { ChoiceId, GuildId, MemberId, OptionId, TopicId } from "../domain/ids.ts";
import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";

export type Finished = {
  readonly member: MemberId;
  readonly displayName: string;
  readonly topic: TopicId;
};
export type WeekRecap = {
  /** Who finished what, oldest first: members who are there, and visible by choice. */
  readonly finished: readonly Finished[];
  /** What everybody earned, the hidden too; what was taken back is taken off, and not below nothing. */
  readonly points: number;
};

/** What a guild did from one moment up to another. */
export async function weekRecap(
  db: Connection,
  guild: GuildId,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<WeekRecap> {
  const within = sql`own.guild = ${guild} and own.at >= ${from.toString()} and own.at < ${to.toString()}`;
  // A link that is added later is another "topic.done", which counts no topic.
  const { rows } = await db.execute<{ finished: Finished[] | null; points: number }>(sql`
    select (
        select json_agg(json_build_object('member', own.member, 'displayName', there.display_name,
          'topic', split_part(own.subject, ':', 2)) order by own.id)
        from events as own join members as member on member.id = own.member and member.visible
        join guild_members as there on there.guild = own.guild and there.member = own.member and there.present
        where ${within} and own.kind = 'topic.done' and own.topics > 0
          and not exists (select from events as undo where undo.undoes = own.id)
      ) as finished,
      (select greatest(coalesce(sum(own.points), 0), 0)::integer from events as own where ${within}) as points`);
  return { finished: rows[0]?.finished ?? [], points: rows[0]?.points ?? 0 };
}

/** What those who are in a guild have chosen, all together: which variants of a topic's resources are of use to somebody. */
export async function guildChoices(
  db: Connection,
  guild: GuildId,
): Promise<ReadonlyMap<ChoiceId, ReadonlySet<OptionId>>> {
  const { rows } = await db.execute<{ choice: ChoiceId; options: OptionId[] }>(sql`
    select own.choice, array_agg(distinct own.option) as options
    from guild_members as there join member_choices as own on own.member = there.member
    where there.guild = ${guild} and there.present group by own.choice order by own.choice`);
  return new Map(rows.map(({ choice, options }) => [choice, new Set(options)]));
}
