import { weeksFor } from "../../src/domain/group-plan.ts";
import { mint } from "../../src/domain/ids.ts";
import type { Exercise, Material, Only, Topic } from "../../src/domain/roadmap.ts";

/** What a field says; `max` is the most that the reader takes. */
export type Say = (what: string, max: number) => string;

type Course = {
  readonly hoursPerWeek: number;
  readonly say?: Say;
  /** Of one choice: a variant of each unit for each of these. */
  readonly bound?: readonly Only[];
  /** Whether exercises cost something, could not be run, and answers have a rubric. */
  readonly remarks?: boolean;
};

/** Material that the reader would take, with as many units as the topic has weeks and two questions for each objective. */
export function materialOf(topic: Omit<Topic, "material">, course: Course): Material {
  const { hoursPerWeek, say = (what) => what, bound = [], remarks = false } = course;
  const { id, objectives, resources } = topic;
  const weeks = Array.from({ length: weeksFor(topic.hours, hoursPerWeek) }, (_, i) => i + 1);
  const readings = resources.slice(0, 3).map((one) => ({ resource: one.id, part: say("Part", 80) }));
  const exercise = (what: string): Exercise => ({
    title: say(`Exercise ${what}`, 80),
    minutes: 90,
    steps: Array.from({ length: remarks ? 6 : 2 }, (_, i) => say(`Step ${i + 1} of ${what}`, 150)),
    handIn: say("The result", 200),
    worksWhen: say("It runs", 250),
    cost: remarks ? say("One cent", 150) : null,
    unverified: remarks,
  });
  return {
    checked: "2026-11-25",
    why: say("It matters. It really does.", 350),
    buildsOn: remarks ? say("On what you know.", 300) : null,
    placement: {
      id: mint(`${id}/placement`),
      rev: 1,
      task: [1, 2, 3].map((n) => `${n}. ${say("Do it.", 290)}`).join("\n"),
      shows: say("A right one.", 500),
    },
    units: weeks.map((week) => ({
      id: mint(`${id}/week-${week}`),
      rev: 1,
      focus: say(`Focus ${week} of ${id}`, 100),
      objectives: spread(objectives, week - 1, weeks.length).map((objective) => objective.id),
      resources: readings,
      exercise: exercise(`${week} of ${id}`),
      variants: bound.map((only) => ({
        only,
        exercise: exercise(`${week} of ${id} for ${only.options.join(" ")}`),
        resources: readings,
      })),
      discuss: say("What do you think?", 220),
      teach: say("Explain it.", 200),
    })),
    questions: objectives.flatMap((objective) =>
      [1, 2].map((number) => ({
        id: mint(`${objective.id}/q${number}`),
        rev: 1,
        objective: objective.id,
        ask: say(`Question ${number} on ${objective.id}?`, 280),
        answer: say(`Answer ${number} on ${objective.id}.`, 320),
        rubric: remarks ? say("Names it.", 200) : null,
        unverified: remarks,
        only: null,
      })),
    ),
  };
}

/** The share of a list that belongs to one of `of` weeks: never none, and all of it together. */
function spread<Item>(items: readonly Item[], at: number, of: number): readonly Item[] {
  const from = Math.floor((at * items.length) / of);
  return items.slice(from, Math.max(from + 1, Math.floor(((at + 1) * items.length) / of)));
}
