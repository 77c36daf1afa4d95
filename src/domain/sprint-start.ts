import { parseDate } from "./calendar.ts";
import { wallInstant } from "./schedule.ts";
import { parseTime } from "./typed-time.ts";

/** The longest that a start can be put off. */
export const MAX_AHEAD_DAYS = 60;
export const MAX_GOAL = 200;
export const MAX_LINE = 200;
/** How many sprints may be open in a server at once, unless it says otherwise. */
export const DEFAULT_LIMIT = 10;
export const MAX_LIMIT = 25;
export const MAX_TEAM_GOAL = 1_000;

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MORNING = new Temporal.PlainTime(9);

export type TypedStart =
  | { readonly ok: true; readonly at: Temporal.Instant }
  | { readonly ok: false; readonly problem: "unreadable" | "past" | "far" };

/**
 * When a sprint is to begin, as people type it: "now", "18:30", "tomorrow", "monday 9", "2026-12-01 18:00". A day without a time is nine
 * in the morning; a time without a day is the next one.
 */
export function readStart(typed: string, now: Temporal.Instant, zone: string): TypedStart {
  const text = typed.trim().toLowerCase();
  if (text === "" || text === "now") return { ok: true, at: now };
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const [first = "", ...rest] = text.split(/\s+(?:at\s+)?/u);
  const day = readDay(first, today);
  const time = day === null ? parseTime(text) : rest.length === 0 ? MORNING : parseTime(rest.join(" "));
  if (time === null) return { ok: false, problem: "unreadable" };
  const at = wallInstant(day ?? today, time, zone);
  const isPast = Temporal.Instant.compare(at, now) < 0;
  // A weekday's name or a time alone means the next one.
  if (isPast && day === null) return { ok: true, at: wallInstant(today.add({ days: 1 }), time, zone) };
  if (isPast && WEEKDAYS.some((name) => name.startsWith(first.slice(0, 3)))) {
    return { ok: true, at: wallInstant((day ?? today).add({ days: 7 }), time, zone) };
  }
  if (isPast) return { ok: false, problem: "past" };
  const last = today.add({ days: MAX_AHEAD_DAYS });
  return Temporal.PlainDate.compare(day ?? today, last) > 0
    ? { ok: false, problem: "far" }
    : { ok: true, at };
}

function readDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (text === "today") return today;
  if (text === "tomorrow") return today.add({ days: 1 });
  if (text.length >= 3 && /^[a-z]+$/u.test(text)) {
    const weekday = WEEKDAYS.findIndex((name) => name.startsWith(text)) + 1;
    return weekday === 0 ? null : today.add({ days: (weekday - today.dayOfWeek + 7) % 7 });
  }
  return parseDate(text);
}
