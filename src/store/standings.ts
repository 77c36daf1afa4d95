import { periodsOf } from "../domain/calendar.ts";
import type { Period } from "../domain/calendar.ts";
import type { Event, EventId } from "../domain/event.ts";
import type { GuildId, MemberId } from "../domain/ids.ts";
import type { Metric } from "../domain/leaderboard.ts";
import type { Transaction } from "./database.ts";
import { sql } from "./drizzle.ts";

// Scores and what is counted over them. Whoever calls holds the lock of the guild (locks.ts), so that what is read here stays true
// until it is written.

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

/** A member's place in one sum, before or after; null where the sum is zero, for then there is no row. */
export type Standing = { readonly value: number; readonly listed: boolean } | null;
export type Move = {
  readonly period: Period;
  readonly metric: Metric;
  readonly before: Standing;
  readonly after: Standing;
};

/** Adds the scores of events that were just recorded for a member. */
export async function addScores(tx: Transaction, member: MemberId, events: readonly Event[]): Promise<void> {
  for (const [guild, changes] of Map.groupBy(changesOf(events), (change) => change.guild)) {
    await addInGuild(tx, guild, member, changes);
  }
}

type Was = { value: number | null; listed: boolean };

async function addInGuild(
  tx: Transaction,
  guild: GuildId,
  member: MemberId,
  changes: readonly Change[],
): Promise<void> {
  const list = JSON.stringify(changes.map(({ period, metric }, nth) => ({ period, metric, nth })));
  const { rows } = await tx.execute<Was>(sql`
    select score.value, coalesce(member.visible and there.present, false) as listed
    from json_to_recordset(${list}) as change (period text, metric text, nth integer)
    left join scores as score on score.guild = ${guild} and score.period = change.period
      and score.metric = change.metric and score.member = ${member}
    left join members as member on member.id = ${member}
    left join guild_members as there on there.guild = ${guild} and there.member = ${member}
    order by change.nth`);
  const moves = changes.map(({ period, metric, by }, nth): Move => {
    const { value, listed } = rows[nth] ?? { value: null, listed: false };
    const next = (value ?? 0) + by;
    const before = value === null ? null : { value, listed };
    return { period, metric, before, after: next === 0 ? null : { value: next, listed } };
  });
  const written = changes.flatMap(({ period, metric, reached }, nth) => {
    const after = moves[nth]?.after;
    return after ? [{ period, metric, reached, ...after }] : [];
  });
  if (written.length > 0) {
    await tx.execute(sql`
      insert into scores (guild, period, metric, member, value, reached, listed)
      select ${guild}, period, metric, ${member}, value, reached, listed
      from json_to_recordset(${JSON.stringify(written)})
        as score (period text, metric text, value integer, reached bigint, listed boolean)
      on conflict (guild, period, metric, member)
        do update set value = excluded.value, reached = excluded.reached, listed = excluded.listed`);
  }
  const gone = moves.filter(({ after }) => after === null);
  if (gone.length > 0) {
    await tx.execute(sql`
      delete from scores using json_to_recordset(${JSON.stringify(gone)}) as zero (period text, metric text)
      where scores.guild = ${guild} and scores.member = ${member}
        and scores.period = zero.period and scores.metric = zero.metric`);
  }
  await count(tx, guild, moves);
}

type Step = { period: Period; metric: Metric; value: number; by: number };
type Shift = { period: Period; metric: Metric; total: number; listed: number };

/** Brings histogram and totals of a guild in line with moves of its members. */
export async function count(tx: Transaction, guild: GuildId, moves: readonly Move[]): Promise<void> {
  const steps = new Map<string, Step>();
  const shifts = new Map<string, Shift>();
  for (const { period, metric, before, after } of moves) {
    const key = `${period} ${metric}`;
    const shift = shifts.get(key) ?? { period, metric, total: 0, listed: 0 };
    shifts.set(key, shift);
    for (const [standing, by] of [[before, -1] as const, [after, 1] as const]) {
      if (standing === null) continue;
      shift.total += by * standing.value;
      if (!standing.listed) continue;
      shift.listed += by;
      const step = steps.get(`${key} ${standing.value}`) ?? { period, metric, value: standing.value, by: 0 };
      steps.set(`${key} ${standing.value}`, { ...step, by: step.by + by });
    }
  }
  const all = [...steps.values()].filter(({ by }) => by !== 0);
  if (all.length > 0) await stepHistogram(tx, guild, all);
  const moved = [...shifts.values()].filter(({ total, listed }) => total !== 0 || listed !== 0);
  if (moved.length > 0) await shiftTotals(tx, guild, moved);
}

async function stepHistogram(tx: Transaction, guild: GuildId, steps: readonly Step[]): Promise<void> {
  const { rows } = await tx.execute<{ members: number }>(sql`
    insert into score_histogram as bar (guild, period, metric, value, members)
    select ${guild}, period, metric, value, by
    from json_to_recordset(${JSON.stringify(steps)}) as step (period text, metric text, value integer, by integer)
    on conflict (guild, period, metric, value) do update set members = bar.members + excluded.members
    returning members`);
  if (rows.some(({ members }) => members < 0)) throw new Error(`the histogram of guild ${guild} is wrong`);
  if (rows.some(({ members }) => members === 0)) {
    await tx.execute(sql`
      delete from score_histogram as bar
      using json_to_recordset(${JSON.stringify(steps)}) as step (period text, metric text, value integer)
      where bar.guild = ${guild} and bar.period = step.period and bar.metric = step.metric
        and bar.value = step.value and bar.members = 0`);
  }
}

async function shiftTotals(tx: Transaction, guild: GuildId, shifts: readonly Shift[]): Promise<void> {
  const { rows } = await tx.execute<{ total: string }>(sql`
    insert into score_totals as sum (guild, period, metric, total, listed)
    select ${guild}, period, metric, total, listed
    from json_to_recordset(${JSON.stringify(shifts)})
      as shift (period text, metric text, total bigint, listed integer)
    on conflict (guild, period, metric)
      do update set total = sum.total + excluded.total, listed = sum.listed + excluded.listed
    returning total`);
  if (rows.some(({ total }) => Number(total) === 0)) {
    // Every value is above zero, so a total of zero is a sum of nothing.
    await tx.execute(sql`
      delete from score_totals as sum
      using json_to_recordset(${JSON.stringify(shifts)}) as shift (period text, metric text)
      where sum.guild = ${guild} and sum.period = shift.period and sum.metric = shift.metric and sum.total = 0`);
  }
}
