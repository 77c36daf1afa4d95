import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterQuiet,
  dayStart,
  isQuiet,
  memberDay,
  morningOf,
  nextQuiet,
} from "../../src/domain/member-day.ts";
import type { DayHours } from "../../src/domain/member-day.ts";
import { zone } from "../support/arbitrary-text.ts";

const USUAL: DayHours = { zone: "Europe/Berlin", quietFrom: 22, quietTo: 8, dayEnd: 0 };
const date = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(text);
const compare = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other);

const days = fc.integer({ min: 0, max: 2_200 }).map((n) => date("2025-01-01").add({ days: n }));
const instants = fc
  .integer({ min: 1_735_700_000, max: 1_925_000_000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
const hours: fc.Arbitrary<DayHours> = fc.record({
  zone: zone(),
  quietFrom: fc.nat(23),
  quietTo: fc.nat(23),
  dayEnd: fc.nat(6),
});

describe("a member's day", () => {
  test.each([
    ["2026-11-22T23:30:00Z", 0, "2026-11-23"],
    ["2026-11-22T23:30:00Z", 3, "2026-11-22"],
    ["2026-11-23T01:59:59Z", 3, "2026-11-22"],
    ["2026-11-23T02:00:00Z", 3, "2026-11-23"],
  ])("at %s it is, where days end at %i, %s in Berlin", (instant, dayEnd, expected) => {
    expect(memberDay(at(instant), "Europe/Berlin", dayEnd).toString()).toBe(expected);
  });

  test("begins at a moment of its own, and a moment earlier it is the day before, in every zone", () => {
    fc.assert(
      fc.property(days, zone(), fc.nat(6), (day, zone, dayEnd) => {
        const start = dayStart(day, zone, dayEnd);
        expect(memberDay(start, zone, dayEnd).toString()).toBe(day.toString());
        const before = memberDay(start.subtract({ nanoseconds: 1 }), zone, dayEnd);
        expect(before.toString()).toBe(day.subtract({ days: 1 }).toString());
      }),
    );
  });

  test("of any moment has begun by then and has not ended yet", () => {
    fc.assert(
      fc.property(instants, zone(), fc.nat(6), (now, zone, dayEnd) => {
        const day = memberDay(now, zone, dayEnd);
        expect(compare(dayStart(day, zone, dayEnd), now)).toBeLessThanOrEqual(0);
        expect(compare(now, dayStart(day.add({ days: 1 }), zone, dayEnd))).toBeLessThan(0);
      }),
    );
  });
});

describe("the morning of a day", () => {
  test.each([
    [22, 8, 0, "09:00"],
    [22, 11, 0, "11:00"],
    [8, 17, 0, "17:00"],
    [9, 9, 0, "09:00"],
    [7, 6, 0, "06:00"], // only that hour is free
    [3, 2, 3, "02:00 the next day"], // which, with days that end at three, still is that day
    [6, 2, 3, "02:00 the next day"],
    [6, 2, 0, "05:00"],
  ])(
    "with quiet hours from %i to %i and days that end at %i is at %s",
    (quietFrom, quietTo, dayEnd, expected) => {
      const morning = morningOf(date("2026-11-22"), { ...USUAL, quietFrom, quietTo, dayEnd });
      const local = morning.toZonedDateTimeISO("Europe/Berlin");
      const next = local.day === 22 ? "" : " the next day";
      expect(local.toPlainTime().toString({ smallestUnit: "minute" }) + next).toBe(expected);
    },
  );

  test("keeps its local hour over the change to winter time", () => {
    const mornings = ["2026-10-24", "2026-10-25", "2026-10-26"].map((day) =>
      morningOf(date(day), USUAL).toString(),
    );
    expect(mornings).toEqual(["2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z"]);
  });

  test("lies within that day, out of quiet hours, unless the clock skips the only hour that is left", () => {
    fc.assert(
      fc.property(days, hours, (day, hours) => {
        const morning = morningOf(day, hours);
        const local = morning.toZonedDateTimeISO(hours.zone);
        const skipped = local.minute !== 0 || local.hoursInDay !== 24;
        if (skipped) return;
        expect(memberDay(morning, hours.zone, hours.dayEnd).toString()).toBe(day.toString());
        expect(isQuiet(local.hour, hours)).toBe(false);
      }),
    );
  });

  test("of a later day is later", () => {
    fc.assert(
      fc.property(days, hours, (day, hours) => {
        const next = morningOf(day.add({ days: 1 }), hours);
        expect(compare(morningOf(day, hours), next)).toBeLessThan(0);
      }),
    );
  });

  test("falls on a quarter of an hour, whatever the zone", () => {
    const quarter = 15 * 60 * 1000;
    fc.assert(
      fc.property(days, hours, (day, hours) => {
        for (const moment of [morningOf(day, hours), dayStart(day, hours.zone, hours.dayEnd)])
          expect(moment.epochMilliseconds % quarter).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("quiet hours", () => {
  test.each([
    ["2026-11-22T10:00:00Z", "2026-11-22T21:00:00Z"],
    ["2026-11-22T21:00:00Z", "2026-11-23T21:00:00Z"],
    ["2026-11-22T20:59:59Z", "2026-11-22T21:00:00Z"],
  ])("after %s begin at %s", (now, expected) => {
    expect(nextQuiet(at(now), USUAL)?.toString()).toBe(expected);
  });

  test("nobody has to have some", () => {
    expect(nextQuiet(at("2026-11-22T10:00:00Z"), { ...USUAL, quietFrom: 8 })).toBeNull();
  });

  test.each([
    ["2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"],
    ["2026-11-22T21:30:00Z", "2026-11-23T07:00:00Z"],
    ["2026-11-23T06:59:00Z", "2026-11-23T07:00:00Z"],
  ])("push %s to %s", (now, expected) => {
    expect(afterQuiet(at(now), USUAL).toString()).toBe(expected);
  });

  test("are left at once, and not before the moment that one asks about", () => {
    fc.assert(
      fc.property(instants, hours, (now, hours) => {
        const free = afterQuiet(now, hours);
        expect(compare(now, free)).toBeLessThanOrEqual(0);
        expect(compare(free, now.add({ hours: 49 }))).toBeLessThan(0);
        const local = free.toZonedDateTimeISO(hours.zone);
        if (local.hoursInDay === 24) expect(isQuiet(local.hour, hours)).toBe(false);
      }),
    );
  });
});
