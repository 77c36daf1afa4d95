import { expect, test } from "vitest";
import {
  choicesOf,
  gaps,
  holds,
  objectivesFor,
  openChoices,
  resourcesFor,
} from "../../src/domain/choices.ts";
import { mint } from "../../src/domain/ids.ts";
import type { Only } from "../../src/domain/roadmap.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { chosen, ids, sketch } from "./small-roadmap.ts";

const onlyAws: Only = { choice: mint("cloud"), options: [mint("aws")] };
const roadmap = sketch([
  {
    id: "storage",
    objectives: [null, { cloud: "aws" }, { cloud: "gcp" }],
    resources: [null, { cloud: "aws" }, { cloud: "azure" }],
  },
  { id: "git", resources: [null] },
  { id: "stream", objectives: [{ engine: "flink" }], resources: [{ engine: "spark" }, { cloud: "gcp" }] },
]);
const [storage, git, stream] = topicsOf(roadmap);

test.each([
  [null, {}, true],
  [null, { cloud: "gcp" }, true],
  [onlyAws, {}, true],
  [onlyAws, { cloud: "aws" }, true],
  [onlyAws, { cloud: "gcp" }, false],
  [onlyAws, { engine: "flink" }, true],
])("what is bound to %o holds under %o: %s", (only, picks, expected) => {
  expect(holds(only, chosen(picks as Record<string, string>))).toBe(expected);
});

test("a member without a profile has decided nothing and sees everything", () => {
  expect(ids(objectivesFor(storage!, choicesOf(null)))).toEqual(["storage/1", "storage/2", "storage/3"]);
  expect(ids(resourcesFor(storage!, choicesOf(null)))).toHaveLength(3);
});

test("a choice filters objectives and resources", () => {
  expect(ids(objectivesFor(storage!, chosen({ cloud: "aws" })))).toEqual(["storage/1", "storage/2"]);
  expect(ids(resourcesFor(storage!, chosen({ cloud: "gcp" })))).toEqual(["storage-r1"]);
});

test.each([
  ["storage", {}, []],
  ["storage", { cloud: "aws" }, []],
  ["storage", { cloud: "gcp" }, [{ choice: "cloud", option: "gcp" }]],
  ["git", { cloud: "gcp" }, []],
  [
    "stream",
    { cloud: "aws", engine: "flink" },
    [
      { choice: "engine", option: "flink" },
      { choice: "cloud", option: "aws" },
    ],
  ],
])("%s under %o has the gaps %o", (name, picks, expected) => {
  const topic = topicsOf(roadmap).find((topic) => topic.id === name)!;
  expect(gaps(topic, chosen(picks as Record<string, string>))).toEqual(expected);
});

test("a topic names the choices it depends on until they are made", () => {
  expect(ids(openChoices(roadmap, stream!, chosen({})))).toEqual(["cloud", "engine"]);
  expect(ids(openChoices(roadmap, stream!, chosen({ cloud: "gcp" })))).toEqual(["engine"]);
  expect(openChoices(roadmap, git!, chosen({}))).toEqual([]);
});
