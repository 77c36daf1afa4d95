import type { Plan, PlanPoint } from "../domain/group-plan.ts";
import type { GuildId, TopicId } from "../domain/ids.ts";
import type { Slot } from "../domain/schedule.ts";
import type { Transaction } from "./database.ts";
import { sql } from "./drizzle.ts";

/** Guilds whose weeks are the same: what one of them has due, all of them have. */
export type DueSchedule = {
  readonly guilds: readonly GuildId[];
  readonly plan: Plan;
  /** Their next slot lies further ahead than any can: it was set by a clock that has been turned back since. */
  readonly stray: boolean;
};

/** Where guilds stand after planning. */
export type ScheduleMove = {
  readonly guilds: readonly GuildId[];
  readonly from: PlanPoint | null;
  readonly fromDate: Temporal.PlainDate;
  readonly nextAt: Temporal.Instant | null;
};

// No slot is further away: one a week, and two that are left out where a change would give a week a second prompt.
const FURTHEST = Temporal.Duration.from({ hours: 22 * 24 });

type Row = {
  guilds: GuildId[];
  weekday: Slot["weekday"];
  at: string;
  zone: string;
  pace: number;
  topic: TopicId | null;
  hour: number | null;
  date: string;
  skips: string[];
  paused: string | null;
  stray: boolean;
};

/**
 * At most `limit` guilds with something to plan, alike ones together, so that planning costs by the schedule and not by the guild. They
 * are locked until the transaction ends; those that another has locked are left to the next time. A parked one waits until it is resumed.
 */
export async function lockDueSchedules(
  tx: Transaction,
  until: Temporal.Instant,
  limit: number,
): Promise<DueSchedule[]> {
  const { rows } = await tx.execute<Row>(sql`
    with due as materialized (
      select * from guild_settings
      where parked is null and (next_at <= ${until.toString()} or next_at > ${until.add(FURTHEST).toString()})
      order by next_at limit ${limit} for update skip locked
    )
    select json_agg(guild) as guilds, weekday, at::text, zone, pace, plan_topic as topic, plan_hour as hour,
      plan_date::text as date, to_json(skips) as skips, paused_until::text as paused,
      next_at > ${until.toString()} as stray
    from due group by weekday, at, zone, pace, plan_topic, plan_hour, plan_date, skips, paused_until, next_at`);
  return rows.map(({ guilds, stray, ...row }) => ({ guilds, stray, plan: toPlan(row) }));
}

function toPlan({ weekday, at, zone, pace, topic, hour, ...row }: Omit<Row, "guilds" | "stray">): Plan {
  return {
    slot: { weekday, time: Temporal.PlainTime.from(at), zone },
    pace,
    from: topic === null ? null : { topic, hour: hour ?? 0 },
    fromDate: Temporal.PlainDate.from(row.date),
    skips: new Set(row.skips),
    pausedUntil: row.paused === null ? null : Temporal.PlainDate.from(row.paused),
  };
}

/** Moves guilds on, after what was due in them has been planned in the same transaction. */
export async function moveSchedules(tx: Transaction, moves: readonly ScheduleMove[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ guilds, from, fromDate, nextAt }) => {
    const [topic, hour] = [from?.topic ?? null, from?.hour ?? null];
    return { guilds, topic, hour, date: fromDate.toString(), next: nextAt?.toString() ?? null };
  });
  await tx.execute(sql`
    update guild_settings as own
    set plan_topic = move.topic, plan_hour = move.hour, plan_date = move.date, next_at = move.next
    from json_to_recordset(${JSON.stringify(rows)})
        as move (guilds json, topic text, hour integer, date date, next timestamptz),
      json_array_elements_text(move.guilds) as moved (guild)
    where own.guild = moved.guild`);
}
