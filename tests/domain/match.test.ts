import * as fc from "fast-check";
import { expect, test } from "vitest";
import { matchCertifications, matchTopics, nearest, sameText } from "../../src/domain/match.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { resolveTopic } from "../../src/domain/topic-moves.ts";
import { roadmap as anyRoadmap } from "../support/arbitraries.ts";
import { line } from "../support/arbitrary-text.ts";
import { ids, sketch } from "./small-roadmap.ts";

const roadmap = sketch([
  { id: "python-for-de", title: "Python for Data Engineering" },
  { id: "sql-advanced", title: "SQL Advanced Techniques" },
  { id: "spark", title: "Apache Spark" },
  { id: "streaming", title: "Données en flux" },
  { id: "sparse", title: "Sparse Things" },
  { id: "kafka", title: "データ基盤" },
]);
const found = (typed: string) => ids(matchTopics(roadmap, typed));

test("nothing typed matches everything, in order", () => {
  expect(found("  ")).toEqual(ids(topicsOf(roadmap)));
});

test.each([
  ["spar", ["spark", "sparse"]],
  ["spark", ["spark"]],
  ["apache spark", ["spark"]],
  ["SQL", ["sql-advanced"]],
  ["engineering", ["python-for-de"]],
  ["donnees", ["streaming"]],
  ["pyton", ["python-for-de"]],
  ["sqll advanced", ["sql-advanced"]],
  ["データ", ["kafka"]],
  ["cobol", []],
])("%j finds %o first", (typed, expected) => {
  expect(found(typed).slice(0, expected.length)).toEqual(expected);
  if (expected.length === 0) expect(found(typed)).toEqual([]);
});

test("what only looks like it is left out where something has it in it", () => {
  expect(found("spars")).toEqual(["sparse"]);
  expect(found("sparks")).toEqual(["spark", "sparse"]);
});

test("certifications are found by their provider, too", () => {
  expect(ids(matchCertifications(roadmap, "somebody azure"))).toContain("az-900");
});

test("at most five are offered as the nearest", () => {
  expect(nearest([1, 2, 3, 4, 5, 6])).toEqual([1, 2, 3, 4, 5]);
});

test("texts are the same but for case, accents, width and signs; signs alone are not all the same", () => {
  expect(sameText("ETL/ELT Concepts", "etl elt  concepts")).toBe(true);
  expect(sameText("ＳＱＬ", "sql")).toBe(true);
  expect(sameText("C++", "C#")).toBe(false);
  expect(sameText("👍", "🚀")).toBe(false);
  expect(sameText("👍", "👍")).toBe(true);
});

test("on any roadmap a topic's exact title finds a topic of that title, and any text finds only topics, each once", () => {
  fc.assert(
    fc.property(anyRoadmap(), line(80), fc.nat(11), (roadmap, typed, n) => {
      const all = topicsOf(roadmap);
      const topic = all[n % all.length]!;
      const resolved = resolveTopic(roadmap, topic.title);
      expect(resolved.ok && sameText(resolved.topic.title, topic.title)).toBe(true);
      const matches = matchTopics(roadmap, typed);
      expect(new Set(matches).size).toBe(matches.length);
      expect(matches.every((match) => all.includes(match))).toBe(true);
    }),
  );
});
