import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  localDate,
  parseDate,
  periodBounds,
  periodKind,
  periodOf,
  periodsOf,
  weekOf,
} from "../../src/domain/calendar.ts";
import type { Period, PeriodKind } from "../../src/domain/calendar.ts";
import { zone } from "../support/arbitrary-text.ts";

const date = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ["2026-11-22T23:30:00Z", "UTC", "2026-11-22"],
  ["2026-11-22T23:30:00Z", "Europe/Berlin", "2026-11-23"],
  ["2026-11-22T04:59:59Z", "America/New_York", "2026-11-21"],
  ["2026-11-22T10:00:00Z", "Pacific/Kiritimati", "2026-11-23"],
  ["2026-11-22T10:59:00Z", "Pacific/Pago_Pago", "2026-11-21"],
  ["2026-03-29T00:59:59Z", "Europe/Berlin", "2026-03-29"],
  ["2026-10-25T22:59:59Z", "Europe/Berlin", "2026-10-25"],
  ["2026-10-25T23:00:00Z", "Europe/Berlin", "2026-10-26"],
])("%s in %s is on %s", (instant, zone, expected) => {
  expect(localDate(Temporal.Instant.from(instant), zone).toString()).toBe(expected);
});

test.each([
  ["2026-11-22", "2026-W47"],
  ["2026-11-23", "2026-W48"],
  ["2026-01-01", "2026-W01"],
  ["2027-01-01", "2026-W53"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
  ["2024-12-30", "2025-W01"],
  ["2028-01-02", "2027-W52"],
])("%s is in the week %s", (day, week) => {
  expect(weekOf(date(day))).toBe(week);
});

test("a day is in a week, a month, a season and in all", () => {
  expect(periodsOf(date("2026-11-22"))).toEqual(["week:2026-W47", "month:2026-11", "season:2026-Q4", "all"]);
  expect(periodsOf(date("2027-01-01"))).toEqual(["week:2026-W53", "month:2027-01", "season:2027-Q1", "all"]);
});

test.each<[Period, string, string]>([
  ["week:2026-W47", "2026-11-16", "2026-11-22"],
  ["week:2026-W53", "2026-12-28", "2027-01-03"],
  ["week:2027-W01", "2027-01-04", "2027-01-10"],
  ["month:2028-02", "2028-02-01", "2028-02-29"],
  ["season:2026-Q4", "2026-10-01", "2026-12-31"],
])("%s goes from %s to %s", (period, first, last) => {
  const bounds = periodBounds(period);
  expect([bounds?.first.toString(), bounds?.last.toString()]).toEqual([first, last]);
});

test("all has no bounds, and nonsense is a fault", () => {
  expect(periodBounds("all")).toBeNull();
  expect(() => periodBounds("year:2026" as Period)).toThrow(RangeError);
  expect(() => periodBounds("month:2026-13")).toThrow(RangeError);
});

test("a day lies in the bounds of its periods, and its neighbours outside have another key", () => {
  const days = fc.integer({ min: 0, max: 36_525 }).map((n) => date("2000-01-01").add({ days: n }));
  fc.assert(
    fc.property(days, fc.constantFrom<PeriodKind>("week", "month", "season"), (day, kind) => {
      const period = periodOf(kind, day);
      const { first, last } = periodBounds(period)!;
      expect(periodKind(period)).toBe(kind);
      expect(Temporal.PlainDate.compare(first, day)).toBeLessThanOrEqual(0);
      expect(Temporal.PlainDate.compare(day, last)).toBeLessThanOrEqual(0);
      expect([periodOf(kind, first), periodOf(kind, last)]).toEqual([period, period]);
      expect(periodOf(kind, first.subtract({ days: 1 }))).not.toBe(period);
      expect(periodOf(kind, last.add({ days: 1 }))).not.toBe(period);
    }),
  );
});

test("local days never run backwards while time goes on", () => {
  const instants = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 });
  fc.assert(
    fc.property(instants, fc.nat(200_000), zone(), (seconds, later, zone) => {
      const at = (s: number) => localDate(Temporal.Instant.fromEpochMilliseconds(s * 1000), zone);
      expect(Temporal.PlainDate.compare(at(seconds), at(seconds + later))).toBeLessThanOrEqual(0);
    }),
  );
});

test.each([
  ["2026-12-31", "2026-12-31"],
  [" 2026-1-5 ", "2026-01-05"],
  ["2028-02-29", "2028-02-29"],
  ["2026-02-29", null],
  ["2026-13-01", null],
  ["2026-00-10", null],
  ["31.12.2026", null],
  ["12/31/2026", null],
  ["2026-12-31T10:00", null],
  ["+002026-12-31", null],
  ["tomorrow", null],
  ["", null],
])("%j is read as %s", (typed, expected) => {
  expect(parseDate(typed)?.toString() ?? null).toBe(expected);
});
