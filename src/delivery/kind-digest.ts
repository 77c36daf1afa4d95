import { choicesOf } from "../domain/choices.ts";
import { topicOfGroup } from "../domain/digest.ts";
import type { DueDate } from "../domain/due-date.ts";
import { memberDay } from "../domain/member-day.ts";
import { nextTopic } from "../domain/next-topic.ts";
import { topicOfWeek } from "../domain/week-prompt.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import type { Target } from "../domain/targets.ts";
import type { Connection } from "../store/database.ts";
import { loadDueDates } from "../store/due-dates.ts";
import { loadReminders } from "../store/member-reminders.ts";
import { groupsOf, memberWeek } from "../store/member-week.ts";
import { loadMember } from "../store/members.ts";
import { digestText } from "../text/digest.ts";
import type { Digest } from "../text/digest.ts";
import type { Reader } from "../text/reader.ts";
import type { Desk, Kind } from "./kind.ts";

/** A date is told of in the digests of so many days before it. */
const AHEAD_DAYS = 14;
const WEEK = { days: 7 };

/** The weekly digest: a direct message to those who asked for it, where there is something to tell. */
export const digestKind: Kind = {
  render: async (db, desk, occurrence, now) => {
    const { member } = occurrence;
    if (member === null) throw new Error(`occurrence ${occurrence.id} is nobody's digest`);
    if (!(await loadReminders(db, member)).digest) return { do: "skip", reason: "off" };
    const monday = Temporal.PlainDate.from(String(occurrence.payload["monday"]));
    const reader = await readerOf(db, desk, member, now);
    const digest = await digestOf(db, reader, { member, tag: occurrence.tag, monday }, now);
    const message = digestText({ ...reader, targets: reader.targets.filter(isNews(monday)) }, digest);
    if (message === null) return { do: "skip", reason: "nothing-to-tell" };
    return { do: "post", target: { kind: "direct", id: member }, message };
  },
};

/** That a date was let go is told once: in the digest after it. */
function isNews(monday: Temporal.PlainDate): (target: Target) => boolean {
  const since = monday.subtract(WEEK);
  return ({ letGo }) => letGo === null || Temporal.PlainDate.compare(since, letGo) <= 0;
}

type Own = Pick<Digest, "member" | "tag"> & { readonly monday: Temporal.PlainDate };

async function readerOf(
  db: Connection,
  { roadmap, mention }: Desk,
  member: Own["member"],
  now: Temporal.Instant,
): Promise<Reader> {
  const { profile, progress, targets, dayEnd } = await loadMember(db, member);
  const today = memberDay(now, profile?.zone ?? "UTC", dayEnd);
  return { roadmap, profile, progress, targets, today, inServer: false, mention };
}

async function digestOf(
  db: Connection,
  reader: Reader,
  { member, tag, monday }: Own,
  now: Temporal.Instant,
): Promise<Digest> {
  const { roadmap, profile, progress, today } = reader;
  const week = await memberWeek(db, member, monday.subtract(WEEK), monday.subtract({ days: 1 }));
  const dates = await loadDueDates(db, member);
  const groups = await groupsOf(db, member, now);
  return {
    member,
    tag,
    ...week,
    next: nextTopic(roadmap, progress, choicesOf(profile)),
    dates: dates.filter((due) => isAhead(due.date, today) || hasMoved(due, monday)),
    groups: topicsOfGroups(
      roadmap,
      groups.flatMap((group) => topicOfGroup(group, now) ?? []),
    ),
  };
}

function isAhead(date: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  const days = today.until(date, { largestUnit: "day" }).days;
  return days >= 0 && days <= AHEAD_DAYS;
}

/** In the week before: told in the digest after it, however far off the date is now. */
function hasMoved({ moved }: DueDate, monday: Temporal.PlainDate): boolean {
  return moved !== null && Temporal.PlainDate.compare(monday.subtract(WEEK), moved.from) <= 0;
}

/** As they are called today, each once. */
function topicsOfGroups(roadmap: Roadmap, ids: Digest["groups"]): Digest["groups"] {
  return [...new Set(ids.flatMap((id) => topicOfWeek(roadmap, id)?.id ?? []))];
}
