import type { ChoiceId, OptionId } from "./ids.ts";
import type { Profile } from "./profile.ts";
import type { Choices } from "./progress.ts";
import type { Choice, Objective, Only, Resource, Roadmap, Topic } from "./roadmap.ts";

const UNDECIDED: Choices = new Map();

/** A member's choices; none before the first profile is saved. */
export function choicesOf(profile: Profile | null): Choices {
  return profile?.choices ?? UNDECIDED;
}

/**
 * Whether something bound to a choice holds for a member. For one who has not decided, the things of every option do:
 * they see all of them, and a prerequisite of one option is asked of them too, since it serves whatever they decide.
 */
export function holds(only: Only | null, choices: Choices): boolean {
  if (only === null) return true;
  const option = choices.get(only.choice);
  return option === undefined || only.options.includes(option);
}

/** The topic's objectives for a member with these choices. */
export function objectivesFor(topic: Topic, choices: Choices): readonly Objective[] {
  return topic.objectives.filter(({ only }) => holds(only, choices));
}

/** The topic's resources for a member with these choices. */
export function resourcesFor(topic: Topic, choices: Choices): readonly Resource[] {
  return topic.resources.filter(({ only }) => holds(only, choices));
}

/** A choice for which the topic has resources, and none for the option the member took. */
export type Gap = { readonly choice: ChoiceId; readonly option: OptionId };

/** The topic's gaps under these choices, each choice once. An undecided member has none. */
export function gaps(topic: Topic, choices: Choices): readonly Gap[] {
  const bound = topic.resources.flatMap(({ only }) => (only === null ? [] : [only]));
  const concerned = [...new Set(bound.map(({ choice }) => choice))];
  return concerned.flatMap((choice) => {
    const option = choices.get(choice);
    if (option === undefined) return [];
    const served = bound.some((only) => only.choice === choice && only.options.includes(option));
    return served ? [] : [{ choice, option }];
  });
}

/** Choices still open that bind an objective, a resource, a prerequisite or an exercise of this topic; in the author's order. */
export function openChoices(roadmap: Roadmap, topic: Topic, choices: Choices): readonly Choice[] {
  const variants = topic.material.units.flatMap((unit) => unit.variants);
  const bound = [...topic.objectives, ...topic.resources, ...topic.after, ...topic.afterSoft, ...variants];
  const named = new Set(bound.map(({ only }) => only?.choice));
  return roadmap.choices.filter(({ id }) => named.has(id) && !choices.has(id));
}
