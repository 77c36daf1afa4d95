import { expect, test } from "vitest";
import { NO_PROGRESS } from "../../src/domain/fold.ts";
import {
  findCertification,
  findObjective,
  findTopic,
  openPrerequisites,
  positionOf,
  prerequisites,
  softPrerequisites,
  topicsOf,
  unlocks,
} from "../../src/domain/roadmap-graph.ts";
import { play, setOut } from "../support/journey.ts";
import { chosen, id, ids, sketch } from "./small-roadmap.ts";

const NONE = chosen({});
const roadmap = sketch([
  [
    [{ id: "python" }, { id: "sql" }],
    [{ id: "etl", after: ["python", "sql"], afterSoft: ["git"] }, { id: "git" }],
  ],
  [
    [
      { id: "spark", after: ["python", "sql"] },
      { id: "stream", after: [["spark", { engine: "spark" }]] },
    ],
  ],
]);

test("topics come in the author's order and are found by id, as are objectives and certifications", () => {
  expect(ids(topicsOf(roadmap))).toEqual(["python", "sql", "etl", "git", "spark", "stream"]);
  expect(findTopic(roadmap, "etl")?.title).toBe("ETL");
  expect(findTopic(roadmap, "ETL")).toBeNull();
  expect(findObjective(roadmap, "git/2")?.topic.id).toBe("git");
  expect(findObjective(roadmap, "git/3")).toBeNull();
  expect(findCertification(roadmap, "das")?.status).toBe("retired");
  expect(findCertification(roadmap, "none")).toBeNull();
});

test("a position counts phases, tracks and topics from one", () => {
  expect(positionOf(roadmap, id("git"))).toMatchObject({
    phaseNumber: 1,
    trackNumber: 2,
    topicNumber: 2,
    number: 4,
    total: 6,
    phase: { title: "Phase 1" },
    track: { title: "Track 1.2" },
  });
  expect(() => positionOf(roadmap, id("cobol"))).toThrow("no topic cobol");
});

test.each([
  [{}, ["spark"]],
  [{ engine: "spark" }, ["spark"]],
  [{ engine: "flink" }, []],
])("with the choices %o a conditional prerequisite gives %o", (picks, expected) => {
  const stream = topicsOf(roadmap)[5]!;
  expect(prerequisites(stream, chosen(picks as Record<string, string>))).toEqual(expected);
});

test("soft prerequisites are apart from hard ones", () => {
  const etl = topicsOf(roadmap)[2]!;
  expect(softPrerequisites(etl, NONE)).toEqual(["git"]);
  expect(prerequisites(etl, NONE)).toEqual(["python", "sql"]);
});

test("done, known and skipped meet a prerequisite, started does not", () => {
  const etl = topicsOf(roadmap)[2]!;
  const open = (kind: "start" | "know" | "skip") =>
    ids(openPrerequisites(roadmap, etl, play(setOut(roadmap), { kind, topic: 0 }).progress, NONE));
  expect(open("start")).toEqual(["python", "sql"]);
  expect(open("know")).toEqual(["sql"]);
  expect(open("skip")).toEqual(["sql"]);
});

test("a topic opens those that miss nothing else, and brings the others closer", () => {
  const before = unlocks(roadmap, id("python"), NO_PROGRESS, NONE);
  expect(ids(before.opens)).toEqual([]);
  expect(before.brings.map(({ topic, missing }) => [topic.id, ids(missing)])).toEqual([
    ["etl", ["sql"]],
    ["spark", ["sql"]],
  ]);
  const { progress } = play(setOut(roadmap), { kind: "know", topic: 1 });
  expect(ids(unlocks(roadmap, id("python"), progress, NONE).opens)).toEqual(["etl", "spark"]);
});

test("what a topic unlocks is the same right before and right after it is finished, without what is begun", () => {
  const before = [1, 4].reduce((journey, topic) => play(journey, { kind: "know", topic }), setOut(roadmap));
  const after = play(before, { kind: "complete", topic: 0, link: null });
  const expected = unlocks(roadmap, id("python"), before.progress, NONE);
  expect(ids(expected.opens)).toEqual(["etl"]);
  expect(unlocks(roadmap, id("python"), after.progress, NONE)).toEqual(expected);
  expect(unlocks(roadmap, id("spark"), NO_PROGRESS, chosen({ engine: "flink" }))).toEqual({
    opens: [],
    brings: [],
  });
});
