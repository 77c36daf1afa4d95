import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MONTHS, readDay } from "../../src/domain/typed-day.ts";
import { dayText, dayWithoutYear } from "../../src/text/dates.ts";

const SUNDAY = Temporal.PlainDate.from("2026-11-22");
const read = (typed: string, today = SUNDAY): string => {
  const day = readDay(typed, today);
  return day.ok ? day.date.toString() : day.problem;
};

describe("a day as people type it, on Sunday 22 November 2026", () => {
  test.each([
    ["2026-12-31", "2026-12-31"],
    [" 2026-1-5 ", "2026-01-05"],
    ["today", "2026-11-22"],
    ["Tomorrow", "2026-11-23"],
    ["friday", "2026-11-27"],
    ["Fri", "2026-11-27"],
    ["thurs.", "2026-11-26"],
    ["monday", "2026-11-23"],
    ["sunday", "2026-11-29"],
    ["in 3 days", "2026-11-25"],
    ["in 1 day", "2026-11-23"],
    ["in a week", "2026-11-29"],
    ["In  2  weeks", "2026-12-06"],
    ["in 0 days", "2026-11-22"],
    ["5 December", "2026-12-05"],
    ["Dec 5", "2026-12-05"],
    ["dec. 5th", "2026-12-05"],
    ["5. December", "2026-12-05"],
    ["5dec", "2026-12-05"],
    ["1st of May", "2027-05-01"],
    ["22 nov", "2026-11-22"],
    ["21 nov", "2027-11-21"],
    ["sept 3", "2027-09-03"],
    ["5 Dec 2027", "2027-12-05"],
    ["December 5, 2027", "2027-12-05"],
    ["29 February", "2028-02-29"],
    ["29 feb 2028", "2028-02-29"],
    ["1 nov 2026", "2026-11-01"],
  ])("%j is %s", (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  test.each([
    ["05/12", "order"],
    ["5.12.", "order"],
    ["31.12.2026", "order"],
    ["12/31/2026", "order"],
    ["5-12", "order"],
    ["05 12 2026", "order"],
    ["", "unreadable"],
    ["soon", "unreadable"],
    ["@everyone", "unreadable"],
    ["next friday", "unreadable"],
    ["fr", "unreadable"],
    ["5", "unreadable"],
    ["2026", "unreadable"],
    ["december", "unreadable"],
    ["5 de", "unreadable"],
    ["0 december", "unreadable"],
    ["31 november", "unreadable"],
    ["29 feb 2027", "unreadable"],
    ["30 february", "unreadable"],
    ["5 dec 27", "unreadable"],
    ["5 dec 1999", "unreadable"],
    ["2026-02-30", "unreadable"],
    ["2026/12/05", "unreadable"],
    ["in weeks", "unreadable"],
    ["in -3 days", "unreadable"],
    ["in 3 months", "unreadable"],
    ["5 december 18:00", "unreadable"],
  ])("%j is none: %s", (typed, problem) => {
    expect(read(typed)).toBe(problem);
  });
});

test("a leap day is the next one, also around a century that has none", () => {
  expect(read("feb 29", Temporal.PlainDate.from("2096-03-01"))).toBe("2104-02-29");
});

describe("a day that is written out is read back", () => {
  const days = fc
    .integer({ min: 0, max: 36_524 })
    .map((n) => Temporal.PlainDate.from("2000-01-01").add({ days: n }));
  const ways = fc.constantFrom<(date: Temporal.PlainDate) => string>(
    dayText,
    (date) => date.toString(),
    (date) => `${MONTHS[date.month - 1]} ${date.day}, ${date.year}`,
    (date) => `${date.day} ${MONTHS[date.month - 1]?.slice(0, 3).toUpperCase()}. ${date.year}`,
  );
  const spaced = fc.constantFrom("", " ", "  ", "\t");

  test("whole, whatever day it is today", () => {
    fc.assert(
      fc.property(days, days, ways, spaced, (date, today, write, space) => {
        expect(read(space + write(date) + space, today)).toBe(date.toString());
      }),
    );
  });

  test("without its year, where it lies within a year from today", () => {
    fc.assert(
      fc.property(days, fc.nat(), (today, n) => {
        const until = today.add({ years: 1 });
        const date = today.add({ days: n % today.until(until, { largestUnit: "day" }).days });
        expect(read(dayWithoutYear(date), today)).toBe(date.toString());
        const [day, month] = dayWithoutYear(date).split(" ");
        expect(read(`${month?.slice(0, 3)} ${day}`, today)).toBe(date.toString());
      }),
    );
  });

  test("by its weekday, where it is one of the seven days after today", () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 3, max: 9 }),
        (today, n, letters) => {
          const date = today.add({ days: n });
          const name = date.toLocaleString("en", { weekday: "long" });
          expect(read(name.slice(0, letters), today)).toBe(date.toString());
          expect(read(`in ${n} days`, today)).toBe(date.toString());
        },
      ),
    );
  });
});

test("whatever is typed, a day comes of it or a problem", () => {
  const words = fc.constantFrom(
    "in",
    "5",
    "2026",
    "dec",
    "may",
    "fri",
    "weeks",
    "/",
    "-",
    ".",
    "st",
    "of",
    " ",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((parts) => parts.join("")),
      ),
      (typed) => {
        expect(read(typed)).toMatch(/^\d{4}-\d{2}-\d{2}$|^order$|^unreadable$/u);
      },
    ),
  );
});
