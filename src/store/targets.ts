import type { CertificationId, GuildId, MemberId, TopicId } from "../domain/ids.ts";
import type { Connection, Transaction } from "./database.ts";
import { and, eq, sql } from "./drizzle.ts";
import { lockRow } from "./locks.ts";
import { UNCHANGED_REMINDERS } from "./member-reminders.ts";
import type { StoredReminders } from "./member-reminders.ts";
import { topicTargets } from "./schema-delivery.ts";

/** The day by which a member wants to have finished a topic, and in how many hours if they said so. */
export type TopicTarget = typeof topicTargets.$inferSelect;

/** Something of a member's that falls on a day, with all that deciding about its reminders takes. */
export type DueDate = {
  readonly member: MemberId;
  /** Where it was set; null in a direct message. */
  readonly guild: GuildId | null;
  readonly subject:
    | { readonly kind: "topic"; readonly topic: TopicId }
    | { readonly kind: "exam"; readonly certification: CertificationId };
  readonly date: Temporal.PlainDate;
  readonly hours: number | null;
  /** The member's; the guild's where they gave none; else UTC. */
  readonly zone: string;
  readonly reminders: StoredReminders;
  readonly displayName: string | null;
  /** Others may see them, by choice. */
  readonly visible: boolean;
  /** They are in that guild. */
  readonly present: boolean;
};

/** Sets a target, or moves the one that is there. */
export async function saveTarget(tx: Transaction, target: TopicTarget): Promise<void> {
  await lockRow(tx, target.member, "share");
  const { member, topic, ...set } = target;
  await tx
    .insert(topicTargets)
    .values({ member, topic, ...set })
    .onConflictDoUpdate({ target: [topicTargets.member, topicTargets.topic], set });
}

/** Drops a target; false where there was none. */
export async function dropTarget(db: Connection, member: MemberId, topic: TopicId): Promise<boolean> {
  const theirs = and(eq(topicTargets.member, member), eq(topicTargets.topic, topic));
  const { rowCount } = await db.delete(topicTargets).where(theirs);
  return rowCount === 1;
}

/** A member's targets, the nearest first. */
export async function loadTargets(db: Connection, member: MemberId): Promise<TopicTarget[]> {
  const { target, topic } = topicTargets;
  return db.select().from(topicTargets).where(eq(topicTargets.member, member)).orderBy(target, topic);
}

type Row = {
  member: MemberId;
  guild: GuildId | null;
  topic: TopicId | null;
  certification: CertificationId | null;
  date: string;
  hours: number | null;
  zone: string;
  reminders: StoredReminders | null;
  name: string | null;
  visible: boolean;
  present: boolean;
};

/**
 * The targets and exams of all members from one day to another, both included. Topics that are settled already and exams that were
 * passed are none.
 */
export async function dueDates(
  db: Connection,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<DueDate[]> {
  const within = sql`between ${from.toString()}::date and ${to.toString()}::date`;
  const { rows } = await db.execute<Row>(sql`
    with due as (
      select target.member, target.guild, target.topic, null as certification, target.target as date, target.hours
      from topic_targets as target
      where target.target ${within} and not exists (select from topic_progress as progress
        where progress.member = target.member and progress.topic = target.topic
          and progress.state in ('done', 'known', 'skipped'))
      union all
      select exam.member, event.guild, null, exam.certification, exam.exam, null
      from certification_progress as exam left join events as event on event.id = exam.event
      where exam.exam ${within} and exam.state in ('planned', 'booked')
    )
    select due.*, due.date::text as date, coalesce(member.zone, setting.zone, 'UTC') as zone, member.visible,
      there.display_name as name, coalesce(there.present, false) as present,
      case when own.member is not null then json_build_object('where', own.place, 'digest', own.digest,
        'quietFrom', own.quiet_from, 'quietTo', own.quiet_to, 'dayEnd', own.day_end) end as reminders
    from due join members as member on member.id = due.member
    left join member_reminders as own on own.member = due.member
    left join guild_settings as setting on setting.guild = due.guild
    left join guild_members as there on there.guild = due.guild and there.member = due.member
    order by due.date, due.member, due.topic, due.certification`);
  return rows.map(toDueDate);
}

function toDueDate({ topic, certification, date, reminders, name, ...row }: Row): DueDate {
  const subject = topic === null ? exam(certification) : ({ kind: "topic", topic } as const);
  return {
    ...row,
    subject,
    displayName: name,
    date: Temporal.PlainDate.from(date),
    reminders: reminders ?? UNCHANGED_REMINDERS,
  };
}

function exam(certification: CertificationId | null): DueDate["subject"] {
  if (certification === null) throw new Error("a due date of neither a topic nor an exam");
  return { kind: "exam", certification };
}
