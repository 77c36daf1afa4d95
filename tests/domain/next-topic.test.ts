import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_PROGRESS } from "../../src/domain/fold.ts";
import { nextTopic } from "../../src/domain/next-topic.ts";
import { openPrerequisites, topicsOf } from "../../src/domain/roadmap-graph.ts";
import { choicesIn, roadmap as anyRoadmap } from "../support/arbitraries.ts";
import type { Journey } from "../support/journey.ts";
import { play, setOut } from "../support/journey.ts";
import { move } from "../support/moves.ts";
import type { Move } from "../support/moves.ts";
import { chosen, id, ids, sketch } from "./small-roadmap.ts";

const roadmap = sketch([
  { id: "python" },
  { id: "sql" },
  { id: "etl", after: ["python", "sql"], afterSoft: ["git"] },
  { id: "git" },
  { id: "cloud", afterSoft: ["spark"] },
  { id: "spark", after: ["etl"] },
]);

const next = (journey: Journey) => nextTopic(journey.roadmap, journey.progress, journey.choices);
const after = (...moves: Move[]) => moves.reduce(play, setOut(roadmap));
const done = (topic: number): Move => ({ kind: "complete", topic, link: null });
const know = (topic: number): Move => ({ kind: "know", topic });
const start = (topic: number): Move => ({ kind: "start", topic });
const skip = (topic: number): Move => ({ kind: "skip", topic });
const hour: Move = { kind: "wait", hours: 1 };

describe("the next topic", () => {
  test("is the first one for a newcomer, with two more that could be begun", () => {
    expect(nextTopic(roadmap, NO_PROGRESS, chosen({}))).toMatchObject({
      kind: "topic",
      topic: { id: "python" },
      reason: { kind: "first" },
      position: { number: 1, total: 6 },
      started: [],
      alternatives: [{ id: "sql" }, { id: "git" }],
    });
  });

  test("is the one that was started last, before anything else", () => {
    const journey = after(start(3), hour, start(1), hour, start(0));
    const since = setOut(roadmap).now.add({ hours: 2 });
    expect(next(journey)).toMatchObject({
      topic: { id: "python" },
      reason: { kind: "started", since },
      started: [{ id: "sql" }, { id: "git" }],
      alternatives: [{ id: "cloud" }],
    });
  });

  test("of two started in the same instant is the one recorded last", () => {
    expect(next(after(start(3), start(1)))).toMatchObject({ topic: { id: "sql" } });
  });

  test("is a started one even where its prerequisites are open, for the member decided so", () => {
    expect(next(after(start(5)))).toMatchObject({ topic: { id: "spark" }, reason: { kind: "started" } });
  });

  test("follows the roadmap's order and says after what", () => {
    expect(next(after(done(0)))).toMatchObject({
      topic: { id: "sql" },
      reason: { kind: "in-order", after: "python" },
    });
  });

  test("waits for a soft prerequisite that can be begun now", () => {
    expect(next(after(know(0), done(1)))).toMatchObject({
      topic: { id: "git" },
      reason: { kind: "in-order", after: "sql" },
      alternatives: [{ id: "cloud" }, { id: "etl" }],
    });
  });

  test("comes with alternatives that do not wait for what was begun", () => {
    expect(next(after(know(0), know(1), start(3)))).toMatchObject({
      topic: { id: "git" },
      alternatives: [{ id: "cloud" }, { id: "etl" }],
    });
  });

  test("names the prerequisites that opened it", () => {
    expect(next(after(know(0), done(1), skip(3)))).toMatchObject({
      topic: { id: "etl" },
      reason: { kind: "unlocked", by: ["python", "sql"] },
      unlocks: { opens: [{ id: "spark" }], brings: [] },
    });
  });

  test("does not thank a member for what was skipped", () => {
    expect(next(after(skip(0), skip(1), skip(3)))).toMatchObject({
      reason: { kind: "in-order", after: null },
    });
  });

  test("does not wait for a soft prerequisite that is blocked, and says what is missing", () => {
    const blocked = sketch([
      { id: "a" },
      { id: "b", afterSoft: ["d"] },
      { id: "c" },
      { id: "d", after: ["c"] },
    ]);
    const journey = play(setOut(blocked), done(0));
    expect(next(journey)).toMatchObject({
      topic: { id: "b" },
      reason: { kind: "soft-open", missing: ["d"] },
    });
  });

  test("is found although soft prerequisites wait for each other", () => {
    const ring = sketch([{ id: "z" }, { id: "a", afterSoft: ["b"] }, { id: "b", afterSoft: ["a"] }]);
    expect(next(play(setOut(ring), done(0)))).toMatchObject({
      topic: { id: "a" },
      reason: { kind: "soft-open", missing: ["b"] },
    });
  });

  test("depends on a choice where a prerequisite does", () => {
    const engines = sketch([{ id: "stream", after: [["spark", { engine: "spark" }]] }, { id: "spark" }]);
    const first = (picks: Record<string, string>) => nextTopic(engines, NO_PROGRESS, chosen(picks));
    expect(first({ engine: "flink" })).toMatchObject({ topic: { id: "stream" } });
    expect(first({ engine: "spark" })).toMatchObject({ topic: { id: "spark" } });
    expect(first({})).toMatchObject({ topic: { id: "spark" } });
  });

  test("is none when all is done, known or skipped; the skipped ones are named", () => {
    const journey = after(done(0), know(1), skip(2), done(3), skip(4), done(5));
    expect(next(journey)).toEqual({ kind: "finished", skipped: [id("etl"), id("cloud")] });
  });

  test("fails loudly where prerequisites run in a circle", () => {
    const ring = sketch([
      { id: "a", after: ["b"] },
      { id: "b", after: ["a"] },
    ]);
    expect(() => nextTopic(ring, NO_PROGRESS, chosen({}))).toThrow("circle: a, b");
  });
});

describe("on any roadmap", () => {
  const journeys = anyRoadmap().chain((roadmap) =>
    fc.record({
      roadmap: fc.constant(roadmap),
      choices: choicesIn(roadmap),
      moves: fc.array(move(), { maxLength: 25 }),
    }),
  );

  test("the next topic is started or ready, and never one that is settled; nor are the alternatives", () => {
    fc.assert(
      fc.property(journeys, ({ roadmap, choices, moves }) => {
        const journey = moves.reduce(play, setOut(roadmap, choices));
        const { progress } = journey;
        const found = next(journey);
        if (found.kind === "finished") {
          const open = topicsOf(journey.roadmap).filter(({ id }) => !progress.topics.has(id));
          expect(ids(open)).toEqual([]);
          return;
        }
        const ready = [found.topic, ...found.alternatives].filter(({ id }) => !progress.topics.has(id));
        const started = [found.topic, ...found.started].filter(({ id }) => progress.topics.has(id));
        for (const topic of ready) {
          expect(openPrerequisites(journey.roadmap, topic, progress, journey.choices)).toEqual([]);
        }
        for (const topic of started) expect(progress.topics.get(topic.id)?.state).toBe("started");
        expect(ready.length + started.length).toBe(1 + found.alternatives.length + found.started.length);
        const named = ids([found.topic, ...found.started, ...found.alternatives]);
        expect(new Set(named).size).toBe(named.length);
      }),
    );
  });

  test("doing what is next finishes the roadmap in as many steps as it has topics", () => {
    fc.assert(
      fc.property(journeys, ({ roadmap, choices }) => {
        const topics = topicsOf(roadmap);
        let journey = setOut(roadmap, choices);
        for (let step = 0; step < topics.length; step++) {
          const found = next(journey);
          if (found.kind === "finished") throw new Error(`finished after ${step}`);
          journey = play(journey, done(topics.indexOf(found.topic)));
        }
        expect(next(journey)).toEqual({ kind: "finished", skipped: [] });
      }),
    );
  });
});
