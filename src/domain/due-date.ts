import type { CertificationId, GuildId, TopicId } from "./ids.ts";
import type { DayHours } from "./member-day.ts";
import { comingReminders, reminderRoute } from "./reminders.ts";
import type { NoRoute, ReminderRoute, Standing } from "./reminders.ts";
import type { Target } from "./targets.ts";

/** What falls on a day: a topic that is to be finished, or an exam. */
export type DueSubject =
  | { readonly kind: "topic"; readonly topic: TopicId }
  | { readonly kind: "exam"; readonly certification: CertificationId };

/** A date of a member's that still counts, with all that its reminders depend on. */
export type DueDate = Pick<Target, "date" | "hours" | "moved"> & {
  readonly subject: DueSubject;
  /** Where it was set; null in a direct message. */
  readonly guild: GuildId | null;
  readonly standing: Standing;
  readonly days: DayHours;
};

/** What comes of a date: where its owner is reminded, and the moments that are still ahead. */
export type Outlook = { readonly route: ReminderRoute; readonly coming: readonly Temporal.Instant[] };

/** What comes of a date from now on. */
export function outlook({ date, days, standing }: DueDate, now: Temporal.Instant): Outlook {
  return { route: reminderRoute(standing), coming: comingReminders(date, days, now) };
}

/** The next that a member hears of their dates; or why they hear nothing of the nearest one that is ahead. */
export type NextReminder =
  | { readonly kind: "reminder"; readonly date: DueDate; readonly at: Temporal.Instant }
  | { readonly kind: "unheard"; readonly reason: NoRoute }
  | { readonly kind: "nothing" };

/** What a member hears next of these dates, which come the nearest first. */
export function nextReminder(dates: readonly DueDate[], now: Temporal.Instant): NextReminder {
  const ahead = dates.flatMap((date) => {
    const { route, coming } = outlook(date, now);
    return coming[0] === undefined ? [] : [{ date, route, at: coming[0] }];
  });
  const [first] = ahead
    .filter(({ route }) => route.kind !== "none")
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
  if (first !== undefined) return { kind: "reminder", date: first.date, at: first.at };
  const route = ahead[0]?.route;
  return route?.kind === "none" ? { kind: "unheard", reason: route.reason } : { kind: "nothing" };
}

/** Whether two subjects are the same one. */
export function sameSubject(one: DueSubject, other: DueSubject): boolean {
  return subjectKey(one) === subjectKey(other);
}

/** A subject as a part of an occurrence's key: "topic:spark", "exam:dp-203". */
function subjectKey(subject: DueSubject): string {
  return subject.kind === "topic" ? `topic:${subject.topic}` : `exam:${subject.certification}`;
}
