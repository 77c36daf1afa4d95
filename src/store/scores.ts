import type { Period } from "../domain/calendar.ts";
import type { GuildId, MemberId } from "../domain/ids.ts";
import type { Metric, Placed, Standings } from "../domain/leaderboard.ts";
import { NEIGHBOURS, TOP } from "../domain/leaderboard.ts";
import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";
import type { SQL } from "./drizzle.ts";
import { lockGuilds } from "./locks.ts";
import { relist } from "./standings.ts";

export type BoardQuery = {
  readonly guild: GuildId;
  readonly period: Period;
  readonly metric: Metric;
  /** Who asks. */
  readonly member: MemberId;
};

type Line = {
  total: string | null;
  members: number | null;
  next_value: number | null;
  part: "top" | "above" | "below" | "me" | null;
  member: MemberId;
  name: string;
  value: number;
  listed: boolean;
  rank: number;
};

/**
 * The standings of one guild for one member; `arrange` makes the board of them. Who is named, counted and ranked is listed: visible by
 * choice and present. The group's total is what everybody earned there, the hidden and the departed too: they added to it. Of two
 * equals, who came to the value first is first; their rank is the same. One statement, hence one moment. What it reads grows with the
 * number of different values above the caller, not with the number of members.
 */
export async function loadBoard(db: Connection, query: BoardQuery): Promise<Standings> {
  const { period, metric } = query;
  const { rows } = await db.execute<Line>(boardQuery(query));
  const part = (name: Line["part"]): Placed[] => rows.filter((line) => line.part === name).map(toPlaced);
  const [sums] = rows;
  const me = rows.find((line) => line.part === "me");
  return {
    period,
    metric,
    total: Number(sums?.total ?? 0),
    members: sums?.members ?? 0,
    top: part("top"),
    above: part("above"),
    below: part("below"),
    me: me ? { ...toPlaced(me), listed: me.listed } : null,
    nextValue: sums?.next_value ?? null,
  };
}

const toPlaced = ({ member, name: displayName, value, rank }: Line): Placed => {
  return { member, displayName, value, rank };
};

function boardQuery({ guild, period, metric, member }: BoardQuery): SQL {
  const here = sql`guild = ${guild} and period = ${period} and metric = ${metric}`;
  const columns = sql.raw("member, value, reached, listed");
  const mine = sql.raw("(select value, -reached from me)");
  return sql`
    with me as materialized (
      select ${columns} from scores where ${here} and member = ${member}
    ), line as (
      (select 'top' as part, ${columns} from scores where ${here} and listed
        order by value desc, (-reached) desc limit ${TOP})
      union all (select 'above', ${columns} from scores where ${here} and listed and (value, -reached) > ${mine}
        order by value, (-reached) limit ${NEIGHBOURS})
      union all (select 'below', ${columns} from scores where ${here} and listed and (value, -reached) < ${mine}
        order by value desc, (-reached) desc limit ${NEIGHBOURS})
      union all select 'me', ${columns} from me
    )
    select sums.*, line.part, line.member, line.value, line.listed, coalesce(named.display_name, '') as name, 1 + (
        select coalesce(sum(members), 0) from score_histogram where ${here} and score_histogram.value > line.value
      )::integer as rank
    from (
      select (select total from score_totals where ${here}) as total,
        (select listed from score_totals where ${here}) as members,
        (select min(value) from score_histogram where ${here} and value > (select value from me)) as next_value
    ) as sums
    left join line on true
    left join guild_members as named on named.guild = ${guild} and named.member = line.member
    order by line.value desc, line.reached`;
}

/** Takes members who left the guild off its boards; what they earned is kept for the case that they come back. */
export async function markDeparted(
  db: Connection,
  guild: GuildId,
  members: Iterable<MemberId>,
): Promise<void> {
  const gone = [...new Set(members)];
  if (gone.length === 0) return;
  await db.transaction(async (tx) => {
    await lockGuilds(tx, [guild]);
    await tx.execute(sql`update guild_members set present = false
      where guild = ${guild} and present and member in ${gone}`);
    await relist(tx, guild, gone);
    // They drop off the rosters of sprints, too.
    await tx.execute(sql`
      insert into sprint_changes (sprint) select distinct own.sprint
      from sprint_members as own join sprints on sprints.id = own.sprint
      where sprints.guild = ${guild} and sprints.next_at is not null and own.active and own.member in ${gone}`);
  });
}
