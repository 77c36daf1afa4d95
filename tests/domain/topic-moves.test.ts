import { describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import {
  completeTopic,
  knowTopic,
  resolveTopic,
  skipTopic,
  startTopic,
} from "../../src/domain/topic-moves.ts";
import type { Journey } from "../support/journey.ts";
import { play, record, setOut, stateOf, todayOf } from "../support/journey.ts";
import { id, ids, sketch } from "./small-roadmap.ts";

const roadmap = sketch(
  [
    { id: "sql", title: "SQL Advanced Techniques", hours: 32 },
    { id: "git", title: "Version Control with Git", hours: 16 },
    { id: "etl", title: "ETL/ELT Concepts", hours: 24, after: ["sql", "git"] },
  ],
  {
    retired: [
      { id: "hadoop", kind: "topic", title: "Hadoop", successor: "etl" },
      { id: "svn", kind: "topic", title: "Subversion", successor: null },
    ],
  },
);
const fresh = setOut(roadmap);
const today = todayOf(fresh);
const complete = (journey: Journey, topic: string, link: string | null = null) =>
  completeTopic(roadmap, stateOf(journey), topic, link, today);
const open = (decision: ReturnType<typeof startTopic>) =>
  decision.ok ? ids(decision.openPrerequisites) : null;

describe("a topic is found", () => {
  test.each(["etl", "ETL", " etl ", "ETL/ELT Concepts", "etl elt concepts"])("as %j", (typed) => {
    expect(resolveTopic(roadmap, typed)).toMatchObject({ ok: true, topic: { id: "etl" } });
  });

  test("or the nearest are named", () => {
    const found = resolveTopic(roadmap, "gitt");
    expect(found).toMatchObject({
      refusal: { kind: "no-such-topic", typed: "gitt", nearest: [{ id: "git" }] },
    });
    expect(resolveTopic(roadmap, "zzz")).toMatchObject({ refusal: { nearest: [] } });
  });

  test("or what became of it is said", () => {
    expect(resolveTopic(roadmap, "hadoop")).toMatchObject({
      refusal: { kind: "topic-gone", retired: { title: "Hadoop" }, successor: { id: "etl" } },
    });
    expect(resolveTopic(roadmap, "svn")).toMatchObject({ refusal: { kind: "topic-gone", successor: null } });
  });
});

describe("what may follow what", () => {
  const moves = { start: startTopic, know: knowTopic, skip: skipTopic };
  test.each([
    ["start", ["ok", "already", "already", "ok", "ok"]],
    ["know", ["ok", "ok", "already", "already", "ok"]],
    ["skip", ["ok", "ok", "already", "ok", "already"]],
    ["complete", ["ok", "ok", "already", "ok", "ok"]],
  ] as const)("%s on an open, started, done, known, skipped topic: %o", (kind, expected) => {
    const before = [
      fresh,
      play(fresh, { kind: "start", topic: 0 }),
      play(fresh, { kind: "complete", topic: 0, link: null }),
      play(fresh, { kind: "know", topic: 0 }),
      play(fresh, { kind: "skip", topic: 0 }),
    ];
    const seen = before.map((journey) => {
      const decision =
        kind === "complete" ? complete(journey, "sql") : moves[kind](roadmap, stateOf(journey), "sql", today);
      return decision.ok ? "ok" : decision.refusal.kind;
    });
    expect(seen).toEqual(expected);
  });

  test("starting is recorded without a score", () => {
    expect(startTopic(roadmap, stateOf(fresh), "sql", today)).toEqual({
      ok: true,
      entries: [
        {
          action: { kind: "topic.started", topic: id("sql") },
          score: { points: 0, topics: 0, objectives: 0 },
          localDate: today,
        },
      ],
      topic: roadmap.phases[0]!.tracks[0]!.topics[0],
      before: null,
      link: null,
      openPrerequisites: [],
      grants: [],
    });
  });

  test("starting or finishing before the prerequisites is allowed, and they are named; knowing and skipping need none", () => {
    const half = play(fresh, { kind: "know", topic: 0 });
    expect(open(startTopic(roadmap, stateOf(fresh), "etl", today))).toEqual(["sql", "git"]);
    expect(open(complete(half, "etl"))).toEqual(["git"]);
    expect(open(knowTopic(roadmap, stateOf(fresh), "etl", today))).toEqual([]);
    expect(open(skipTopic(roadmap, stateOf(fresh), "etl", today))).toEqual([]);
  });
});

describe("finishing a topic", () => {
  test("earns its hours, and ten more with a link", () => {
    expect(complete(fresh, "sql")).toMatchObject({
      entries: [
        { action: { kind: "topic.done", link: null }, score: { points: 32, topics: 1, objectives: 0 } },
      ],
      grants: [{ rule: "topic", points: 32, capped: false }],
    });
    expect(complete(fresh, "git", "https://example.org/mine")).toMatchObject({
      entries: [{ action: { link: "https://example.org/mine" }, score: { points: 26, topics: 1 } }],
      link: "https://example.org/mine",
      grants: [
        { rule: "topic", points: 16 },
        { rule: "link", points: 10 },
      ],
    });
  });

  test("is refused with a bad link, and an empty one is none", () => {
    expect(complete(fresh, "sql", "ftp://example.org")).toMatchObject({
      refusal: { kind: "bad-link", typed: "ftp://example.org", problem: "not-http" },
    });
    expect(complete(fresh, "sql", "  ")).toMatchObject({ ok: true, link: null });
  });

  test("counts as a topic beyond the day's number, without points", () => {
    const two = [0, 1].reduce((j, topic) => play(j, { kind: "complete", topic, link: null }), fresh);
    expect(complete(two, "etl", "https://example.org")).toMatchObject({
      entries: [{ score: { points: 0, topics: 1 } }],
      grants: [
        { rule: "topic", points: 0, capped: true },
        { rule: "link", points: 0, capped: true },
      ],
    });
    const tomorrow = { ...two, now: two.now.add({ hours: 24 }) };
    expect(completeTopic(roadmap, stateOf(tomorrow), "etl", null, todayOf(tomorrow))).toMatchObject({
      entries: [{ score: { points: 24 } }],
    });
  });

  test("a link can be added or changed later; the day it was finished stays, and nothing counts twice", () => {
    const done = play(fresh, { kind: "complete", topic: 0, link: null });
    const later = { ...done, now: done.now.add({ hours: 30 }) };
    const again = completeTopic(roadmap, stateOf(later), "sql", "https://example.org/", todayOf(later));
    expect(again).toMatchObject({ ok: true, entries: [{ score: { points: 0, topics: 0 } }], grants: [] });
    const journey = record(later, again.ok ? again.entries : []);
    expect(journey.progress.topics.get(mint("sql"))).toEqual({
      state: "done",
      since: done.now,
      link: "https://example.org/",
      event: 2,
    });
    expect(complete(journey, "sql", "https://example.org/")).toMatchObject({ refusal: { kind: "already" } });
  });
});
