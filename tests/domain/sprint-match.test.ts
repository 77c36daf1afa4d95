import { describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { TopicId } from "../../src/domain/ids.ts";
import { eveningOverlap, matchSprints } from "../../src/domain/sprint-match.ts";
import type { Candidate, Seeker } from "../../src/domain/sprint-match.ts";
import { chosen, sketch } from "./small-roadmap.ts";
import { sprintOf, START } from "./sprints.ts";

const roadmap = sketch([
  { id: "sql" },
  { id: "python" },
  { id: "storage", objectives: [{ cloud: "aws" }, { cloud: "azure" }] },
  { id: "spark" },
]);
const seeker: Seeker = {
  topic: mint("python"),
  zone: "Europe/Berlin",
  choices: chosen({ cloud: "aws" }),
  settled: new Set<TopicId>(),
};
const candidate = (
  id: number,
  topic: string,
  ...members: readonly [zone: string | null, cloud?: string][]
): Candidate => ({
  sprint: sprintOf({ id, topic: mint(topic) }),
  members: members.map(([zone, cloud]) => ({ zone, choices: chosen(cloud === undefined ? {} : { cloud }) })),
});
const found = (candidates: readonly Candidate[], who: Partial<Seeker> = {}) =>
  matchSprints(roadmap, { ...seeker, ...who }, candidates, START);

describe("finding a sprint", () => {
  test("offers the topic that is next, and the ones beside it; that one first", () => {
    const all = ["spark", "storage", "sql", "python"].map((topic, i) =>
      candidate(i + 1, topic, ["Europe/Berlin"]),
    );
    expect(found(all).map(({ topic, distance }) => [topic.id, distance])).toEqual([
      ["python", "same"],
      ["storage", "after"],
      ["sql", "before"],
    ]);
  });

  test("leaves out what they have behind them, and goals without a topic", () => {
    const sql = candidate(1, "sql", ["UTC"]);
    expect(found([sql], { settled: new Set([mint<TopicId>("sql")]) })).toEqual([]);
    expect(found([{ ...sql, sprint: sprintOf({ topic: null }) }])).toEqual([]);
  });

  test("where the topic differs by cloud, only those with somebody on the same one; elsewhere it is no matter", () => {
    const azure = candidate(1, "storage", ["UTC", "azure"]);
    expect(found([azure])).toEqual([]);
    expect(found([azure], { choices: chosen({}) })).toHaveLength(1);
    const mixed = candidate(2, "storage", ["UTC", "azure"], ["UTC", "aws"]);
    expect(found([mixed])[0]?.shared).toEqual({ choice: "cloud", option: "aws", members: 1 });
    expect(found([candidate(3, "python", ["UTC", "azure"])])).toHaveLength(1);
  });

  test("needs an hour of the evening in common with somebody", () => {
    expect(eveningOverlap("Europe/Berlin", "Europe/London", START)).toBe(3);
    expect(eveningOverlap("Europe/Berlin", "America/New_York", START)).toBe(0);
    expect(eveningOverlap("Pacific/Auckland", "Pacific/Honolulu", START)).toBe(3);
    expect(found([candidate(1, "python", ["America/New_York"])])).toEqual([]);
    const two = found([candidate(2, "python", ["America/New_York"], ["Asia/Kolkata"], ["Europe/Athens"])]);
    expect(two[0]?.evening).toEqual({ hours: 3, members: 1 });
  });

  test("whoever gave no zone is taken to live by the sprint's", () => {
    expect(found([candidate(1, "python", [null])])[0]?.evening).toEqual({ hours: 4, members: 1 });
  });
});
