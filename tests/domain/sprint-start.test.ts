import { describe, expect, test } from "vitest";
import { readStart } from "../../src/domain/sprint-start.ts";
import { againTimes, nextTimes, sprintTimes } from "../../src/domain/sprint-time.ts";
import { sprintOf } from "./sprints.ts";

// A Wednesday, 14:00 in Berlin.
const NOW = Temporal.Instant.from("2026-11-25T13:00:00Z");
const read = (typed: string): string => {
  const start = readStart(typed, NOW, "Europe/Berlin");
  if (!start.ok) return start.problem;
  return start.at.toZonedDateTimeISO("Europe/Berlin").toPlainDateTime().toString({ smallestUnit: "minute" });
};

describe("when a sprint is to begin", () => {
  test.each([
    ["", "2026-11-25T14:00"],
    ["now", "2026-11-25T14:00"],
    ["18:30", "2026-11-25T18:30"],
    ["9 am", "2026-11-26T09:00"],
    ["today 20:00", "2026-11-25T20:00"],
    ["tomorrow", "2026-11-26T09:00"],
    ["Tomorrow at 7pm", "2026-11-26T19:00"],
    ["monday 9", "2026-11-30T09:00"],
    ["wed", "2026-12-02T09:00"],
    ["wednesday 15:00", "2026-11-25T15:00"],
    ["2026-12-01 18:00", "2026-12-01T18:00"],
    ["noon", "2026-11-26T12:00"],
    ["5 dec 18:00", "2026-12-05T18:00"],
    ["Dec 5 at 7pm", "2026-12-05T19:00"],
    ["5 December", "2026-12-05T09:00"],
    ["5 dec 1830", "2026-12-05T18:30"],
    ["5 dec 2026 18:00", "2026-12-05T18:00"],
    ["in 2 weeks 20:00", "2026-12-09T20:00"],
    ["in 3 days", "2026-11-28T09:00"],
  ])("%j is %s", (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  test.each([
    ["today 9", "past"],
    ["2026-11-24", "past"],
    ["2027-06-01", "far"],
    ["24 nov 9:00", "far"],
    ["5/12 18:00", "order"],
    ["05/12", "order"],
    ["soon", "unreadable"],
    ["monday evening", "unreadable"],
    ["@everyone", "unreadable"],
    ["2026-02-30 9", "unreadable"],
  ])("%j is %s", (typed, problem) => {
    expect(read(typed)).toBe(problem);
  });
});

describe("the sprint after a sprint", () => {
  const wall = (at: Temporal.Instant) => at.toZonedDateTimeISO("Europe/Berlin").toPlainDateTime().toString();
  const week = sprintOf({}, NOW);

  test("a week's begins when it ends, at the same time of day; three days' a week later", () => {
    expect(wall(nextTimes(week, week.endsAt).startsAt)).toBe("2026-12-02T14:00:00");
    const short = sprintOf({ days: 3 }, NOW);
    const next = nextTimes(short, short.endsAt);
    expect([wall(next.opensAt), wall(next.startsAt), wall(next.endsAt)]).toEqual([
      "2026-12-01T14:00:00",
      "2026-12-02T14:00:00",
      "2026-12-05T14:00:00",
    ]);
  });

  test("after weeks without anybody there it is the one that would run now", () => {
    const next = nextTimes(week, NOW.add({ hours: 24 * 40 }));
    expect(wall(next.startsAt)).toBe("2026-12-30T14:00:00");
  });

  test("again next week is at the same time while that lies ahead, and at once when it does not", () => {
    const short = sprintOf({ days: 3 }, NOW);
    expect(wall(againTimes(short, short.endsAt).startsAt)).toBe("2026-12-02T14:00:00");
    const late = week.endsAt.add({ hours: 5 });
    expect(againTimes(week, late).startsAt).toEqual(late);
  });

  test("keeps its time of day over a change of the clocks", () => {
    const autumn = Temporal.ZonedDateTime.from("2026-10-21T18:00[Europe/Berlin]").toInstant();
    expect(wall(sprintTimes(autumn, 7, "Europe/Berlin", autumn).endsAt)).toBe("2026-10-28T18:00:00");
  });
});
