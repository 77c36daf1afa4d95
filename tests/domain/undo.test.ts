import * as fc from "fast-check";
import { expect, test } from "vitest";
import { liveEvents, subjectOf } from "../../src/domain/fold.ts";
import { undo } from "../../src/domain/undo.ts";
import { roadmap as anyRoadmap } from "../support/arbitraries.ts";
import type { Journey } from "../support/journey.ts";
import { decide, play, record, setOut } from "../support/journey.ts";
import { move } from "../support/moves.ts";
import type { Move } from "../support/moves.ts";
import { sketch } from "./small-roadmap.ts";

const roadmap = sketch([{ id: "a", hours: 12 }, { id: "b" }]);
const after = (...moves: Move[]) => moves.reduce(play, setOut(roadmap));
const start: Move = { kind: "start", topic: 0 };
const done: Move = { kind: "complete", topic: 0, link: null };
const wait: Move = { kind: "wait", hours: 30 };
const undoOf = ({ events }: Journey, id: number) => {
  const event = events.find((event) => event.id === id) ?? null;
  const later = events.filter(
    (other) => other.id > id && event && subjectOf(other.action) === subjectOf(event.action),
  );
  return undo(event, later);
};

test("gives back what was given, on the day it was given for", () => {
  const journey = after(start, done, wait);
  expect(undoOf(journey, 2)).toEqual({
    ok: true,
    entries: [
      {
        action: { kind: "undone", event: 2, subject: "topic:a" },
        score: { points: -12, topics: -1, objectives: 0 },
        localDate: journey.events[1]!.localDate,
      },
    ],
    event: journey.events[1],
  });
});

test("leads back to what was before: started since then", () => {
  const started = after(start);
  const journey = [wait, done, { kind: "undo", back: 0 } as const].reduce<Journey>(play, started);
  expect(journey.progress).toEqual(started.progress);
});

test("is refused for nothing, twice, for an undo, and where something newer stands", () => {
  const undone = after(start, done, { kind: "undo", back: 0 });
  expect(undo(null, [])).toMatchObject({ refusal: { kind: "nothing-to-undo" } });
  expect(undoOf(undone, 2)).toMatchObject({ refusal: { kind: "undone-already", event: { id: 2 } } });
  expect(undoOf(undone, 3)).toMatchObject({ refusal: { kind: "nothing-to-undo" } });
  expect(undoOf(after(start, done), 1)).toMatchObject({
    refusal: { kind: "overtaken", event: { id: 1 }, by: { id: 2 } },
  });
});

test("is possible once everything newer was taken back, and does not mind other subjects", () => {
  expect(undoOf(after(start, done, { kind: "undo", back: 0 }), 1)).toMatchObject({ ok: true });
  expect(undoOf(after(start, { kind: "complete", topic: 1, link: null }), 1)).toMatchObject({ ok: true });
});

const journeys = fc.record({ roadmap: anyRoadmap(), moves: fc.array(move(), { maxLength: 30 }) });

test("on any way, undoing a move right after it restores the progress exactly and the points to what they were", () => {
  fc.assert(
    fc.property(journeys, move(), ({ roadmap, moves }, last) => {
      fc.pre(
        last.kind !== "wait" && last.kind !== "choose" && last.kind !== "revise" && last.kind !== "undo",
      );
      const before = moves.reduce(play, setOut(roadmap));
      const decision = decide(before, last);
      // A confirmed or taken away tick is itself made of undos, which cannot be undone.
      fc.pre(decision?.ok === true && decision.entries.every(({ action }) => action.kind !== "undone"));
      const made = record(before, decision.entries);
      const back = decision.entries.reduce(undoNewest, made);
      expect(back.progress).toEqual(before.progress);
      expect(points(back)).toBe(points(before));
      expect(live(back)).toEqual(live(before));
    }),
  );
});

/** Takes back the newest event that stands. */
function undoNewest(journey: Journey): Journey {
  const newest = liveEvents(journey.events).at(-1)!;
  const decision = undoOf(journey, newest.id);
  if (!decision.ok) throw new Error(decision.refusal.kind);
  return record(journey, decision.entries);
}

function points({ events }: Journey): number {
  return events.reduce((sum, { score }) => sum + score.points, 0);
}

function live({ events }: Journey): number[] {
  return liveEvents(events).map(({ id }) => id);
}
