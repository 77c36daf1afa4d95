import { wallInstant } from "./schedule.ts";

/** How a member's days run. All are whole hours of their own zone. */
export type DayHours = {
  readonly zone: string;
  /** From this hour on they want to hear nothing, up to the other; the same hour twice: always reachable. */
  readonly quietFrom: number;
  readonly quietTo: number;
  /** Their day ends at this hour of the night after it, from 0 to 6: with 3, what they do at two still belongs to the day before. */
  readonly dayEnd: number;
};

// When people plan their day: late enough to be up, early enough to do something about it.
const MORNING = 9;

/** The day it is for a member at an instant. */
export function memberDay(at: Temporal.Instant, zone: string, dayEnd: number): Temporal.PlainDate {
  const local = at.toZonedDateTimeISO(zone);
  const date = local.toPlainDate();
  return local.hour < dayEnd ? date.subtract({ days: 1 }) : date;
}

/** The moment a member's day begins, and so the one before it ends. */
export function dayStart(date: Temporal.PlainDate, zone: string, dayEnd: number): Temporal.Instant {
  return atHour(date, dayEnd, zone);
}

/** The moment to write to a member on a day of theirs: in the morning, or as soon after it as they are not to be left in peace; else before. */
export function morningOf(date: Temporal.PlainDate, hours: DayHours): Temporal.Instant {
  const { zone, dayEnd } = hours;
  const later = span(MORNING, 24 + dayEnd);
  const earlier = span(dayEnd, MORNING).toReversed();
  const hour = [...later, ...earlier].find((one) => !isQuiet(one % 24, hours)) ?? MORNING;
  return atHour(date.add({ days: hour < 24 ? 0 : 1 }), hour % 24, zone);
}

/** When the next quiet hours begin, strictly after an instant; null for who wants none. */
export function nextQuiet(
  at: Temporal.Instant,
  { zone, quietFrom, quietTo }: DayHours,
): Temporal.Instant | null {
  return quietFrom === quietTo ? null : nextAt(at, quietFrom, zone);
}

/** The first moment from an instant on that lies in no quiet hours. */
export function afterQuiet(at: Temporal.Instant, hours: DayHours): Temporal.Instant {
  const { hour } = at.toZonedDateTimeISO(hours.zone);
  return isQuiet(hour, hours) ? nextAt(at, hours.quietTo, hours.zone) : at;
}

/** Whether an hour of the clock is one of the quiet ones. */
export function isQuiet(
  hour: number,
  { quietFrom, quietTo }: Pick<DayHours, "quietFrom" | "quietTo">,
): boolean {
  if (quietFrom <= quietTo) return quietFrom <= hour && hour < quietTo;
  return hour >= quietFrom || hour < quietTo;
}

/** The first time strictly after an instant that the clock shows this hour. */
function nextAt(at: Temporal.Instant, hour: number, zone: string): Temporal.Instant {
  // A gap at midnight can move a time into the next day, so the search begins a day early.
  let date = at.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  for (;;) {
    const time = atHour(date, hour, zone);
    if (Temporal.Instant.compare(time, at) > 0) return time;
    date = date.add({ days: 1 });
  }
}

function atHour(date: Temporal.PlainDate, hour: number, zone: string): Temporal.Instant {
  return wallInstant(date, new Temporal.PlainTime(hour), zone);
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
