import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MemberState } from "../../src/domain/member-state.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { afterPassing, dateByPace, setTarget, SILENT_MOVES } from "../../src/domain/targets.ts";
import type { Target, TypedTarget } from "../../src/domain/targets.ts";
import { play, setOut, stateOf, todayOf } from "../support/journey.ts";
import { sketch } from "./small-roadmap.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const roadmap = sketch([
  { id: "git", hours: 8 },
  { id: "sql", hours: 20 },
]);
const fresh = setOut(roadmap);
const today = todayOf(fresh); // 2026-11-22, at 8 hours a week
const set = (topic: string, typed: Partial<TypedTarget>, state: MemberState = stateOf(fresh)) =>
  setTarget(roadmap, state, { topic, date: "", hours: "", ...typed }, today);
const dateOf = (decision: ReturnType<typeof set>) =>
  decision.ok ? decision.date.toString() : decision.refusal.kind;

describe("a date by the pace", () => {
  test.each([
    [8, 8, "2026-11-29"],
    [20, 8, "2026-12-10"],
    [1, 40, "2026-11-23"],
    [0, 8, "2026-11-23"],
    [0.1, 168, "2026-11-23"],
    [3, 7, "2026-11-25"],
  ])("%d hours at %d a week are done by %s", (hours, pace, expected) => {
    expect(dateByPace(hours, pace, today).toString()).toBe(expected);
  });

  test("is ahead, never earlier for more hours, and never later for a faster pace", () => {
    const hours = fc.double({ min: 0, max: 5_000, noNaN: true });
    const pace = fc.integer({ min: 1, max: 168 });
    fc.assert(
      fc.property(hours, hours, pace, pace, (few, more, slow, fast) => {
        const compare = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
          Temporal.PlainDate.compare(one, other);
        const by = (left: number, a: number) => dateByPace(left, a, today);
        expect(compare(by(few, slow), today)).toBe(1);
        expect(compare(by(Math.min(few, more), slow), by(Math.max(few, more), slow))).toBeLessThanOrEqual(0);
        expect(compare(by(few, Math.max(slow, fast)), by(few, Math.min(slow, fast)))).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe("setting a date", () => {
  test.each<[Partial<TypedTarget>, string]>([
    [{ date: "2026-12-24" }, "2026-12-24"],
    [{ date: " 2026-11-22 " }, "2026-11-22"],
    [{ date: "2026-11-21" }, "target-in-the-past"],
    [{ date: "24 December" }, "2026-12-24"],
    [{ date: "in 2 weeks" }, "2026-12-06"],
    [{ date: "24.12.2026" }, "bad-date"],
    [{ date: "2026-02-30" }, "bad-date"],
    [{}, "2026-12-10"],
    [{ hours: "4" }, "2026-11-26"],
    [{ hours: "1,5 h" }, "2026-11-24"],
    [{ hours: "0" }, "bad-hours"],
    [{ hours: "-3" }, "bad-hours"],
    [{ hours: "many" }, "bad-hours"],
    [{ hours: "NaN" }, "bad-hours"],
    [{ hours: "12345" }, "bad-hours"],
    [{ date: "2026-12-24", hours: "lots" }, "bad-hours"],
  ])("%o is %s", (typed, expected) => {
    expect(dateOf(set("sql", typed))).toBe(expected);
  });

  test("counts what is checked off already", () => {
    const half = play(fresh, { kind: "tick", topic: 1, mask: 1 });
    expect(dateOf(set("sql", {}, stateOf(half)))).toBe("2026-12-01"); // 10 of 20 hours
    expect(dateOf(set("sql", { hours: "20" }, stateOf(half)))).toBe("2026-12-10");
  });

  test("keeps the member's own estimate in whole hours", () => {
    expect(set("sql", { date: "2026-12-24", hours: "2.5 hours" })).toMatchObject({ ok: true, hours: 3 });
    expect(set("sql", { date: "2026-12-24" })).toMatchObject({ ok: true, hours: null });
  });

  test("is for what is still to be done, and in the roadmap", () => {
    const done = play(fresh, { kind: "complete", topic: 0, link: null });
    expect(dateOf(set("git", {}, stateOf(done)))).toBe("already");
    const skipped = play(fresh, { kind: "skip", topic: 0 });
    expect(dateOf(set("git", {}, stateOf(skipped)))).toBe("already");
    const started = play(fresh, { kind: "start", topic: 0 });
    expect(dateOf(set("git", {}, stateOf(started)))).toBe("2026-11-29");
    expect(dateOf(set("nonsense", {}))).toBe("no-such-topic");
  });

  test("reckons with the roadmap's pace for whoever gave none", () => {
    expect(dateOf(set("sql", {}, { ...stateOf(fresh), profile: null }))).toBe("2026-12-10");
  });
});

describe("a date that passed", () => {
  const moved = (times: number): Pick<Target, "moved"> => ({
    moved: times === 0 ? null : { from: date("2026-11-01"), times },
  });
  const idle = { hoursLeft: 4, pace: 8, worked: false };

  test.each([
    [0, { kind: "moved", date: date("2026-11-26"), times: 1 }],
    [1, { kind: "moved", date: date("2026-11-26"), times: 2 }],
    [2, { kind: "moved", date: date("2026-11-26"), times: 3 }],
    [3, { kind: "let-go" }],
  ])("after %i moves in silence", (times, expected) => {
    expect(afterPassing(moved(times), idle, today)).toEqual(expected);
  });

  test("moves on for as long as its owner works on it", () => {
    expect(afterPassing(moved(3), { ...idle, worked: true }, today)).toMatchObject({
      kind: "moved",
      times: 1,
    });
  });

  test("ends after so many moves at whatever pace, and never moves into the past", () => {
    const hours = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(hours, fc.integer({ min: 1, max: 168 }), (hoursLeft, pace) => {
        let target: Pick<Target, "date" | "moved"> = { date: today.subtract({ days: 1 }), moved: null };
        let moves = 0;
        for (;;) {
          const now = target.date.add({ days: 1 });
          const passed = afterPassing(target, { hoursLeft, pace, worked: false }, now);
          if (passed.kind === "let-go") break;
          expect(Temporal.PlainDate.compare(passed.date, now)).toBe(1);
          target = { date: passed.date, moved: { from: target.date, times: passed.times } };
          moves += 1;
        }
        expect(moves).toBe(SILENT_MOVES);
      }),
    );
  });
});

test("the roadmap of these tests has the hours that they reckon with", () => {
  expect(topicsOf(roadmap).map(({ hours }) => hours)).toEqual([8, 20]);
});
