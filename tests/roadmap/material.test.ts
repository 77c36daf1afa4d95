import { describe, expect, test } from "vitest";
import { readRoadmap } from "../../src/roadmap.ts";
import { small, smallMaterial, wrongMaterial, wrongText } from "./wrong-file.ts";
import { wrongMaterials } from "./wrong-material.ts";

const variant = (only: string, title: string) =>
  `      - { only: ${only}, exercise: { title: ${title}, minutes: 60, steps: [One., Two.], hand_in: It., works_when: Now. } }\n`;

describe("wrong material of a topic", () => {
  test("there is something to be wrong with: the files are right before the edits", () => {
    expect(readRoadmap(small, "small.yaml", smallMaterial)).toMatchObject({ ok: true });
  });

  test.each(wrongMaterials)("$name", (wrong) => {
    const problems = wrong.problems.map((problem) =>
      problem.startsWith("small.yaml:") ? problem : `small/${problem}`,
    );
    expect(readRoadmap(small, "small.yaml", wrongMaterial(wrong))).toEqual({ ok: false, problems });
  });

  test("mistakes in the roadmap and in its topics are reported at once, file by file", () => {
    const texts = wrongMaterial({
      name: "several",
      edits: {
        "storage.yaml": [["rev: 1", "rev: one"]],
        "sql.yaml": [["objectives: [sql/joins]", "objectives: [sql/jions]"]],
      },
      problems: [],
    });
    const text = wrongText({ name: "several", edits: [["ask: start", "ask: now"]] });
    expect(readRoadmap(text, "small.yaml", texts)).toEqual({
      ok: false,
      problems: [
        'small.yaml:12: choices[cloud].ask: is "now", write one of start, later',
        'small/sql.yaml:17: units[sql/week-1].objectives[1]: is "sql/jions", which is no objective of sql, did you mean sql/joins?',
        'small/storage.yaml:6: placement.rev: is "one", write 1, or the next number where the meaning changed',
      ],
    });
  });

  test("an id that the roadmap uses, or has retired, is not free", () => {
    const text = wrongText({
      name: "ids",
      edits: [
        ["id: sql-book", "id: sql/week-1"],
        [
          "{ id: old-sql, kind: topic, title: Old SQL, successor: sql }",
          "{ id: sql/joins/q1, kind: question, title: Old }",
        ],
      ],
    });
    const texts = wrongMaterial({
      name: "ids",
      edits: { "sql.yaml": [["      - { id: sql-book, part: Chapter 1 }", "      - { id: sql/week-1 }"]] },
      problems: [],
    });
    expect(readRoadmap(text, "small.yaml", texts)).toEqual({
      ok: false,
      problems: [
        'small.yaml:89: retired[sql/joins/q1].id: is still the id of the question "sql/joins/q1" in small/sql.yaml on line 45, give the live one another id, or take this entry out',
        'small/sql.yaml:14: units[sql/week-1].id: is already the id of the resource "sql/week-1" in small.yaml on line 32, choose an id that nothing else has',
      ],
    });
  });

  test("a retired question names another one that took its place", () => {
    const retire = (successor: string) =>
      small.replace(
        /^ {2}- \{ id: old-sql.*$/m,
        `  - { id: sql/joins/q9, kind: question, title: Old, successor: ${successor} }`,
      );
    expect(readRoadmap(retire("sql/joins/q2"), "small.yaml", smallMaterial)).toMatchObject({ ok: true });
    expect(readRoadmap(retire("sql/week-1"), "small.yaml", smallMaterial)).toEqual({
      ok: false,
      problems: [
        'small.yaml:89: retired[sql/joins/q9].successor: is the unit "sql/week-1", name the question that took its place, or leave it out',
      ],
    });
  });

  test("the variants of a unit hang on one choice", () => {
    const options = "[{ id: flink, title: Flink }, { id: spark, title: Spark }]";
    const second = `  - { id: engine, title: Engine, question: Which?, ask: later, options: ${options} }\n`;
    const text = small.replace("phases:\n", `${second}phases:\n`);
    const texts = wrongMaterial({
      name: "choices",
      edits: {
        "storage.yaml": [
          ["    discuss: Which file", `${variant("{ engine: flink }", "Streams")}    discuss: Which file`],
        ],
      },
      problems: [],
    });
    expect(readRoadmap(text, "small.yaml", texts)).toEqual({
      ok: false,
      problems: [
        "small/storage.yaml:51: units[storage/week-2].variants[2].only: is about engine, and the variants before are about cloud, let all variants of a unit hang on one choice",
      ],
    });
  });

  test("the same exercise may be there for each option of a choice, as nobody does both", () => {
    const texts = wrongMaterial({
      name: "options",
      edits: {
        "storage.yaml": [
          [
            "    discuss: Who pays",
            `${variant("{ cloud: gcp }", "Three files in a bucket")}    discuss: Who pays`,
          ],
          [
            "    discuss: Which file",
            `${variant("{ cloud: aws }", "Three files in a bucket")}    discuss: Which file`,
          ],
        ],
      },
      problems: [],
    });
    expect(readRoadmap(small, "small.yaml", texts)).toMatchObject({ ok: true });
  });
});
