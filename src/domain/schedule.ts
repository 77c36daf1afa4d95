/** A time of the week, in an IANA zone. Weekdays as ISO counts them: Monday is 1. */
export type Slot = {
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly time: Temporal.PlainTime;
  readonly zone: string;
};

/** One occurrence of a slot: the day by the zone's calendar, and the moment. */
export type SlotTime = { readonly date: Temporal.PlainDate; readonly at: Temporal.Instant };

const WEEK = { days: 7 };

/**
 * The moment of a wall time. One that daylight saving swallows is the first valid instant after the gap; of one that comes twice, it is
 * the first.
 */
export function wallInstant(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  zone: string,
): Temporal.Instant {
  const wall = date.toPlainDateTime(time);
  const later = wall.toZonedDateTime(zone, { disambiguation: "later" });
  if (later.toPlainDateTime().equals(wall)) {
    return wall.toZonedDateTime(zone, { disambiguation: "earlier" }).toInstant();
  }
  // In a gap both readings are other wall times, before and after it; the change of offset lies between them.
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  return earlier.getTimeZoneTransition("next")!.toInstant();
}

/** The slot's first time strictly after an instant. */
export function nextSlot(slot: Slot, after: Temporal.Instant): SlotTime {
  let one = slotFrom(slot, dayBefore(after, slot));
  while (Temporal.Instant.compare(one.at, after) <= 0) one = slotOn(slot, one.date.add(WEEK));
  return one;
}

/** The slot's last time at or before an instant. */
export function latestSlot(slot: Slot, at: Temporal.Instant): SlotTime {
  let one = slotFrom(slot, dayBefore(at, slot).add(WEEK));
  while (Temporal.Instant.compare(one.at, at) > 0) one = slotOn(slot, one.date.subtract(WEEK));
  return one;
}

/** The slot's first time on a day or after it. */
export function slotFrom(slot: Slot, date: Temporal.PlainDate): SlotTime {
  return slotOn(slot, date.add({ days: (slot.weekday - date.dayOfWeek + 7) % 7 }));
}

function slotOn({ time, zone }: Slot, date: Temporal.PlainDate): SlotTime {
  return { date, at: wallInstant(date, time, zone) };
}

/** A gap at midnight can move a time into the next day, so the search begins a day early. */
function dayBefore(at: Temporal.Instant, { zone }: Slot): Temporal.PlainDate {
  return at.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
}
