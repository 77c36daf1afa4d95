import { MONTHS } from "../domain/typed-day.ts";
import { count } from "./numbers.ts";

/** A day without a zone, such as an exam's: "31 December 2026". */
export function dayText(date: Temporal.PlainDate): string {
  return `${date.day} ${MONTHS[date.month - 1]} ${date.year}`;
}

/** The same where the year is plain: "31 December". */
export function dayWithoutYear(date: Temporal.PlainDate): string {
  return `${date.day} ${MONTHS[date.month - 1]}`;
}

/** A day with its year where that is another than today's. */
export function dayNear(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  return date.year === today.year ? dayWithoutYear(date) : dayText(date);
}

/** An instant as day and time that each reader's Discord shows in their own zone and language. Markdown. */
export function timeMark(instant: Temporal.Instant): string {
  return `<t:${Math.floor(instant.epochMilliseconds / 1000)}:f>`;
}

/** An instant as a day that each reader's Discord shows in their own zone and language. Markdown. */
export function dayMark(instant: Temporal.Instant): string {
  return `<t:${Math.floor(instant.epochMilliseconds / 1000)}:D>`;
}

/** How far off a day is: "today", "tomorrow", "in 39 days", "3 days ago". */
export function distanceText(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const days = today.until(date, { largestUnit: "day" }).days;
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${count(days, "day")}` : `${count(-days, "day")} ago`;
}
