import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Action } from "../../src/domain/event.ts";
import { applyEvent, foldEvents, foldSubject, NO_PROGRESS, subjectOf } from "../../src/domain/fold.ts";
import type { Recorded } from "../../src/domain/fold.ts";
import { mint } from "../../src/domain/ids.ts";
import { roadmap as anyRoadmap } from "../support/arbitraries.ts";
import { play, setOut } from "../support/journey.ts";
import { move } from "../support/moves.ts";
import { id } from "./small-roadmap.ts";

const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000);
const events = (...actions: Action[]): Recorded[] =>
  actions.map((action, i) => ({ id: i + 1, at: at(i + 1), action }));
const started: Action = { kind: "topic.started", topic: id("a") };
const done = (link: string | null): Action => ({ kind: "topic.done", topic: id("a"), link });
const undone = (event: number): Action => ({ kind: "undone", event, subject: "topic:a" });

test.each<[Action, string]>([
  [started, "topic:a"],
  [done(null), "topic:a"],
  [{ kind: "objective.checked", objective: mint("a/x"), rev: 1 }, "objective:a/x"],
  [{ kind: "certification.dropped", certification: mint("c") }, "certification:c"],
  [undone(4), "topic:a"],
])("%o is about %s", (action, subject) => {
  expect(subjectOf(action)).toBe(subject);
});

test("nothing leads to nothing", () => {
  expect(foldEvents([])).toEqual(NO_PROGRESS);
  expect(foldSubject("objective:a/x:y", [])).toEqual({
    kind: "objective",
    objective: "a/x:y",
    progress: null,
  });
});

test("the last event that stands says what a topic is, and since when", () => {
  expect(foldSubject("topic:a", events(started, done("https://example.org/")))).toEqual({
    kind: "topic",
    topic: "a",
    progress: { state: "done", since: at(2), link: "https://example.org/", event: 2 },
  });
});

test("what was undone never was, in whatever order it was undone", () => {
  const all = events(
    started,
    done(null),
    undone(2),
    { kind: "topic.known", topic: id("a") },
    undone(4),
    undone(1),
  );
  expect(foldSubject("topic:a", all.slice(0, 5))).toMatchObject({
    progress: { state: "started", since: at(1) },
  });
  expect(foldSubject("topic:a", all)).toMatchObject({ progress: null });
});

test("a link added later leaves the day of finishing as it was", () => {
  const all = events(done(null), done("https://example.org/"), undone(2));
  expect(foldSubject("topic:a", all.slice(0, 2))).toMatchObject({ progress: { since: at(1), event: 2 } });
  expect(foldSubject("topic:a", all)).toMatchObject({ progress: { since: at(1), link: null, event: 1 } });
});

test("an undo applied without the event it takes back is a fault", () => {
  const [first, second] = events(started, undone(1));
  expect(() => applyEvent(NO_PROGRESS, second!)).toThrow("event 1 is undone");
  expect(applyEvent(NO_PROGRESS, second!, [first!])).toEqual(NO_PROGRESS);
});

const steps = fc.oneof(
  fc.record({
    topic: fc.constantFrom("a", "b"),
    state: fc.constantFrom("started", "done", "known", "skipped"),
  }),
  fc.record({ objective: fc.constantFrom("o", "p"), rev: fc.nat(3) }),
  fc.record({
    certification: fc.constantFrom("c", "d"),
    state: fc.constantFrom("planned", "booked", "passed", "dropped"),
  }),
  fc.record({ back: fc.nat(6) }),
);

test("folding any record at once equals applying it event by event, also one that no rule would allow", () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 40 }), (list) => {
      const all: Recorded[] = [];
      let progress = NO_PROGRESS;
      for (const step of list) {
        const action = actionOf(step, all);
        if (action === null) continue;
        const event = { id: all.length + 1, at: at(all.length + 1), action };
        const earlier = all.filter((other) => subjectOf(other.action) === subjectOf(action));
        progress = applyEvent(progress, event, earlier);
        all.push(event);
        expect(foldEvents(all)).toEqual(progress);
      }
    }),
  );
});

test("it also does on any way through any roadmap", () => {
  fc.assert(
    fc.property(anyRoadmap(), fc.array(move(), { maxLength: 40 }), (roadmap, moves) => {
      const journey = moves.reduce(play, setOut(roadmap));
      expect(foldEvents(journey.events)).toEqual(journey.progress);
    }),
  );
});

type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

function actionOf(step: Step, all: readonly Recorded[]): Action | null {
  if ("topic" in step) {
    const topic = id(step.topic);
    return step.state === "done" ? done(null) : { kind: `topic.${step.state}`, topic };
  }
  if ("objective" in step)
    return { kind: "objective.checked", objective: mint(step.objective), rev: step.rev };
  if ("certification" in step) {
    const exam = Temporal.PlainDate.from("2027-01-01");
    return { kind: `certification.${step.state}`, certification: mint(step.certification), exam };
  }
  const target = all.at(-1 - step.back);
  if (target === undefined || target.action.kind === "undone") return null;
  return { kind: "undone", event: target.id, subject: subjectOf(target.action) };
}
