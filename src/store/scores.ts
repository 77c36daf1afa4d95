import type { Period } from "../domain/calendar.ts";
import type { GuildId, MemberId } from "../domain/ids.ts";
import type { Metric, Placed, Standings } from "../domain/leaderboard.ts";
import { NEIGHBOURS, TOP } from "../domain/leaderboard.ts";
import type { Connection, Database, Transaction } from "./database.ts";
import { sql } from "./drizzle.ts";
import type { SQL } from "./drizzle.ts";
import { lockGuilds } from "./locks.ts";
import { count } from "./standings.ts";
import type { Move } from "./standings.ts";

export type BoardQuery = {
  readonly guild: GuildId;
  readonly period: Period;
  readonly metric: Metric;
  /** Who asks. */
  readonly member: MemberId;
};

type Read = {
  total: string | null;
  members: number | null;
  top: Placed[] | null;
  above: Placed[] | null;
  below: Placed[] | null;
  me: (Placed & { listed: boolean }) | null;
  next_value: number | null;
};

/**
 * The standings of one guild for one member; `arrange` makes the board of them. Who is named, counted and ranked is listed: visible by
 * choice and present. The group's total is what everybody earned there, the hidden and the departed too: they added to it. Of two
 * equals, who came to the value first is first; their rank is the same. One statement, hence one moment. What it reads grows with the
 * number of different values above the caller, not with the number of members.
 */
export async function loadBoard(db: Connection, query: BoardQuery): Promise<Standings> {
  const { guild, period, metric, member } = query;
  const here = sql`guild = ${guild} and period = ${period} and metric = ${metric}`;
  const { rows } = await db.execute<Read>(sql`
    with me as materialized (
      select member, value, reached, listed from scores where ${here} and member = ${member}
    ), top as (
      select * from scores where ${here} and listed order by value desc, (-reached) desc limit ${TOP}
    ), above as (
      select * from scores where ${here} and listed and (value, -reached) > (select value, -reached from me)
      order by value, (-reached) limit ${NEIGHBOURS}
    ), below as (
      select * from scores where ${here} and listed and (value, -reached) < (select value, -reached from me)
      order by value desc, (-reached) desc limit ${NEIGHBOURS}
    ), sums as (
      select total, listed from score_totals where ${here}
    )
    select (select total from sums) as total, (select listed from sums) as members,
      ${placed(sql`top`, query)} as top, ${placed(sql`above`, query)} as above,
      ${placed(sql`below`, query)} as below, ${placed(sql`me`, query)} -> 0 as me,
      (select min(value) from score_histogram where ${here} and value > (select value from me)) as next_value`);
  const read = rows[0];
  return {
    period,
    metric,
    total: Number(read?.total ?? 0),
    members: read?.members ?? 0,
    top: read?.top ?? [],
    above: read?.above ?? [],
    below: read?.below ?? [],
    me: read?.me ?? null,
    nextValue: read?.next_value ?? null,
  };
}

/** Rows of scores as JSON, best first, with their names, and with their ranks by the histogram. */
function placed(rows: SQL, { guild, period, metric }: BoardQuery): SQL {
  return sql`(
    select json_agg(json_build_object(
      'member', line.member, 'displayName', coalesce(named.display_name, ''), 'value', line.value, 'listed', line.listed,
      'rank', 1 + (
        select coalesce(sum(bar.members), 0) from score_histogram as bar
        where bar.guild = ${guild} and bar.period = ${period} and bar.metric = ${metric} and bar.value > line.value
      )
    ) order by line.value desc, line.reached)
    from ${rows} as line left join guild_members as named on named.guild = ${guild} and named.member = line.member
  )`;
}

/** Takes members who left the guild off its boards; what they earned is kept for the case that they come back. */
export async function markDeparted(db: Database, guild: GuildId, members: Iterable<MemberId>): Promise<void> {
  const gone = [...new Set(members)];
  if (gone.length === 0) return;
  await db.transaction(async (tx) => {
    await lockGuilds(tx, [guild]);
    await tx.execute(sql`update guild_members set present = false
      where guild = ${guild} and present and member in ${gone}`);
    await relist(tx, guild, gone);
  });
}

type Relisted = { period: Period; metric: Metric; value: number; listed: boolean };

/**
 * Puts members on a guild's boards or takes them off, as their choice and their presence want it. To be called after either of the two
 * was changed, under the guild's lock.
 */
export async function relist(tx: Transaction, guild: GuildId, members: readonly MemberId[]): Promise<void> {
  const { rows } = await tx.execute<Relisted>(sql`
    update scores as score set listed = not score.listed
    from members as member left join guild_members as there on there.member = member.id and there.guild = ${guild}
    where score.guild = ${guild} and score.member in ${[...members]} and member.id = score.member
      and score.listed <> (member.visible and coalesce(there.present, false))
    returning score.period, score.metric, score.value, score.listed`);
  const moves = rows.map(({ period, metric, value, listed }): Move => {
    return { period, metric, before: { value, listed: !listed }, after: { value, listed } };
  });
  await count(tx, guild, moves);
}
