import type { PlanWeek } from "../domain/group-plan.ts";
import { localDate } from "../domain/calendar.ts";
import { dayNear } from "./dates.ts";
import { plain } from "./safe.ts";

// Days, times and weeks, as /setup speaks of them; safe markdown.

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** The name of an ISO weekday, 1 to 7. */
export function weekdayText(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? "";
}

/** "09:00". */
export function clockText(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: "minute" });
}

/** "Monday 30 November"; with its year where that is another than today's. */
export function dateText(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  return `${weekdayText(date.dayOfWeek)} ${dayNear(date, today)}`;
}

/** A moment by the clock of a zone: "Monday 30 November, 09:00". */
export function wallText(at: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  const there = at.toZonedDateTimeISO(zone);
  return `${dateText(there.toPlainDate(), localDate(now, zone))}, ${clockText(there.toPlainTime())}`;
}

/** Whose clock that is: "Berlin", "UTC". Text. */
export function placeText(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** How far off a moment is, as each reader's Discord shows it: "in 21 hours", and its time by their clock on hovering. */
export function distanceMark(at: Temporal.Instant): string {
  return `<t:${Math.floor(at.epochMilliseconds / 1000)}:R>`;
}

/** "Python, week 1 of 5". */
export function weekText({ topic, week, weeks }: PlanWeek): string {
  return `**${plain(topic.title, 160)}**, week ${week} of ${weeks}`;
}
