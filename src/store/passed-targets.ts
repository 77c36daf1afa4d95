import type { ChoiceId, MemberId, ObjectiveId, OptionId, TopicId } from "../domain/ids.ts";
import { UNCHANGED_REMINDERS } from "../domain/reminders.ts";
import type { Transaction } from "./database.ts";
import { sql } from "./drizzle.ts";

/** A date of targets, and when the day ends for those who have them. */
export type TargetDay = {
  readonly date: Temporal.PlainDate;
  readonly zone: string;
  readonly dayEnd: number;
};

/** A target whose day is over, with what decides how it goes on. */
export type PassedTarget = {
  readonly member: MemberId;
  readonly topic: TopicId;
  readonly date: Temporal.PlainDate;
  readonly hours: number | null;
  readonly moved: { readonly from: Temporal.PlainDate; readonly times: number } | null;
  readonly zone: string;
  readonly dayEnd: number;
  /** Hours a week; null where they gave none. */
  readonly pace: number | null;
  readonly choices: ReadonlyMap<ChoiceId, OptionId>;
  /** The topic's objectives that they have checked. */
  readonly checked: readonly ObjectiveId[];
  /** Done, known or skipped: it needs no date any more. */
  readonly settled: boolean;
  /** They did something on the topic since the date was set or moved. */
  readonly worked: boolean;
};

/** What becomes of a passed target. */
export type TargetChange = Pick<PassedTarget, "member" | "topic"> &
  (
    | { readonly kind: "moved"; readonly to: Temporal.PlainDate; readonly times: number }
    | { readonly kind: "let-go"; readonly on: Temporal.PlainDate }
    | { readonly kind: "removed" }
  );

const life = sql`join members as member on member.id = target.member
  left join member_reminders as own on own.member = target.member
  left join guild_settings as setting on setting.guild = target.guild
  cross join lateral (values (coalesce(member.zone, setting.zone, 'UTC'),
    coalesce(own.day_end, ${UNCHANGED_REMINDERS.dayEnd}::integer))) as life (zone, day_end)`;

/** Which dates up to a day stand, and in which zones; each pair once. */
export async function targetDays(tx: Transaction, upTo: Temporal.PlainDate): Promise<TargetDay[]> {
  const { rows } = await tx.execute<{ date: string; zone: string; dayEnd: number }>(sql`
    select distinct target.target::text as date, life.zone, life.day_end as "dayEnd"
    from topic_targets as target ${life}
    where target.target <= ${upTo.toString()}::date and target.let_go is null`);
  return rows.map(({ date, ...hours }) => ({ ...hours, date: Temporal.PlainDate.from(date) }));
}

type Row = Omit<PassedTarget, "date" | "moved" | "choices" | "checked"> & {
  date: string;
  movedFrom: string | null;
  moves: number;
  choices: [ChoiceId, OptionId][] | null;
  checked: ObjectiveId[] | null;
};

/**
 * Targets of these days, at most so many, locked until the transaction ends. `parts` tells which objectives belong to which topic. Those
 * that somebody else is changing right now are left to the next time.
 */
export async function lockPassedTargets(
  tx: Transaction,
  days: readonly TargetDay[],
  parts: readonly { readonly topic: TopicId; readonly objective: ObjectiveId }[],
  limit: number,
): Promise<PassedTarget[]> {
  if (days.length === 0) return [];
  const wanted = days.map(({ date, zone, dayEnd }) => ({ date: date.toString(), zone, day_end: dayEnd }));
  const { rows } = await tx.execute<Row>(sql`
    with day as materialized (
      select * from json_to_recordset(${JSON.stringify(wanted)}) as day (date date, zone text, day_end integer)
    ), part as materialized (
      select * from json_to_recordset(${JSON.stringify(parts)}) as part (topic text, objective text)
    ), passed as materialized (
      select target.*, life.zone, life.day_end, member.hours_per_week as pace
      from topic_targets as target ${life}
      join day on day.date = target.target and day.zone = life.zone and day.day_end = life.day_end
      where target.let_go is null
      order by target.member, target.topic limit ${limit}
      for update of target skip locked
    )
    select passed.member, passed.topic, passed.target::text as date, passed.hours, passed.moves,
      passed.moved_from::text as "movedFrom", passed.zone, passed.day_end as "dayEnd", passed.pace,
      (select json_agg(json_build_array(choice, option)) from member_choices as choice
        where choice.member = passed.member) as choices,
      (select json_agg(ticked.objective) from objective_progress as ticked join part using (objective)
        where ticked.member = passed.member and part.topic = passed.topic) as checked,
      coalesce(progress.state in ('done', 'known', 'skipped'), false) as settled,
      coalesce(progress.since > passed.at, false) or exists (
        select from objective_progress as ticked join part using (objective)
        join events as event on event.id = ticked.event
        where ticked.member = passed.member and part.topic = passed.topic and event.at > passed.at) as worked
    from passed left join topic_progress as progress
      on progress.member = passed.member and progress.topic = passed.topic`);
  return rows.map(({ date, movedFrom, moves, choices, checked, ...row }) => ({
    ...row,
    date: Temporal.PlainDate.from(date),
    moved: movedFrom === null ? null : { from: Temporal.PlainDate.from(movedFrom), times: moves },
    choices: new Map(choices),
    checked: checked ?? [],
  }));
}

/** Writes down what became of locked targets. */
export async function changeTargets(
  tx: Transaction,
  changes: readonly TargetChange[],
  at: Temporal.Instant,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({
    member: change.member,
    topic: change.topic,
    target: change.kind === "moved" ? change.to.toString() : null,
    moves: change.kind === "moved" ? change.times : null,
    let_go: change.kind === "let-go" ? change.on.toString() : null,
    removed: change.kind === "removed",
  }));
  const changed = sql`json_to_recordset(${JSON.stringify(rows)}) as change
    (member text, topic text, target date, moves integer, let_go date, removed boolean)
    where own.member = change.member and own.topic = change.topic`;
  await tx.execute(sql`delete from topic_targets as own using ${changed} and change.removed`);
  await tx.execute(sql`
    update topic_targets as own
    set target = coalesce(change.target, own.target), at = ${at.toString()}, let_go = change.let_go,
      moved_from = case when change.target is null then own.moved_from else own.target end,
      moves = coalesce(change.moves, own.moves)
    from ${changed} and not change.removed`);
}

/** Forgets targets that were let go before a day; those that somebody else is changing right now, the next time. */
export async function forgetLetGo(tx: Transaction, before: Temporal.PlainDate): Promise<void> {
  // Waiting for a row here, with others locked already, could be waiting for each other.
  await tx.execute(sql`
    with gone as materialized (
      select member, topic from topic_targets where let_go < ${before.toString()}::date for update skip locked
    )
    delete from topic_targets as own using gone where own.member = gone.member and own.topic = gone.topic`);
}
