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
