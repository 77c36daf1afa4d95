import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NO_PROGRESS } from "../../src/domain/fold.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import {
  checklistOf,
  phaseShare,
  roadmapShare,
  topicShare,
  trackShare,
  weeksLeft,
} from "../../src/domain/topic-progress.ts";
import { choicesIn, roadmap as anyRoadmap } from "../support/arbitraries.ts";
import type { Journey } from "../support/journey.ts";
import { play, setOut } from "../support/journey.ts";
import { move } from "../support/moves.ts";
import type { Move } from "../support/moves.ts";
import { chosen, sketch } from "./small-roadmap.ts";

const NONE = chosen({});
const roadmap = sketch([
  [
    [
      { id: "a", hours: 40, objectives: [null, null, null] },
      { id: "b", hours: 10 },
    ],
    [{ id: "c", hours: 20 }],
  ],
  [[{ id: "d", hours: 30, objectives: [{ cloud: "aws" }, { cloud: "gcp" }] }]],
]);
const after = (...moves: Move[]) => moves.reduce(play, setOut(roadmap));
const whole = ({ roadmap, progress, choices }: Journey) => roadmapShare(roadmap, progress, choices);

test("nothing done is nothing of all hours", () => {
  expect(roadmapShare(roadmap, NO_PROGRESS, NONE)).toEqual({
    topics: 4,
    topicsDone: 0,
    skipped: 0,
    objectives: 9,
    objectivesDone: 0,
    hours: 100,
    hoursDone: 0,
    hoursLeft: 100,
    share: 0,
  });
});

test("checked objectives of a started topic count its hours in proportion", () => {
  const { progress } = after({ kind: "tick", topic: 0, mask: 0b011 });
  expect(topicShare(topicsOf(roadmap)[0]!, progress, NONE)).toMatchObject({
    state: "started",
    objectivesDone: 2,
    objectives: 3,
    hoursDone: expect.closeTo(26.667, 3),
    share: 2 / 3,
  });
});

test("done and known topics count whole, whatever is checked; skipped ones leave the sum", () => {
  const journey = after(
    { kind: "complete", topic: 0, link: null },
    { kind: "know", topic: 1 },
    { kind: "tick", topic: 2, mask: 1 },
    { kind: "skip", topic: 2 },
  );
  expect(whole(journey)).toMatchObject({
    topics: 3,
    topicsDone: 2,
    skipped: 1,
    objectives: 7,
    objectivesDone: 5,
    hours: 80,
    hoursDone: 50,
    hoursLeft: 30,
    share: 50 / 80,
  });
});

test("tracks and phases sum what is theirs", () => {
  const { progress } = after({ kind: "complete", topic: 1, link: null });
  const [first, second] = roadmap.phases;
  expect(trackShare(first!.tracks[0]!, progress, NONE)).toMatchObject({ hours: 50, hoursDone: 10 });
  expect(phaseShare(first!, progress, NONE)).toMatchObject({ hours: 70, hoursDone: 10, topics: 3 });
  expect(phaseShare(second!, progress, NONE)).toMatchObject({ hours: 30, share: 0 });
});

test("only the objectives of the member's choice count", () => {
  const { progress } = after({ kind: "tick", topic: 3, mask: 1 });
  const share = (picks: Record<string, string>) =>
    topicShare(topicsOf(roadmap)[3]!, progress, chosen(picks)).share;
  expect([share({}), share({ cloud: "aws" }), share({ cloud: "gcp" }), share({ cloud: "azure" })]).toEqual([
    0.5, 1, 0, 0,
  ]);
});

test("an objective checked before its meaning changed counts, and is marked", () => {
  const journey = after({ kind: "tick", topic: 1, mask: 1 }, { kind: "revise", topic: 1 });
  const list = checklistOf(topicsOf(journey.roadmap)[1]!, journey.progress, NONE);
  expect(list.map(({ checked, outdated }) => [checked, outdated])).toEqual([
    [true, true],
    [false, false],
  ]);
});

test("a roadmap that was skipped as a whole has nothing left and claims nothing", () => {
  const journey = [0, 1, 2, 3].reduce<Journey>(
    (j, topic) => play(j, { kind: "skip", topic }),
    setOut(roadmap),
  );
  expect(whole(journey)).toMatchObject({ hours: 0, hoursLeft: 0, share: 0, skipped: 4, topics: 0 });
});

test.each([
  [0, 8, 0],
  [1, 8, 1],
  [16, 8, 2],
  [17, 8, 3],
  [40 - (40 * 2) / 3 - 40 / 3, 8, 0],
  [24.000000000000004, 8, 3],
  [100, 0.5, 200],
])("%d hours at %d a week take %d weeks", (hours, pace, weeks) => {
  expect(weeksLeft(hours, pace)).toBe(weeks);
});

test("checking, finishing and knowing never lower any share of any roadmap, and shares stay within bounds", () => {
  const journeys = anyRoadmap().chain((roadmap) =>
    fc.record({
      roadmap: fc.constant(roadmap),
      choices: choicesIn(roadmap),
      moves: fc.array(move(), { maxLength: 25 }),
      last: fc.oneof(
        fc.record({ kind: fc.constant("complete" as const), topic: fc.nat(11), link: fc.constant(null) }),
        fc.record({ kind: fc.constant("know" as const), topic: fc.nat(11) }),
        fc.record({ kind: fc.constant("tick" as const), topic: fc.nat(11), mask: fc.constant(15) }),
      ),
    }),
  );
  fc.assert(
    fc.property(journeys, ({ roadmap, choices, moves, last }) => {
      const journey = moves.reduce(play, setOut(roadmap, choices));
      const before = whole(journey);
      const later = whole(play(journey, last));
      const dust = 1e-9;
      expect(later.share).toBeGreaterThanOrEqual(before.share - dust);
      expect(later.hoursDone).toBeGreaterThanOrEqual(before.hoursDone - dust);
      expect(later.objectivesDone).toBeGreaterThanOrEqual(before.objectivesDone);
      expect(later.share).toBeLessThanOrEqual(1 + dust);
      expect(later.objectivesDone).toBeLessThanOrEqual(later.objectives);
      expect(later.topics + later.skipped).toBe(topicsOf(roadmap).length);
    }),
  );
});
