import { holds, objectivesFor } from "./choices.ts";
import type { ObjectiveId, OptionId } from "./ids.ts";
import type { Choices, MemberProgress } from "./progress.ts";
import type { Exercise, Question, Reading, Resource, Roadmap, Topic, Unit } from "./roadmap.ts";
import { findQuestion, findUnit, topicsOf } from "./roadmap-graph.ts";
import type { GroupChoices, WeekPayload } from "./week-prompt.ts";

// What a topic is taught with, for one member or for a group in one week.

/** The units of one week of a group: at a fast pace several, at a slow one perhaps that of the week before. */
export type UnitsOfWeek = {
  readonly units: readonly Unit[];
  /** Whether the group began it in an earlier week. */
  readonly goesOn: boolean;
};

/** What is to be built, and what to read for it besides; `options`: whom it is for, nobody in particular where there are none. */
export type ExerciseOf = {
  readonly options: readonly OptionId[];
  readonly exercise: Exercise;
  readonly resources: readonly Reading[];
};

/**
 * The units that begin in a group's week; where none does, the one that goes on. So each unit has its week at any pace, in its turn, and
 * comes again only where it takes longer.
 */
export function unitsOfWeek(
  { hours: whole, material }: Topic,
  { hour, hours }: Pick<WeekPayload, "hour" | "hours">,
): UnitsOfWeek {
  const all = material.units;
  const begunBy = (hours: number) => Math.ceil((Math.min(hours, whole) * all.length) / whole);
  const [from, to] = [begunBy(hour), begunBy(hour + hours)];
  return from < to
    ? { units: all.slice(from, to), goesOn: false }
    : { units: all.slice(Math.max(0, from - 1), Math.max(1, from)), goesOn: true };
}

/** What each part of a group builds: those who chose, what is for their option; where nobody did, what is for all. */
export function exercisesOf(unit: Unit, choices: GroupChoices): readonly ExerciseOf[] {
  const choice = unit.variants[0]?.only.choice;
  const made = [...((choice === undefined ? undefined : choices.get(choice)) ?? [])];
  const variants = unit.variants.flatMap(({ only, exercise, resources }) => {
    const options = only.options.filter((option) => made.includes(option));
    return options.length === 0 ? [] : [{ options, exercise, resources }];
  });
  const left = made.filter((option) => !variants.some(({ options }) => options.includes(option)));
  if (variants.length > 0 && left.length === 0) return variants;
  const base = { options: variants.length === 0 ? [] : left, exercise: unit.exercise, resources: [] };
  return [...variants, base];
}

/** What a member builds; for one who has not chosen, what is for all. */
export function exerciseFor(unit: Unit, choices: Choices): ExerciseOf {
  const group = new Map([...choices].map(([choice, option]) => [choice, new Set([option])]));
  return exercisesOf(unit, group)[0] ?? { options: [], exercise: unit.exercise, resources: [] };
}

/** A resource, and the part of it to read; null: all of it. */
export type ReadingOf = { readonly resource: Resource; readonly part: string | null };

/** All that is read for a unit and its exercises. */
export function readingsIn(unit: Unit, exercises: readonly ExerciseOf[]): readonly Reading[] {
  return [...unit.resources, ...exercises.flatMap(({ resources }) => resources)];
}

/** The topic's resources that are named, each part once. `shows`: whether a resource is of use here. */
export function readingsOf(
  topic: Topic,
  readings: readonly Reading[],
  shows: (resource: Resource) => boolean,
): readonly ReadingOf[] {
  const once = new Map(readings.map((reading) => [`${reading.resource} ${reading.part ?? ""}`, reading]));
  return [...once.values()].flatMap(({ resource: id, part }) => {
    const resource = topic.resources.find((one) => one.id === id);
    return resource && shows(resource) ? [{ resource, part }] : [];
  });
}

/** The unit that a member is at: the first with an objective they have not checked, or the last. */
export function unitAt(topic: Topic, { objectives }: MemberProgress, choices: Choices): Unit {
  const open = new Set<ObjectiveId>(
    objectivesFor(topic, choices).flatMap(({ id }) => (objectives.has(id) ? [] : [id])),
  );
  const { units } = topic.material;
  const at = units.find((unit) => unit.objectives.some((id) => open.has(id))) ?? units.at(-1);
  if (at === undefined) throw new Error(`topic ${topic.id} has no unit`); // the reader refuses such a roadmap
  return at;
}

/** The topic's questions for a member: those on objectives they have, for what they chose. */
export function questionsFor(topic: Topic, choices: Choices): readonly Question[] {
  const objectives = new Set(objectivesFor(topic, choices).map(({ id }) => id));
  return topic.material.questions.filter(
    ({ objective, only }) => objectives.has(objective) && holds(only, choices),
  );
}

/** The unit of this id, or of what took its place; null where neither is in the roadmap. */
export function resolveUnit(roadmap: Roadmap, id: string): ReturnType<typeof findUnit> {
  return findUnit(roadmap, id) ?? findUnit(roadmap, successorOf(roadmap, id));
}

/** The same of a question. */
export function resolveQuestion(roadmap: Roadmap, id: string): ReturnType<typeof findQuestion> {
  return findQuestion(roadmap, id) ?? findQuestion(roadmap, successorOf(roadmap, id));
}

/** The topic that the id of a unit or a question begins with; null where that is gone as well. */
export function topicOfPart(roadmap: Roadmap, id: string): Topic | null {
  const topics = topicsOf(roadmap).filter((topic) => id.startsWith(`${topic.id}/`));
  return topics.toSorted((a, b) => b.id.length - a.id.length)[0] ?? null;
}

function successorOf({ retired }: Roadmap, id: string): string {
  return retired.find((gone) => gone.id === id)?.successor ?? "";
}
