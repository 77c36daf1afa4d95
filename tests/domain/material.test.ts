import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterWeek, planStart, weekAt } from "../../src/domain/group-plan.ts";
import type { PlanPoint } from "../../src/domain/group-plan.ts";
import { mint } from "../../src/domain/ids.ts";
import type { ObjectiveId } from "../../src/domain/ids.ts";
import {
  exerciseFor,
  exercisesOf,
  questionsFor,
  readingsIn,
  readingsOf,
  resolveQuestion,
  resolveUnit,
  topicOfPart,
  unitAt,
  unitsOfWeek,
} from "../../src/domain/material.ts";
import type { UnitsOfWeek } from "../../src/domain/material.ts";
import type { MemberProgress } from "../../src/domain/progress.ts";
import type { Roadmap, Topic } from "../../src/domain/roadmap.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import type { GroupChoices } from "../../src/domain/week-prompt.ts";
import { materialOf } from "../support/teaching.ts";
import { chosen, sketch } from "./small-roadmap.ts";

const nothing: MemberProgress = { topics: new Map(), objectives: new Map(), certifications: new Map() };
const made = (picks: Record<string, readonly string[]>): GroupChoices =>
  new Map(
    Object.entries(picks).map(([choice, options]) => [
      mint(choice),
      new Set(options.map((id) => mint<never>(id))),
    ]),
  );
const topicOf = (roadmap: Roadmap): Topic => topicsOf(roadmap)[0]!;

/** What a group sees week by week: all of a topic, at paces that may change. */
function weeksOf(roadmap: Roadmap, paces: readonly number[]): UnitsOfWeek[] {
  const seen: UnitsOfWeek[] = [];
  let point: PlanPoint | null = planStart(roadmap);
  for (let i = 0; point !== null && i < 1000; i++) {
    const week = weekAt(roadmap, point, paces[i % paces.length] ?? 8);
    if (week === null) break;
    seen.push(unitsOfWeek(week.topic, week));
    point = afterWeek(roadmap, week);
  }
  return seen;
}

describe("the units of a group's week", () => {
  const ids = (weeks: readonly UnitsOfWeek[]) =>
    weeks.map(
      ({ units, goesOn }) =>
        units.map(({ id }) => id.slice(id.lastIndexOf("-") + 1)).join("+") + (goesOn ? "…" : ""),
    );
  const at = (pace: number) => ids(weeksOf(sketch([{ id: "sql", hours: 32 }]), [pace]));

  test("at the roadmap's pace are one", () => {
    expect(at(8)).toEqual(["1", "2", "3", "4"]);
  });

  test("at a faster pace are several, at a slower one the same again", () => {
    expect(at(16)).toEqual(["1+2", "3+4"]);
    expect(at(80)).toEqual(["1+2+3+4"]);
    expect(at(4)).toEqual(["1", "1…", "2", "2…", "3", "3…", "4", "4…"]);
    expect(at(11)).toEqual(["1+2", "3", "4"]);
    expect(at(3)).toEqual(["1", "1…", "2", "2…", "2…", "3", "3…", "3…", "4", "4…", "4…"]);
  });

  test("each comes once and in its turn, and again only where it goes on, however the pace changes", () => {
    const paces = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 4 });
    const number = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(number(100), number(40), paces, (hours, hoursPerWeek, list) => {
        const roadmap = sketch([{ id: "sql", hours }], { hoursPerWeek });
        const weeks = weeksOf(roadmap, list);
        const fresh = weeks.flatMap(({ units, goesOn }) => (goesOn ? [] : units));
        expect(fresh).toEqual(topicOf(roadmap).material?.units);
        for (const [i, { units, goesOn }] of weeks.entries()) {
          expect(units.length).toBeGreaterThan(0);
          if (goesOn) expect(units).toEqual(weeks[i - 1]?.units.slice(-1));
        }
      }),
    );
  });

  test("past the end of a topic, which may have become shorter, is the last one", () => {
    const topic = topicOf(sketch([{ id: "sql", hours: 16 }]));
    expect(unitsOfWeek(topic, { hour: 40, hours: 8 }).units.map(({ id }) => id)).toEqual(["sql/week-2"]);
  });
});

describe("what is built", () => {
  const roadmap = sketch([{ id: "sql" }]);
  const topic = topicOf(roadmap);
  const bound = ["aws", "gcp"].map((option) => ({
    choice: mint<never>("cloud"),
    options: [mint<never>(option)],
  }));
  const unit = materialOf(topic, { hoursPerWeek: 8, bound }).units[0]!;
  const seen = (choices: GroupChoices) =>
    exercisesOf(unit, choices).map(
      ({ options, exercise }) => `${options.join(" ") || "all"}: ${exercise.title}`,
    );

  test("by a group where nobody has chosen is for all", () => {
    expect(seen(made({}))).toEqual(["all: Exercise 1 of sql"]);
    expect(seen(made({ engine: ["flink"] }))).toEqual(["all: Exercise 1 of sql"]);
  });

  test("by members of several clouds is one for each, in the author's order", () => {
    expect(seen(made({ cloud: ["gcp", "aws"] }))).toEqual([
      "aws: Exercise 1 of sql for aws",
      "gcp: Exercise 1 of sql for gcp",
    ]);
  });

  test("for an option without a variant is what is for all", () => {
    expect(seen(made({ cloud: ["azure"] }))).toEqual(["all: Exercise 1 of sql"]);
    expect(seen(made({ cloud: ["azure", "aws"] }))).toEqual([
      "aws: Exercise 1 of sql for aws",
      "azure: Exercise 1 of sql",
    ]);
  });

  test("by one member is what they chose", () => {
    expect(exerciseFor(unit, chosen({ cloud: "gcp" })).exercise.title).toBe("Exercise 1 of sql for gcp");
    expect(exerciseFor(unit, chosen({ cloud: "azure" })).exercise.title).toBe("Exercise 1 of sql");
    expect(exerciseFor(unit, chosen({})).exercise.title).toBe("Exercise 1 of sql");
  });
});

test("what is read is there once for each part, and only what is of use", () => {
  const topic = topicOf(sketch([{ id: "sql", resources: [null, { cloud: "aws" }] }]));
  const unit = topic.material.units[0]!;
  const [all] = exercisesOf(unit, made({}));
  const more = {
    ...all!,
    resources: [...unit.resources, { resource: topic.resources[0]!.id, part: "Another" }],
  };
  const read = readingsOf(topic, readingsIn(unit, [more]), ({ only }) => only === null);
  expect(read.map(({ resource, part }) => `${resource.id} ${part}`)).toEqual([
    "sql-r1 Part",
    "sql-r1 Another",
  ]);
});

test("a member is at the first unit with an open objective, and at the last when all is checked", () => {
  const topic = topicOf(sketch([{ id: "sql", hours: 24, objectives: [null, null, null] }]));
  const checked = (...numbers: readonly number[]) => ({
    ...nothing,
    objectives: new Map(numbers.map((n) => [mint<ObjectiveId>(`sql/${n}`), { rev: 1, event: 1 }])),
  });
  const at = (...numbers: readonly number[]) => unitAt(topic, checked(...numbers), chosen({}))?.id;
  expect([at(), at(1), at(2), at(1, 2), at(1, 2, 3)]).toEqual([
    "sql/week-1",
    "sql/week-2",
    "sql/week-1",
    "sql/week-3",
    "sql/week-3",
  ]);
});

test("a member is asked about their objectives, for what they chose", () => {
  const topic = topicOf(sketch([{ id: "sql", objectives: [{ cloud: "aws" }, { cloud: "gcp" }] }]));
  const asked = (cloud?: string) => questionsFor(topic, chosen(cloud ? { cloud } : {})).map(({ id }) => id);
  expect(asked()).toEqual(["sql/1/q1", "sql/1/q2", "sql/2/q1", "sql/2/q2"]);
  expect(asked("gcp")).toEqual(["sql/2/q1", "sql/2/q2"]);
  expect(asked("azure")).toEqual([]);
});

test("an id that is gone leads to what took its place, or to its topic", () => {
  const retired = [
    { id: "sql/week-9", kind: "unit", title: "Old", successor: "sql/week-1" },
    { id: "sql/1/q9", kind: "question", title: "Old", successor: "sql/1/q2" },
  ] as const;
  const roadmap = sketch([{ id: "sql" }, { id: "sql/more" }], { retired });
  expect(resolveUnit(roadmap, "sql/week-1")?.topic.id).toBe("sql");
  expect(resolveUnit(roadmap, "sql/week-9")?.unit.id).toBe("sql/week-1");
  expect(resolveQuestion(roadmap, "sql/1/q9")?.question.id).toBe("sql/1/q2");
  expect(resolveQuestion(roadmap, "sql/1/q8")).toBeNull();
  expect(topicOfPart(roadmap, "sql/1/q8")?.id).toBe("sql");
  expect(topicOfPart(roadmap, "sql/more/1/q8")?.id).toBe("sql/more");
  expect(topicOfPart(roadmap, "spark/1/q8")).toBeNull();
});
