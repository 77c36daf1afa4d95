import type { TopicId } from "./ids.ts";
import { morningOf } from "./member-day.ts";
import type { DayHours } from "./member-day.ts";

/** The weekly digest's moment: the morning of the week's Monday. */
export type DigestTime = { readonly monday: Temporal.PlainDate; readonly at: Temporal.Instant };

const WEEK = { days: 7 };

/** The last digest that was due at or before an instant. */
export function latestDigest(at: Temporal.Instant, hours: DayHours): DigestTime {
  const today = at.toZonedDateTimeISO(hours.zone).toPlainDate();
  // The morning of a Monday can lie on the Tuesday, if only just after midnight: so from the next one backwards.
  let monday = today.add({ days: 8 - today.dayOfWeek });
  while (Temporal.Instant.compare(morningOf(monday, hours), at) > 0) monday = monday.subtract(WEEK);
  return { monday, at: morningOf(monday, hours) };
}

/** The first digest that is due after an instant. */
export function nextDigest(at: Temporal.Instant, hours: DayHours): DigestTime {
  const monday = latestDigest(at, hours).monday.add(WEEK);
  return { monday, at: morningOf(monday, hours) };
}

/** Where a group stands: what its last weekly prompt was about, and what the next one will be. */
export type GroupNow = {
  readonly posted: TopicId | null;
  readonly next: TopicId | null;
  readonly nextAt: Temporal.Instant | null;
};

const NEAR: Temporal.DurationLike = { hours: 24 };

/** What a group is about this week: what is coming within the day, else what was posted last; null where neither is known. */
export function topicOfGroup({ posted, next, nextAt }: GroupNow, now: Temporal.Instant): TopicId | null {
  const isNear = nextAt !== null && Temporal.Instant.compare(nextAt, now.add(NEAR)) <= 0;
  return isNear && next !== null ? next : posted;
}
