import * as fc from "fast-check";
import type { Slot } from "../../src/domain/schedule.ts";
import { zone } from "./arbitrary-text.ts";

/** A time of the week, to the minute as people choose it, in one of the odder zones. */
export function slot(): fc.Arbitrary<Slot> {
  return fc
    .record({ weekday: fc.integer({ min: 1, max: 7 }), minute: fc.nat(24 * 60 - 1), zone: zone() })
    .map(({ weekday, minute, zone }) => ({
      weekday: weekday as Slot["weekday"],
      time: new Temporal.PlainTime(Math.floor(minute / 60), minute % 60),
      zone,
    }));
}

/** A day of the years in which groups learn. */
export function day(): fc.Arbitrary<Temporal.PlainDate> {
  const first = Temporal.PlainDate.from("2025-01-01");
  return fc.nat(6 * 365).map((days) => first.add({ days }));
}
