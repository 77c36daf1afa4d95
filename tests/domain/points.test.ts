import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "../../src/domain/event.ts";
import { liveEvents, subjectOf } from "../../src/domain/fold.ts";
import {
  certificationGrant,
  NO_TALLY,
  negated,
  objectiveGrant,
  pointsOf,
  RULES,
  ruleOf,
  tallyAfter,
  topicGrants,
} from "../../src/domain/points.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { roadmap as anyRoadmap } from "../support/arbitraries.ts";
import type { Journey } from "../support/journey.ts";
import { play, setOut } from "../support/journey.ts";
import { move, moveToday } from "../support/moves.ts";

const day = Temporal.PlainDate.from("2026-11-22");
const entry = (points: number, localDate = day): Pick<Entry, "score" | "localDate"> => ({
  score: { points, topics: 0, objectives: 0 },
  localDate,
});

test("every rule gives something, and only so often a day", () => {
  expect(RULES.map(({ id }) => id)).toEqual([
    "objective",
    "topic",
    "link",
    "certification",
    "sprint-together",
    "sprint-alone",
    "sprint-goal",
    "sprint-first",
  ]);
  for (const { points, perDay } of RULES) {
    expect(points === "hours" || points > 0).toBe(true);
    expect(perDay).toBeGreaterThan(0);
  }
});

test.each([
  [7, 5, false],
  [8, 0, true],
  [9, 0, true],
])("after %d checks of a day the next one gives %d", (objective, points, capped) => {
  expect(objectiveGrant({ ...NO_TALLY, objective })).toEqual({ rule: "objective", points, capped });
});

test("a topic gives its hours and its link ten, both or neither", () => {
  expect(topicGrants(NO_TALLY, 40, false)).toEqual([{ rule: "topic", points: 40, capped: false }]);
  expect(pointsOf(topicGrants(NO_TALLY, 40, true))).toBe(50);
  expect(pointsOf(topicGrants({ ...NO_TALLY, topic: 2 }, 40, true))).toBe(0);
  expect(certificationGrant({ ...NO_TALLY, certification: 1 }).points).toBe(0);
});

test("the tally counts what earned on that day, and less what was given back", () => {
  const after = (points: number, date = day) =>
    tallyAfter(NO_TALLY, "topic:a", entry(points, date), day).topic;
  expect([after(40), after(-40), after(0), after(40, day.add({ days: 1 }))]).toEqual([1, -1, 0, 0]);
  expect(tallyAfter(NO_TALLY, "objective:a/b", entry(5), day)).toEqual({ ...NO_TALLY, objective: 1 });
});

test("what is given back has no negative zero", () => {
  expect(Object.is(negated({ points: 0, topics: 1, objectives: 0 }).points, 0)).toBe(true);
});

describe("whatever a member does, undoes and does again", () => {
  const journeys = anyRoadmap().chain((roadmap) =>
    fc.record({ roadmap: fc.constant(roadmap), moves: fc.array(move(), { maxLength: 60 }) }),
  );

  test("no day of theirs gives more than its bound, and none less than nothing", () => {
    fc.assert(
      fc.property(journeys, ({ roadmap, moves }) => {
        const journey = moves.reduce(play, setOut(roadmap));
        const bound = mostADay(journey);
        for (const [date, events] of Map.groupBy(journey.events, ({ localDate }) => localDate.toString())) {
          const today = Temporal.PlainDate.from(date);
          const points = events.reduce((sum, { score }) => sum + score.points, 0);
          expect(points).toBeLessThanOrEqual(bound);
          expect(points).toBeGreaterThanOrEqual(0);
          const tally = events.reduce(
            (t, event) => tallyAfter(t, subjectOf(event.action), event, today),
            NO_TALLY,
          );
          for (const kind of ["objective", "topic", "certification"] as const) {
            expect(tally[kind]).toBeLessThanOrEqual(ruleOf(kind).perDay);
            expect(tally[kind]).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });

  test("no step of it ever leads over the day's bound, not even for a moment", () => {
    fc.assert(
      fc.property(anyRoadmap(), fc.array(moveToday(), { maxLength: 60 }), (roadmap, moves) => {
        let journey = setOut(roadmap);
        for (const step of moves) {
          journey = play(journey, step);
          expect(total(journey)).toBeLessThanOrEqual(mostADay(journey));
        }
      }),
    );
  });

  test("the points are never more than what stands is worth, so checking and unchecking gains nothing", () => {
    fc.assert(
      fc.property(journeys, ({ roadmap, moves }) => {
        const journey = moves.reduce(play, setOut(roadmap));
        expect(total(journey)).toBeLessThanOrEqual(worth(journey));
        const standing = liveEvents(journey.events).filter(
          ({ action }) => action.kind === "objective.checked",
        );
        expect(standing).toHaveLength(journey.progress.objectives.size);
      }),
    );
  });

  test("within a day, what is ticked earns no more than so many ticks do, whatever was ticked before", () => {
    fc.assert(
      fc.property(anyRoadmap(), fc.array(moveToday(), { maxLength: 60 }), (roadmap, moves) => {
        const journey = moves.reduce(play, setOut(roadmap));
        const ticks = journey.events.filter(({ action }) => subjectOf(action).startsWith("objective:"));
        const points = ticks.reduce((sum, { score }) => sum + score.points, 0);
        expect(points).toBeLessThanOrEqual(5 * Math.min(8, journey.progress.objectives.size));
      }),
    );
  });
});

function total({ events }: Journey): number {
  return events.reduce((sum, { score }) => sum + score.points, 0);
}

function mostADay({ roadmap }: Journey): number {
  const hours = Math.max(...topicsOf(roadmap).map((topic) => topic.hours));
  return 8 * 5 + 2 * (hours + 10) + 100;
}

function worth({ roadmap, progress }: Journey): number {
  const done = topicsOf(roadmap).filter(({ id }) => progress.topics.get(id)?.state === "done");
  const passed = [...progress.certifications.values()].filter(({ state }) => state === "passed");
  const hours = done.reduce((sum, topic) => sum + topic.hours + 10, 0);
  return 5 * progress.objectives.size + hours + 100 * passed.length;
}
