import { expect, test } from "vitest";
import { mint, type ObjectiveId } from "../../src/domain/ids.ts";
import { setObjectives } from "../../src/domain/objective-moves.ts";
import type { Journey } from "../support/journey.ts";
import { play, record, recordedIn, setOut, stateOf, todayOf } from "../support/journey.ts";
import { chosen, ids, sketch } from "./small-roadmap.ts";

const roadmap = sketch([
  { id: "a", objectives: [null, null, null] },
  { id: "b", objectives: [null, { cloud: "aws" }, { cloud: "gcp" }], after: ["a"] },
  { id: "c", objectives: Array.from({ length: 10 }, () => null) },
]);
const fresh = setOut(roadmap);
const tick = (journey: Journey, topic: string, ...numbers: number[]) =>
  setObjectives(
    journey.roadmap,
    stateOf(journey),
    topic,
    new Set(numbers.map((n) => mint<ObjectiveId>(`${topic}/${n}`))),
    recordedIn(journey),
    todayOf(journey),
  );
const after = (journey: Journey, topic: string, ...numbers: number[]) => {
  const decision = tick(journey, topic, ...numbers);
  return decision.ok ? record(journey, decision.entries) : journey;
};
const points = ({ events }: Journey) => events.reduce((sum, { score }) => sum + score.points, 0);
const kinds = (decision: ReturnType<typeof tick>) =>
  decision.ok ? decision.entries.map((e) => e.action.kind) : null;

test("the first check starts the topic and earns five", () => {
  const decision = tick(fresh, "a", 2);
  expect(kinds(decision)).toEqual(["topic.started", "objective.checked"]);
  expect(decision).toMatchObject({
    checked: [{ id: "a/2" }],
    unchecked: [],
    confirmed: [],
    started: true,
    allChecked: false,
    grants: [{ rule: "objective", points: 5, capped: false }],
  });
  expect(points(after(fresh, "a", 2))).toBe(5);
});

test("a check in a topic whose prerequisites are open names them", () => {
  const decision = tick(fresh, "b", 1);
  expect(decision.ok && ids(decision.openPrerequisites)).toEqual(["a"]);
});

test("checks and unchecks come in one decision; what is taken away gives back what it gave", () => {
  const journey = after(fresh, "a", 1, 2);
  const decision = tick(journey, "a", 2, 3);
  expect(kinds(decision)).toEqual(["undone", "objective.checked"]);
  expect(decision).toMatchObject({
    entries: [
      { action: { subject: "objective:a/1" }, score: { points: -5, objectives: -1 } },
      { score: { points: 5 } },
    ],
    started: false,
  });
  expect(points(after(journey, "a"))).toBe(0);
});

test("the same ticks again change nothing", () => {
  const journey = after(fresh, "a", 1, 2);
  expect(tick(journey, "a", 1, 2)).toMatchObject({ ok: true, entries: [], checked: [], unchecked: [] });
});

test("all checked offers to finish, unless the topic is settled", () => {
  expect(tick(fresh, "a", 1, 2, 3)).toMatchObject({ allChecked: true });
  expect(tick(play(fresh, { kind: "complete", topic: 0, link: null }), "a", 1, 2, 3)).toMatchObject({
    allChecked: false,
    started: false,
    grants: [{ points: 5 }, { points: 5 }, { points: 5 }],
  });
  expect(tick(play(fresh, { kind: "skip", topic: 0 }), "a", 1, 2, 3)).toMatchObject({
    allChecked: true,
    started: true,
  });
});

test("what a member ticks in a topic they knew earns nothing and does not start it", () => {
  const decision = tick(play(fresh, { kind: "know", topic: 0 }), "a", 1);
  expect(decision).toMatchObject({
    started: false,
    entries: [{ score: { points: 0, objectives: 0 } }],
    grants: [],
  });
});

test("only the objectives of the member's choice are touched, and unknown ones are let be", () => {
  const both = after(fresh, "b", 2, 3);
  const aws = { ...both, choices: chosen({ cloud: "aws" }) };
  expect(tick(aws, "b", 1, 2, 99)).toMatchObject({
    checked: [{ id: "b/1" }],
    unchecked: [],
    allChecked: true,
  });
  expect(after(aws, "b").progress.objectives.has(mint("b/3"))).toBe(true);
});

test("the ninth check of a day is kept and earns nothing; taking one back makes room", () => {
  const nine = after(fresh, "c", 1, 2, 3, 4, 5, 6, 7, 8, 9);
  expect(points(nine)).toBe(40);
  expect(nine.progress.objectives.size).toBe(9);
  expect(nine.events.at(-1)?.score).toEqual({ points: 0, topics: 0, objectives: 1 });
  expect(points(after(nine, "c", 2, 3, 4, 5, 6, 7, 8, 9, 10))).toBe(40);
  expect(points(after(nine, "c", 2, 3))).toBe(10);
});

test("an uncheck on a later day counts for the day of the check", () => {
  const monday = after(fresh, "a", 1);
  const tuesday = { ...monday, now: monday.now.add({ hours: 24 }) };
  const decision = tick(tuesday, "a");
  expect(decision.ok && decision.entries[0]?.localDate.equals(todayOf(monday))).toBe(true);
});

test("a tick of an older revision that stays is confirmed, with the score and the day it had", () => {
  const before = play(after(fresh, "a", 1, 2), { kind: "revise", topic: 0 });
  const later = { ...before, now: before.now.add({ hours: 48 }) };
  const decision = tick(later, "a", 1);
  expect(kinds(decision)).toEqual(["undone", "undone", "objective.checked"]);
  expect(decision).toMatchObject({ confirmed: [{ id: "a/1" }], unchecked: [{ id: "a/2" }], grants: [] });
  const journey = after(later, "a", 1);
  expect(points(journey)).toBe(5);
  expect(journey.progress.objectives.get(mint("a/1"))?.rev).toBe(2);
  expect(journey.events.every(({ localDate }) => localDate.equals(todayOf(fresh)))).toBe(true);
  expect(points(after(journey, "a"))).toBe(0);
});

test("an unknown topic is refused, and a tick whose entry was not handed in is a fault", () => {
  expect(tick(fresh, "nothing", 1)).toMatchObject({ refusal: { kind: "no-such-topic" } });
  const journey = after(fresh, "a", 1);
  expect(() => tick({ ...journey, events: [] }, "a")).toThrow("no entry for the tick of a/1");
});
