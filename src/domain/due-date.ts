import type { CertificationId, GuildId, TopicId } from "./ids.ts";
import type { DayHours } from "./member-day.ts";
import { comingReminders, reminderRoute } from "./reminders.ts";
import type { ReminderRoute, Standing } from "./reminders.ts";
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

/** The next moment at which one of these dates is spoken of; null where none will be. */
export function nextReminder(
  dates: readonly DueDate[],
  now: Temporal.Instant,
): { readonly date: DueDate; readonly at: Temporal.Instant } | null {
  const coming = dates.flatMap((date) => {
    const [at] =
      reminderRoute(date.standing).kind === "none" ? [] : comingReminders(date.date, date.days, now);
    return at === undefined ? [] : [{ date, at }];
  });
  return coming.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))[0] ?? null;
}

/** Whether two subjects are the same one. */
export function sameSubject(one: DueSubject, other: DueSubject): boolean {
  return subjectKey(one) === subjectKey(other);
}

/** A subject as a part of an occurrence's key: "topic:spark", "exam:dp-203". */
export function subjectKey(subject: DueSubject): string {
  return subject.kind === "topic" ? `topic:${subject.topic}` : `exam:${subject.certification}`;
}
