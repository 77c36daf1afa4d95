import type { DueSubject } from "../domain/due-date.ts";
import type { CertificationId, GuildId, MemberId, TopicId } from "../domain/ids.ts";
import type { DayHours } from "../domain/member-day.ts";
import { UNCHANGED_REMINDERS } from "../domain/reminders.ts";
import type { When } from "../domain/reminders.ts";
import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";
import { dueSql, subjectOf } from "./due-dates.ts";

// Reminders of many members are planned by what they have in common: the same date under the same hours is due at the same moment.

/** A date that somebody has, and the hours by which they live. */
export type DateInHours = DayHours & { readonly date: Temporal.PlainDate };

/** A reminder of all dates of that day and those hours. */
export type ReminderSlot = DateInHours & {
  readonly when: When;
  readonly dueAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
};

/** A reminder of one date of one member. */
export type MemberReminder = {
  /** `deadline/<member>/<subject>/<date>/<when>`. */
  readonly key: string;
  readonly member: MemberId;
  readonly guild: GuildId | null;
  readonly subject: DueSubject;
  readonly date: Temporal.PlainDate;
  readonly when: When;
  readonly dueAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
};

const { where, quietFrom, quietTo, dayEnd } = UNCHANGED_REMINDERS;
/** How the members of `due` live, beside it; without those who want no reminders. */
const HOURS = sql`join members as member on member.id = due.member
  left join member_reminders as own on own.member = due.member
  left join guild_settings as setting on setting.guild = due.guild
  cross join lateral (values (coalesce(member.zone, setting.zone, 'UTC'), coalesce(own.quiet_from, ${quietFrom}::integer),
    coalesce(own.quiet_to, ${quietTo}::integer), coalesce(own.day_end, ${dayEnd}::integer))) as life (zone, quiet_from, quiet_to, day_end)`;
const REMINDED = sql`coalesce(own.place, ${where}::text) <> 'off'`;

/** ISO dates, both included. */
function dueBetween(from: string, to: string) {
  const within = sql`between ${from}::date and ${to}::date`;
  return dueSql({ target: sql`target.target ${within}`, exam: sql`exam.exam ${within}` });
}

/** Which dates there are from one day to another, both included, and under which hours; each pair once. */
export async function datesBetween(
  db: Connection,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<DateInHours[]> {
  type Row = DayHours & { date: string };
  const { rows } = await db.execute<Row>(sql`
    select distinct due.date::text, life.zone, life.quiet_from as "quietFrom", life.quiet_to as "quietTo",
      life.day_end as "dayEnd"
    from (${dueBetween(from.toString(), to.toString())}) as due ${HOURS} where ${REMINDED}`);
  return rows.map(({ date, ...hours }) => ({ ...hours, date: Temporal.PlainDate.from(date) }));
}

type Row = {
  key: string;
  member: MemberId;
  guild: GuildId | null;
  topic: TopicId | null;
  certification: CertificationId | null;
  date: string;
  when: When;
  due: string;
  expires: string;
};

/** The reminders of these slots that are not in the outbox yet, at most so many. */
export async function unplannedReminders(
  db: Connection,
  slots: readonly ReminderSlot[],
  limit: number,
): Promise<MemberReminder[]> {
  const dates = slots.map(({ date }) => date.toString()).toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const wanted = slots.map(({ date, dueAt, expiresAt, zone, quietFrom, quietTo, dayEnd, when }) => {
    const times = { date: date.toString(), due: dueAt.toString(), expires: expiresAt.toString() };
    return { zone, quiet_from: quietFrom, quiet_to: quietTo, day_end: dayEnd, when, ...times };
  });
  const { rows } = await db.execute<Row>(sql`
    with slot as materialized (
      select * from json_to_recordset(${JSON.stringify(wanted)}) as slot (date date, zone text, quiet_from integer,
        quiet_to integer, day_end integer, "when" text, due timestamptz, expires timestamptz)
    ), reminded as materialized (
      -- By itself: else each date would be looked up once for each slot.
      select due.member, due.guild, due.topic, due.certification, due.date, life.*
      from (${dueBetween(first, last)}) as due ${HOURS} where ${REMINDED}
    ), fresh as (
      select *, concat_ws('/', 'deadline', member, coalesce('topic:' || topic, 'exam:' || certification), date, "when") as key
      from reminded join slot using (date, zone, quiet_from, quiet_to, day_end)
    )
    select key, member, guild, topic, certification, date::text, "when", due, expires
    from fresh where not exists (select from occurrences where occurrences.key = fresh.key)
    limit ${limit}`);
  return rows.map(({ key, member, guild, topic, certification, date, when, due, expires }) => ({
    key,
    member,
    guild,
    subject: subjectOf(topic, certification),
    date: Temporal.PlainDate.from(date),
    when,
    dueAt: Temporal.Instant.from(due),
    expiresAt: Temporal.Instant.from(expires),
  }));
}
