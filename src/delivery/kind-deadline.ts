import { sameSubject } from "../domain/due-date.ts";
import type { DueDate } from "../domain/due-date.ts";
import { reminderRoute } from "../domain/reminders.ts";
import type { ReminderRoute } from "../domain/reminders.ts";
import { findCertification, findTopic } from "../domain/roadmap-graph.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import type { Connection } from "../store/database.ts";
import { loadDueDates } from "../store/due-dates.ts";
import { loadMember } from "../store/members.ts";
import type { Occurrence } from "../store/outbox.ts";
import { markDeparted } from "../store/scores.ts";
import { reminderText, reminderTitle } from "../text/reminder.ts";
import type { ReminderAbout } from "../text/reminder.ts";
import { deadlinePayload, readDeadline } from "./deadline.ts";
import type { Deadline } from "./deadline.ts";
import type { Kind } from "./kind.ts";
import type { Target } from "./port.ts";

/**
 * A reminder of a date, where its owner wants it and nowhere else. A date that was moved, dropped or reached since it was planned is not
 * spoken of.
 */
export const deadlineKind: Kind = {
  render: async (db, { roadmap, findDeparted }, occurrence) => {
    const { member, tag } = occurrence;
    const deadline = readDeadline(occurrence.payload);
    if (member === null || deadline === null) throw new Error(`occurrence ${occurrence.id} is no reminder`);
    const due = await stillDue(db, member, deadline);
    if (due === null) return { do: "skip", reason: "date-changed" };
    const about = await aboutOf(db, roadmap, member, due);
    if (about === null) return { do: "skip", reason: "no-topic" };
    const route = routeOf(due, deadline);
    if (route.kind === "none") return { do: "skip", reason: route.reason };
    const isPublic = route.kind === "channel";
    if (isPublic && due.guild !== null) {
      const departed = await findDeparted(due.guild, [member]);
      if (departed.size > 0) {
        await markDeparted(db, due.guild, departed);
        return { do: "skip", reason: "left" };
      }
    }
    const message = reminderText({ about, when: deadline.when, moved: due.moved, member, tag, isPublic });
    return { do: "post", target: targetOf(route, member), message, title: reminderTitle(about) };
  },
  refused: async (tx, _desk, occurrence, { reason }, now) => {
    const { member, guild, expiresAt } = occurrence;
    const deadline = readDeadline(occurrence.payload);
    if (reason !== "direct-messages-closed" || member === null || deadline === null) return [];
    const due = await stillDue(tx, member, deadline);
    const instead = { ...deadline, instead: true };
    if (due === null || deadline.instead || routeOf(due, instead).kind !== "channel") return [];
    const payload = deadlinePayload(instead);
    return [
      { key: `${occurrence.key}/channel`, kind: "deadline", guild, member, dueAt: now, expiresAt, payload },
    ];
  },
};

async function stillDue(
  db: Connection,
  member: NonNullable<Occurrence["member"]>,
  { subject, date }: Deadline,
): Promise<DueDate | null> {
  const dates = await loadDueDates(db, member);
  return dates.find((due) => sameSubject(due.subject, subject) && due.date.equals(date)) ?? null;
}

async function aboutOf(
  db: Connection,
  roadmap: Roadmap,
  member: NonNullable<Occurrence["member"]>,
  { subject }: DueDate,
): Promise<ReminderAbout | null> {
  if (subject.kind === "topic") {
    const topic = findTopic(roadmap, subject.topic);
    return topic === null ? null : { kind: "topic", topic };
  }
  const certification = findCertification(roadmap, subject.certification);
  if (certification === null) return null;
  const { progress } = await loadMember(db, member);
  const booked = progress.certifications.get(subject.certification)?.state === "booked";
  return { kind: "exam", certification, booked };
}

/** Who wanted a direct message and takes none gets it in the channel, under the channel's rules. */
function routeOf({ standing }: DueDate, { instead }: Deadline): ReminderRoute {
  const where = instead && standing.where === "direct" ? "channel" : standing.where;
  return reminderRoute({ ...standing, where });
}

function targetOf(route: Exclude<ReminderRoute, { kind: "none" }>, member: string): Target {
  if (route.kind === "direct") return { kind: "direct", id: member };
  const { id, channelKind } = route;
  return { kind: channelKind === "thread" || channelKind === "forum" ? channelKind : "channel", id };
}
