import { parseDate } from "./calendar.ts";

/** A day as it was typed, or why it is none. "order": in numbers alone, day and month may stand either way round. */
export type TypedDay =
  | {
      readonly ok: true;
      readonly date: Temporal.PlainDate;
      /** It was named by its weekday: the next one after today. */
      readonly isWeekday: boolean;
    }
  | { readonly ok: false; readonly problem: DayProblem };
export type DayProblem = "order" | "unreadable";

/** Room for the longest that a day is typed. */
export const MAX_DAY = 30;

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const MONTH = "(?<month>[a-z]{3,9})";
// From 2000 on: what is less may be a time of day that follows.
const YEAR = String.raw`(?: (?<year>2\d{3}))?`;
const NAMED = [
  new RegExp(`^${DAY} ?(?:of )?${MONTH}${YEAR}$`, "u"),
  new RegExp(`^${MONTH} ?${DAY}${YEAR}$`, "u"),
];
const AHEAD = /^in (?<count>an?|one|\d{1,3}) (?<unit>day|week)s?$/u;
const NUMBERS = /^\d{1,4}(?:\s*[./\-\s]\s*\d{1,4}){1,2}\.?$/u;
/** A leap day comes again within so many years, also around a century without one. */
const LEAP_YEARS = 8;

/**
 * A day as people type it: "today", "tomorrow", "friday" (the next one after today), "in 3 days", "in 2 weeks", "5 December", "Dec 5" (the
 * next such day, which may be today), "5 Dec 2027", "2026-12-31". Names of days and months may be cut to three letters or more.
 */
export function readDay(typed: string, today: Temporal.PlainDate): TypedDay {
  const text = tidy(typed);
  const weekday = text === "" ? 0 : indexOfName(WEEKDAYS, text) + 1;
  if (weekday > 0) {
    const days = ((weekday - today.dayOfWeek + 6) % 7) + 1;
    return { ok: true, date: today.add({ days }), isWeekday: true };
  }
  const date = relativeDay(text, today) ?? namedDay(text, today) ?? parseDate(text);
  if (date !== null) return { ok: true, date, isWeekday: false };
  const isOrder = NUMBERS.test(text) && !/^\d{4}\b/u.test(text);
  return { ok: false, problem: isOrder ? "order" : "unreadable" };
}

/** One space between words, and none of the dots and commas that belong to an abbreviation, an ordinal or a sentence. */
function tidy(typed: string): string {
  return typed
    .toLowerCase()
    .replaceAll(/,|(?<=[a-z])\.|(?<=\d)\.(?=\s)/gu, " ")
    .trim()
    .replaceAll(/\s+/gu, " ");
}

function relativeDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (text === "today") return today;
  if (text === "tomorrow") return today.add({ days: 1 });
  const { count, unit } = AHEAD.exec(text)?.groups ?? {};
  if (count === undefined) return null;
  const number = /^\d/u.test(count) ? Number(count) : 1;
  return today.add(unit === "week" ? { weeks: number } : { days: number });
}

function namedDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const groups = NAMED.map((pattern) => pattern.exec(text)?.groups).find((found) => found !== undefined);
  const month = indexOfName(MONTHS, groups?.["month"] ?? "") + 1;
  if (groups === undefined || month === 0) return null;
  const day = Number(groups["day"]);
  if (groups["year"] !== undefined) return dayOf(Number(groups["year"]), month, day);
  for (let year = today.year; year <= today.year + LEAP_YEARS; year += 1) {
    const date = dayOf(year, month, day);
    if (date !== null && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day >= 1 && day <= first.daysInMonth ? first.with({ day }) : null;
}

/** Which of some names is meant by its first letters, three or more; -1 for none. */
function indexOfName(names: readonly string[], text: string): number {
  return text.length < 3 ? -1 : names.findIndex((name) => name.toLowerCase().startsWith(text));
}
