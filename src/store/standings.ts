import { periodsOf } from "../domain/calendar.ts";
import type { Period } from "../domain/calendar.ts";
import type { Event, EventId } from "../domain/event.ts";
import type { GuildId, MemberId } from "../domain/ids.ts";
import type { Metric } from "../domain/leaderboard.ts";
import type { Transaction } from "./database.ts";
import { sql } from "./drizzle.ts";
import type { SQL } from "./drizzle.ts";

// Scores, and what is counted over them. Whoever calls holds the lock of the guild (locks.ts): what a statement here reads stays true
// until it has written. One statement each, because the whole guild waits meanwhile.

const METRICS: readonly Metric[] = ["points", "topics", "objectives"];

/** By how much some events of one member move one sum, and the last event that did. */
export type Change = {
  readonly guild: GuildId;
  readonly period: Period;
  readonly metric: Metric;
  readonly by: number;
  readonly reached: EventId;
};

/** What events, oldest first, add to a member's sums: one change a guild, period and metric. Events in no guild add nothing. */
export function changesOf(events: readonly Event[]): Change[] {
  const changes = new Map<string, Change>();
  for (const { id, guild, localDate, score } of events) {
    if (guild === null) continue;
    for (const period of periodsOf(localDate)) {
      for (const metric of METRICS.filter((metric) => score[metric] !== 0)) {
        const key = `${guild} ${period} ${metric}`;
        const by = (changes.get(key)?.by ?? 0) + score[metric];
        changes.set(key, { guild, period, metric, by, reached: id });
      }
    }
  }
  return [...changes.values()];
}

/** Adds the scores of events that were just recorded for a member. */
export async function addScores(tx: Transaction, member: MemberId, events: readonly Event[]): Promise<void> {
  for (const [guild, changes] of Map.groupBy(changesOf(events), (change) => change.guild)) {
    await addInGuild(tx, guild, member, changes);
  }
}

async function addInGuild(
  tx: Transaction,
  guild: GuildId,
  member: MemberId,
  changes: readonly Change[],
): Promise<void> {
  await tx.execute(sql`
    with change as (
      select * from json_to_recordset(${JSON.stringify(changes)})
        as change (period text, metric text, by integer, reached bigint)
    ), place as (
      select coalesce((select visible from members where id = ${member}), false)
        and coalesce((select present from guild_members where guild = ${guild} and member = ${member}), false) as listed
    ), move as (
      select change.period, change.metric, change.reached,
        coalesce(score.value, 0) as old_value, coalesce(score.listed, false) as old_listed,
        coalesce(score.value, 0) + change.by as new_value,
        place.listed and coalesce(score.value, 0) + change.by <> 0 as new_listed
      from change cross join place left join scores as score on score.guild = ${guild}
        and score.period = change.period and score.metric = change.metric and score.member = ${member}
    ), put as (
      insert into scores (guild, period, metric, member, value, reached, listed)
      select ${guild}, period, metric, ${member}, new_value, reached, new_listed from move where new_value <> 0
      on conflict (guild, period, metric, member)
        do update set value = excluded.value, reached = excluded.reached, listed = excluded.listed
    ), gone as (
      delete from scores using move where move.new_value = 0 and scores.guild = ${guild}
        and scores.period = move.period and scores.metric = move.metric and scores.member = ${member}
    ), ${counted(guild)}
    select 1`);
}

/**
 * Puts members on a guild's boards or takes them off, as their choice and their presence want it. To be called after either of the two
 * was changed.
 */
export async function relist(tx: Transaction, guild: GuildId, members: readonly MemberId[]): Promise<void> {
  await tx.execute(sql`
    with move as (
      update scores as score set listed = not score.listed
      from members as member left join guild_members as there on there.member = member.id and there.guild = ${guild}
      where score.guild = ${guild} and score.member in ${[...members]} and member.id = score.member
        and score.listed <> (member.visible and coalesce(there.present, false))
      returning score.period, score.metric, score.value as old_value, not score.listed as old_listed,
        score.value as new_value, score.listed as new_listed
    ), ${counted(guild)}
    select 1`);
}

/** Deletes a member's scores in a guild. */
export async function eraseScores(tx: Transaction, guild: GuildId, member: MemberId): Promise<void> {
  await tx.execute(sql`
    with move as (
      delete from scores where guild = ${guild} and member = ${member}
      returning period, metric, value as old_value, listed as old_listed, 0 as new_value, false as new_listed
    ), ${counted(guild)}
    select 1`);
}

/**
 * The rest of a statement in which `move` says what becomes of scores of a guild (no row: zero and not listed): brings histogram and
 * totals in line. All parts of one statement see the tables as they were before it, and no row is touched twice: a value's bar either
 * grows or shrinks or goes.
 */
function counted(guild: GuildId): SQL {
  const bar = sql`bar.guild = ${guild} and bar.period = step.period and bar.metric = step.metric and bar.value = step.value`;
  const same = sql`sums.guild = ${guild} and sums.period = shift.period and sums.metric = shift.metric`;
  return sql`
    step as (
      select period, metric, value, sum(by)::integer as by from (
        select period, metric, old_value as value, -1 as by from move where old_listed
        union all select period, metric, new_value, 1 from move where new_listed
      ) as both_ways group by period, metric, value having sum(by) <> 0
    ), growing as (
      insert into score_histogram as bar (guild, period, metric, value, members)
      select ${guild}, period, metric, value, by from step where by > 0
      on conflict (guild, period, metric, value) do update set members = bar.members + excluded.members
    ), shrinking as (
      update score_histogram as bar set members = bar.members + step.by from step
      where ${bar} and step.by < 0 and bar.members + step.by > 0
    ), going as (
      delete from score_histogram as bar using step where ${bar} and step.by < 0 and bar.members + step.by <= 0
    ), shift as (
      select period, metric, sum(new_value - old_value) as total,
        sum(new_listed::integer - old_listed::integer)::integer as listed
      from move group by period, metric
    ), sum_now as (
      select shift.period, shift.metric, coalesce(sums.total, 0) + shift.total as total,
        coalesce(sums.listed, 0) + shift.listed as listed
      from shift left join score_totals as sums on ${same}
    ), summed as (
      insert into score_totals (guild, period, metric, total, listed)
      select ${guild}, period, metric, total, listed from sum_now where total <> 0
      on conflict (guild, period, metric) do update set total = excluded.total, listed = excluded.listed
    ), emptied as (
      delete from score_totals as sums using sum_now as shift where ${same} and shift.total = 0
    )`;
}
