import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalZone, COMMON_ZONES, isZone, zoneGuess, zoneSuggestions } from "../../src/domain/zones.ts";
import { locale } from "../support/arbitrary-text.ts";

test.each([
  ["Europe/Berlin", "Europe/Berlin"],
  ["europe/berlin", "Europe/Berlin"],
  [" AMERICA/NEW_YORK ", "America/New_York"],
  ["america/argentina/buenos_aires", "America/Argentina/Buenos_Aires"],
  ["asia/kolkata", "Asia/Kolkata"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["Europe/Kiev", "Europe/Kyiv"],
  ["utc", "UTC"],
  ["Etc/GMT+5", "Etc/GMT+5"],
  ["Japan", "Japan"],
  ["EST", null],
  ["mst", null],
  ["+02:00", null],
  ["-0500", null],
  ["Europe/Atlantis", null],
  ["Berlin", null],
  ["2026-11-22T00:00Z[Europe/Berlin]", null],
  ["[Europe/Berlin]", null],
  ["", null],
  ["a".repeat(5000), null],
])("%j is the zone %s", (typed, zone) => {
  expect(canonicalZone(typed)).toBe(zone);
  expect(isZone(typed)).toBe(zone !== null);
});

test.each([
  ["berl", "Europe/Berlin"],
  ["new york", "America/New_York"],
  ["Kyiv", "Europe/Kyiv"],
  ["mumbai", "Asia/Kolkata"],
  ["são", "America/Sao_Paulo"],
  ["EST", "America/New_York"],
  ["cet", "Europe/Berlin"],
  ["utc", "UTC"],
  ["europe/vien", "Europe/Vienna"],
  ["India", "Asia/Kolkata"],
  ["south africa", "Africa/Johannesburg"],
  ["Ho Chi Minh", "Asia/Ho_Chi_Minh"],
])("for %j the first suggestion is %s", (typed, zone) => {
  expect(zoneSuggestions(typed)[0]).toBe(zone);
});

test("suggestions are common zones while nothing is typed, and none for nonsense", () => {
  expect(zoneSuggestions("  ")).toEqual(COMMON_ZONES.map(({ zone }) => zone));
  expect(zoneSuggestions("qqqqqq")).toEqual([]);
});

test("whatever is typed, suggestions are at most 25 different zones that exist", () => {
  const typed = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("a", "e", "america", "europe/", "i"),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const zones = zoneSuggestions(text);
      expect(zones.length).toBeLessThanOrEqual(25);
      expect(new Set(zones).size).toBe(zones.length);
      expect(zones.filter((zone) => canonicalZone(zone) !== zone)).toEqual([]);
    }),
  );
});

test("every zone of the runtime is accepted and keeps its spelling or gets today's", () => {
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const canonical = canonicalZone(zone.toLowerCase());
    expect(canonical).not.toBeNull();
    expect(canonicalZone(canonical!)).toBe(canonical);
  }
});

test("the common zones fit a select of Discord and go from west to east", () => {
  const offsets = COMMON_ZONES.map(({ zone }) => {
    const year = [1, 7].map((month) =>
      Temporal.PlainDate.from({ year: 2026, month, day: 1 }).toZonedDateTime(zone),
    );
    return Math.min(...year.map(({ offsetNanoseconds }) => offsetNanoseconds));
  });
  expect(COMMON_ZONES.length).toBeLessThanOrEqual(24);
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  expect(COMMON_ZONES.every(({ zone }) => canonicalZone(zone) === zone)).toBe(true);
  expect(COMMON_ZONES.every(({ label }) => label.length <= 100)).toBe(true);
});

test.each([
  ["de", "Europe/Berlin"],
  ["uk", "Europe/Kyiv"],
  ["ja", "Asia/Tokyo"],
  ["xx", "UTC"],
  ["constructor", "UTC"],
])("a member with the locale %s may live in %s", (locale, zone) => {
  expect(zoneGuess(locale)).toBe(zone);
});

test("a guess is always a zone", () => {
  fc.assert(fc.property(locale(), (locale) => isZone(zoneGuess(locale))));
});
