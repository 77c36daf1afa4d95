import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bar, percentOf } from "../../src/text/bar.ts";
import { dayMark, dayText, distanceText } from "../../src/text/dates.ts";
import { count, digits, hours, list, ordinal } from "../../src/text/numbers.ts";
import { earnedText, rulesSentence } from "../../src/text/points.ts";
import { byShortKey, shortKey } from "../../src/text/short-key.ts";

test.each([
  [0, "0 hours"],
  [1, "1 hour"],
  [2, "2 hours"],
  [1200, "1,200 hours"],
])("count(%i) is %s", (number, text) => {
  expect(count(number, "hour")).toBe(text);
});

test.each([
  [0, "0 hours"],
  [0.2, "1 hour"],
  [26.7, "27 hours"],
])("%d hours are told as %s", (number, text) => {
  expect(hours(number)).toBe(text);
});

test.each([
  [1, "1st"],
  [2, "2nd"],
  [3, "3rd"],
  [4, "4th"],
  [11, "11th"],
  [12, "12th"],
  [13, "13th"],
  [21, "21st"],
  [112, "112th"],
  [1002, "1,002nd"],
])("place %i is the %s", (number, text) => {
  expect(ordinal(number)).toBe(text);
});

test.each([
  [[], ""],
  [["A"], "A"],
  [["A", "B"], "A and B"],
  [["A", "B", "C"], "A, B and C"],
  [["A", "B", "C", "D", "E", "F"], "A, B, C and 3 more"],
])("%j in a sentence is %j", (items, text) => {
  expect(list(items)).toBe(text);
});

describe("a bar", () => {
  test.each([
    [0, "▱▱▱▱▱▱▱▱▱▱ 0%"],
    [0.001, "▰▱▱▱▱▱▱▱▱▱ 1%"],
    [1 / 3, "▰▰▰▱▱▱▱▱▱▱ 33%"],
    [0.5, "▰▰▰▰▰▱▱▱▱▱ 50%"],
    [0.999, "▰▰▰▰▰▰▰▰▰▱ 99%"],
    [1, "▰▰▰▰▰▰▰▰▰▰ 100%"],
    [0.1 + 0.2 + 0.7, "▰▰▰▰▰▰▰▰▰▰ 100%"],
  ])("of %d is %s", (share, text) => {
    expect(bar(share)).toBe(text);
  });

  test("is full for everything alone, and empty for nothing alone", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.000001, max: 0.999999, noNaN: true }), (share) => {
        expect(percentOf(share)).toBeGreaterThan(0);
        expect(percentOf(share)).toBeLessThan(100);
      }),
    );
  });
});

describe("dates", () => {
  const day = (text: string) => Temporal.PlainDate.from(text);

  test("a day is written out", () => {
    expect(dayText(day("2026-12-31"))).toBe("31 December 2026");
  });

  test("an instant is left to Discord, in seconds", () => {
    expect(dayMark(Temporal.Instant.from("2026-11-22T10:00:00.999Z"))).toBe("<t:1795341600:D>");
  });

  test.each([
    ["2026-11-22", "today"],
    ["2026-11-23", "tomorrow"],
    ["2026-11-21", "yesterday"],
    ["2027-01-15", "in 54 days"],
    ["2026-11-12", "10 days ago"],
  ])("%s is %s", (date, text) => {
    expect(distanceText(day(date), day("2026-11-22"))).toBe(text);
  });
});

test("short keys are short, and lead back", () => {
  const ids = ["aws", "azure", "gcp", "a".repeat(60), `${"a".repeat(59)}b`].map((id) => ({ id }));
  for (const { id } of ids) {
    expect(shortKey(id)).toMatch(/^[0-9a-z]{1,7}$/);
    expect(byShortKey(ids, shortKey(id))).toEqual({ id });
  }
  expect(byShortKey(ids, "-")).toBeNull();
  // Buttons that hang in channels hold it.
  expect(shortKey("aws")).toBe("7brv06");
});

test("what the day's number cut off is said", () => {
  expect(earnedText([{ rule: "topic", points: 0, capped: true }])).toEqual([
    "2 topics a day earn points, and today's have. It counts for your progress all the same.",
  ]);
  expect(earnedText([{ rule: "certification", points: 100, capped: false }])).toEqual(["**+100 points**"]);
});

test("the rules are said from the table of points", () => {
  expect(rulesSentence()).toBe(
    "Points: 5 for an objective (8 a day), a finished topic's hours (2 a day), " +
      "10 more if you finish it with a link to what you built, 100 for a passed exam (1 a day) and 20 for each week of a sprint you see through with others (8 alone), 10 more with its team goal, 4 more if you finish its topic first. " +
      "Known and skipped topics earn none.",
  );
  expect(digits(1234567)).toBe("1,234,567");
});
