import { describe, expect, test } from "vitest";
import { NO_TALLY, pointsOf, ruleOf } from "../../src/domain/points.ts";
import { finishEntry, finishersOf } from "../../src/domain/sprint-awards.ts";
import type { SprintFacts } from "../../src/domain/sprint-awards.ts";
import type { SprintState } from "../../src/domain/sprint.ts";
import { standingOf } from "../../src/domain/sprint-standing.ts";
import { after, checkIn, days, join, member, sprintOf, START } from "./sprints.ts";

const TICK = [days(7), { kind: "tick" }] as const;
const NOTHING: SprintFacts = { objectives: 0, firstThrough: null };

/** A sprint that is over, with people who checked in on their first so many days. */
function over(...checkIns: readonly number[]): SprintState {
  const joins = checkIns.map((_, i) => [START, join(i + 1)] as const);
  const work = checkIns.flatMap((count, i) =>
    Array.from({ length: count }, (_, day) => checkIn(i + 1, days(day))),
  );
  return after(sprintOf({ teamGoal: 60 }), ...joins, ...work, TICK);
}

const standing = (state: SprintState, nth = 1) => standingOf(state.sprint, state.members.get(member(nth))!);

describe("seeing a sprint through", () => {
  test("two days of a week may pass without a word", () => {
    expect(standing(over(5))).toMatchObject({ checkedIn: 5, missed: 2, grace: 2, kept: true });
    expect(standing(over(4))).toMatchObject({ missed: 3, kept: false });
  });

  test("a break counts as a day, and not as one that was done", () => {
    const state = after(
      sprintOf(),
      [START, join(1)],
      ...[0, 1, 2, 3].map((day) => checkIn(1, days(day))),
      checkIn(1, days(4), "break"),
      TICK,
    );
    expect(standing(state)).toMatchObject({ checkedIn: 4, breaks: 1, missed: 2, kept: true });
  });

  test("being blocked or half done is checking in", () => {
    const marks = ["blocked", "half", "done", "half", "blocked"] as const;
    const state = after(
      sprintOf(),
      [START, join(1)],
      ...marks.map((mark, day) => checkIn(1, days(day), mark)),
      TICK,
    );
    expect(standing(state).kept).toBe(true);
  });

  test("for whoever came late only the days since then count, and one of them must be done", () => {
    const late = after(
      sprintOf(),
      [days(5), join(1)],
      [days(5), join(2)],
      checkIn(1, days(5)),
      checkIn(1, days(6)),
      TICK,
    );
    expect(standing(late, 1)).toMatchObject({ days: 2, checkedIn: 2, kept: true });
    expect(standing(late, 2).kept).toBe(false);
  });
});

describe("points for a sprint", () => {
  const points = (state: SprintState, facts = NOTHING) =>
    finishersOf(state, facts).map(({ finish }) => {
      const day = Temporal.PlainDate.from("2026-11-30");
      return finishEntry(state.sprint, finish, NO_TALLY, day).entry.score.points;
    });

  test("seeing it through together is worth more than alone, and more than being first", () => {
    const first = { objectives: 0, firstThrough: member(1) };
    const [alone] = points(over(5, 0), first);
    const [together, second] = points(over(5, 6));
    expect(together).toBe(ruleOf("sprint-together").points);
    expect(second).toBe(together);
    expect(together).toBeGreaterThan(alone!);
    expect(Number(ruleOf("sprint-together").points)).toBeGreaterThan(Number(ruleOf("sprint-first").points));
  });

  test("a team goal that was reached adds to everybody's", () => {
    const reached = points(over(5, 6), { objectives: 60, firstThrough: null });
    const missed = points(over(5, 6), { objectives: 59, firstThrough: null });
    expect(reached.map((sum, i) => sum - missed[i]!)).toEqual([10, 10]);
  });

  test("nothing for less than a week, for one that was ended early, and for who did not see it through", () => {
    const short = after(
      sprintOf({ days: 3 }),
      [START, join(1)],
      checkIn(1, days(0)),
      checkIn(1, days(1)),
      checkIn(1, days(2)),
      TICK,
    );
    expect(points(short)).toEqual([0]);
    const early = after(
      sprintOf(),
      [START, join(1)],
      ...[0, 1, 2, 3, 4].map((day) => checkIn(1, days(day))),
      [days(5), { kind: "end", by: member(1), manager: false }],
    );
    expect(points(early)).toEqual([]);
    expect(points(over(1, 0))).toEqual([]);
  });

  test("four weeks are worth four times one, and more than two sprints a day nothing more", () => {
    const finish = { weeks: 4, together: true, goal: false, first: false };
    const day = Temporal.PlainDate.from("2026-11-30");
    expect(pointsOf(finishEntry({ id: 1 }, finish, NO_TALLY, day).grants)).toBe(80);
    const full = { ...NO_TALLY, sprint: 2 };
    expect(finishEntry({ id: 1 }, finish, full, day)).toMatchObject({
      entry: { score: { points: 0 } },
      grants: [{ capped: true }],
    });
  });
});
