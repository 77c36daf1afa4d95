import type { ChannelKind } from "../domain/channel-report.ts";
import type { DueDate, DueSubject } from "../domain/due-date.ts";
import type { CertificationId, GuildId, MemberId, TopicId } from "../domain/ids.ts";
import { UNCHANGED_REMINDERS } from "../domain/reminders.ts";
import type { Reminders } from "../domain/reminders.ts";
import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";
import type { SQL } from "./drizzle.ts";

type Row = {
  topic: TopicId | null;
  certification: CertificationId | null;
  date: string;
  hours: number | null;
  movedFrom: string | null;
  moves: number;
  guild: GuildId | null;
  zone: string;
  own: Reminders | null;
  visible: boolean;
  present: boolean;
  channel: string | null;
  channelKind: ChannelKind | null;
  parked: boolean;
};

/**
 * The dates that count, as rows of member, guild, topic or certification, date, hours, moved_from and moves: of topics that are not
 * settled, and of exams that were not passed. `target` and `exam` narrow the two down.
 */
export function dueSql({ target, exam }: { readonly target: SQL; readonly exam: SQL }): SQL {
  return sql`
    select target.member, target.guild, target.topic, null as certification, target.target as date,
      target.hours, target.moved_from, target.moves
    from topic_targets as target
    where ${target} and target.let_go is null and not exists (select from topic_progress as progress
      where progress.member = target.member and progress.topic = target.topic
        and progress.state in ('done', 'known', 'skipped'))
    union all
    select exam.member, event.guild, null, exam.certification, exam.exam, null, null, 0
    from certification_progress as exam left join events as event on event.id = exam.event
    where ${exam} and exam.exam is not null and exam.state in ('planned', 'booked')`;
}

/** A member's dates that still count, the nearest first; exams that lie behind them too. */
export async function loadDueDates(db: Connection, member: MemberId): Promise<DueDate[]> {
  const due = dueSql({ target: sql`target.member = ${member}`, exam: sql`exam.member = ${member}` });
  const { rows } = await db.execute<Row>(sql`
    select due.topic, due.certification, due.date::text, due.hours, due.guild, due.moves,
      due.moved_from::text as "movedFrom", coalesce(member.zone, setting.zone, 'UTC') as zone,
      member.visible, coalesce(there.present, false) as present, setting.channel,
      setting.channel_kind as "channelKind", setting.parked is not null as parked,
      case when own.member is not null then json_build_object('where', own.place, 'digest', own.digest,
        'quietFrom', own.quiet_from, 'quietTo', own.quiet_to, 'dayEnd', own.day_end) end as own
    from (${due}) as due join members as member on member.id = due.member
    left join member_reminders as own on own.member = due.member
    left join guild_settings as setting on setting.guild = due.guild
    left join guild_members as there on there.guild = due.guild and there.member = due.member
    order by due.date, due.topic, due.certification`);
  return rows.map(toDueDate);
}

function toDueDate({ topic, certification, date, movedFrom, moves, own, zone, ...row }: Row): DueDate {
  const { where, quietFrom, quietTo, dayEnd } = own ?? UNCHANGED_REMINDERS;
  const { guild, visible, present, channel, channelKind, parked } = row;
  const place = channel === null || channelKind === null ? null : { id: channel, kind: channelKind };
  return {
    subject: subjectOf(topic, certification),
    date: Temporal.PlainDate.from(date),
    hours: row.hours,
    moved: movedFrom === null ? null : { from: Temporal.PlainDate.from(movedFrom), times: moves },
    guild,
    standing: { where, visible, server: guild === null ? null : { present, channel: place, parked } },
    days: { zone, quietFrom, quietTo, dayEnd },
  };
}

/** The subject that a row is about. */
export function subjectOf(topic: TopicId | null, certification: CertificationId | null): DueSubject {
  if (topic !== null) return { kind: "topic", topic };
  if (certification !== null) return { kind: "exam", certification };
  throw new Error("a date of neither a topic nor an exam");
}
