import { wallInstant } from "./schedule.ts";
import type { Phase, Sprint } from "./sprint.ts";

/** How long a sprint can be, in days. */
export const LENGTHS = [1, 3, 7, 14, 28] as const;
export const DEFAULT_DAYS = 7;

const WEEK = 7;
const DAY_HOURS = 24;
// A card that is posted earlier is forgotten by the time it matters.
const OPENS_AHEAD = Temporal.Duration.from({ hours: WEEK * DAY_HOURS });
const NEXT_OPENS_AHEAD = Temporal.Duration.from({ hours: DAY_HOURS });

const compare = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other);
type Times = Pick<Sprint, "zone" | "days" | "opensAt" | "startsAt" | "endsAt">;

/** The times of a sprint of so many days that begins at `startsAt`: it ends at the same time of day, by its zone. */
export function sprintTimes(
  startsAt: Temporal.Instant,
  days: number,
  zone: string,
  now: Temporal.Instant,
): Times {
  const opens = startsAt.subtract(OPENS_AHEAD);
  return { zone, days, opensAt: later(opens, now), startsAt, endsAt: daysAfter(startsAt, days, zone) };
}

/** The times of the sprint that follows: a whole number of weeks after this one began, not before it has ended, and not in the past. */
export function nextTimes(sprint: Sprint, now: Temporal.Instant): Times {
  const { zone, days } = sprint;
  let weeks = Math.ceil(days / WEEK);
  let startsAt = daysAfter(sprint.startsAt, weeks * WEEK, zone);
  // After a long time down: the one that would run now, rather than all those in between.
  while (compare(daysAfter(startsAt, days, zone), now) <= 0) {
    weeks += 1;
    startsAt = daysAfter(sprint.startsAt, weeks * WEEK, zone);
  }
  const opensAt = later(startsAt.subtract(NEXT_OPENS_AHEAD), sprint.endsAt);
  return { zone, days, opensAt, startsAt, endsAt: daysAfter(startsAt, days, zone) };
}

/** The times of "again next week": at the same time of the week if that is still ahead and within a week, else at once. */
export function againTimes(sprint: Sprint, now: Temporal.Instant): Times {
  const next = nextTimes(sprint, now);
  if (compare(next.startsAt, now) > 0) return { ...next, opensAt: now };
  return sprintTimes(now, sprint.days, sprint.zone, now);
}

/** The last moment at which somebody can join: a day before the end; of a short one, the middle. */
export function joinUntil({ startsAt, endsAt }: Times): Temporal.Instant {
  const half = startsAt.until(endsAt).total("milliseconds") / 2;
  return endsAt.subtract({ milliseconds: Math.min(DAY_HOURS * 3_600_000, Math.round(half)) });
}

/** The phase that a sprint is in, given the one that is written down: time moves it on, and never back. */
export function phaseAt(written: Phase, sprint: Times, now: Temporal.Instant): Phase {
  if (isOver(written)) return written;
  if (compare(now, sprint.endsAt) >= 0) return "ended";
  if (written === "running" || compare(now, sprint.startsAt) >= 0) return "running";
  return written === "open" || compare(now, sprint.opensAt) >= 0 ? "open" : "scheduled";
}

/** Whether nothing happens in it any more. */
export function isOver(phase: Phase): phase is "ended" | "cancelled" {
  return phase === "ended" || phase === "cancelled";
}

/** The day of a sprint that a member's date is: from 0 to `days`, since both its first and its last day may be a part. */
export function dayIndex(sprint: Times, date: Temporal.PlainDate): number {
  const first = sprint.startsAt.toZonedDateTimeISO(sprint.zone).toPlainDate();
  const days = first.until(date, { largestUnit: "day" }).days;
  return Math.max(0, Math.min(sprint.days, days));
}

/** The dates that a sprint touches, by its own zone. */
export function datesOf(sprint: Times): readonly Temporal.PlainDate[] {
  const first = sprint.startsAt.toZonedDateTimeISO(sprint.zone).toPlainDate();
  return Array.from({ length: sprint.days + 1 }, (_, days) => first.add({ days }));
}

function daysAfter(instant: Temporal.Instant, days: number, zone: string): Temporal.Instant {
  const wall = instant.toZonedDateTimeISO(zone);
  return wallInstant(wall.toPlainDate().add({ days }), wall.toPlainTime(), zone);
}

function later(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return compare(one, other) > 0 ? one : other;
}
