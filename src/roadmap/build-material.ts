import { mint } from "../domain/ids.ts";
import type { Exercise, Material, Question, Reading, Unit } from "../domain/roadmap.ts";
import { buildOnly } from "./build-only.ts";
import type { TopicFile } from "./topic-schema.ts";

type UnitFile = TopicFile["units"][number];
type ExerciseFile = UnitFile["exercise"];

/** Turns a topic's file that passed all checks into what the rest of the bot works with. */
export function buildMaterial({ checked, why, builds_on, placement, units, questions }: TopicFile): Material {
  return {
    checked,
    why,
    buildsOn: builds_on ?? null,
    placement: { ...placement, id: mint(placement.id) },
    units: units.map(buildUnit),
    questions: questions.map(buildQuestion),
  };
}

function buildUnit(unit: UnitFile): Unit {
  return {
    ...unit,
    id: mint(unit.id),
    objectives: unit.objectives.map((id) => mint(id)),
    resources: unit.resources.map(buildReading),
    exercise: buildExercise(unit.exercise),
    variants: unit.variants.flatMap(({ only, exercise, resources }) => {
      const bound = buildOnly(only);
      if (bound === null) return [];
      return [{ only: bound, exercise: buildExercise(exercise), resources: resources.map(buildReading) }];
    }),
  };
}

function buildReading({ id, part }: UnitFile["resources"][number]): Reading {
  return { resource: mint(id), part: part ?? null };
}

function buildExercise({
  title,
  minutes,
  steps,
  hand_in,
  works_when,
  cost,
  unverified,
}: ExerciseFile): Exercise {
  return {
    title,
    minutes,
    steps,
    handIn: hand_in,
    worksWhen: works_when,
    cost: cost ?? null,
    unverified: unverified ?? false,
  };
}

function buildQuestion(question: TopicFile["questions"][number]): Question {
  return {
    ...question,
    id: mint(question.id),
    objective: mint(question.objective),
    rubric: question.rubric ?? null,
    unverified: question.unverified ?? false,
    only: buildOnly(question.only),
  };
}
