import { wallInstant } from "./schedule.ts";
import { readDay } from "./typed-day.ts";
import type { DayProblem, TypedDay } from "./typed-day.ts";
import { parseTime } from "./typed-time.ts";

/** The longest that a start can be put off. */
export const MAX_AHEAD_DAYS = 60;
export const MAX_GOAL = 200;
export const MAX_LINE = 200;
/** How many sprints may be open in a server at once, unless it says otherwise. */
export const DEFAULT_LIMIT = 10;
export const MAX_LIMIT = 25;
export const MAX_TEAM_GOAL = 1_000;

const MORNING = new Temporal.PlainTime(9);

export type TypedStart =
  | { readonly ok: true; readonly at: Temporal.Instant }
  | { readonly ok: false; readonly problem: DayProblem | "past" }
  /** `date`: the day that was understood. */
  | { readonly ok: false; readonly problem: "far"; readonly date: Temporal.PlainDate };

/**
 * When a sprint is to begin, as people type it: "now", "18:30", "tomorrow", "monday 9", "5 dec at 7 pm", "2026-12-01 18:00". A day without a
 * time is nine in the morning; a time without a day is the next one, and so is a weekday, which may be today.
 */
export function readStart(typed: string, now: Temporal.Instant, zone: string): TypedStart {
  const text = typed.trim().toLowerCase();
  if (text === "" || text === "now") return { ok: true, at: now };
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const { day, rest } = splitDay(text, today);
  const time = rest === "" ? MORNING : parseTime(rest);
  if (time === null) return { ok: false, problem: whyUnread(text, today) };
  const isAhead = (date: Temporal.PlainDate): boolean =>
    Temporal.Instant.compare(wallInstant(date, time, zone), now) >= 0;
  const date =
    day === null ? (isAhead(today) ? today : today.add({ days: 1 })) : dayMeant(day, today, isAhead);
  if (!isAhead(date)) return { ok: false, problem: "past" };
  const last = today.add({ days: MAX_AHEAD_DAYS });
  if (Temporal.PlainDate.compare(date, last) > 0) return { ok: false, problem: "far", date };
  return { ok: true, at: wallInstant(date, time, zone) };
}

type Day = Extract<TypedDay, { ok: true }>;

/** The weekday that it is today means today, while the time lies ahead. */
function dayMeant(
  { date, isWeekday }: Day,
  today: Temporal.PlainDate,
  isAhead: (date: Temporal.PlainDate) => boolean,
): Temporal.PlainDate {
  return isWeekday && date.dayOfWeek === today.dayOfWeek && isAhead(today) ? today : date;
}

/** The day comes first; in numbers alone it may stand either way round. */
function whyUnread(text: string, today: Temporal.PlainDate): DayProblem {
  const [first = ""] = text.split(/\s+/u);
  const [whole, day] = [readDay(text, today), readDay(first, today)];
  const isOrder = (one: TypedDay): boolean => !one.ok && one.problem === "order";
  return isOrder(whole) || isOrder(day) ? "order" : "unreadable";
}

/** The most words that are a day, and what follows them. */
function splitDay(
  text: string,
  today: Temporal.PlainDate,
): { readonly day: Day | null; readonly rest: string } {
  const words = text.split(/\s+/u);
  for (let many = words.length; many > 0; many -= 1) {
    const day = readDay(words.slice(0, many).join(" "), today);
    if (day.ok) {
      return {
        day,
        rest: words
          .slice(many)
          .join(" ")
          .replace(/^at\s+/u, ""),
      };
    }
  }
  return { day: null, rest: text };
}
