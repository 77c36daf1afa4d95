import { holds } from "./choices.ts";
import type { CertificationId, ObjectiveId, QuestionId, TopicId, UnitId } from "./ids.ts";
import type { Choices, MemberProgress } from "./progress.ts";
import type { Certification, Objective, Prerequisite, Question, Roadmap, Topic, Unit } from "./roadmap.ts";
import { indexOf } from "./roadmap-index.ts";
import type { Position } from "./roadmap-index.ts";

/** What finishing a topic does for others: those that open at once, and those that still miss something else. */
export type Unlocks = {
  readonly opens: readonly Topic[];
  readonly brings: readonly { readonly topic: Topic; readonly missing: readonly Topic[] }[];
};

/** Every topic, in the author's order. */
export function topicsOf(roadmap: Roadmap): readonly Topic[] {
  return indexOf(roadmap).topics;
}

/** The topic with exactly this id. */
export function findTopic(roadmap: Roadmap, id: string): Topic | null {
  return indexOf(roadmap).byId.get(id as TopicId) ?? null;
}

/** The objective with exactly this id, and the topic it belongs to. */
export function findObjective(
  roadmap: Roadmap,
  id: string,
): { readonly topic: Topic; readonly objective: Objective } | null {
  return indexOf(roadmap).objectives.get(id as ObjectiveId) ?? null;
}

/** The unit with exactly this id, and the topic it belongs to. */
export function findUnit(
  roadmap: Roadmap,
  id: string,
): { readonly topic: Topic; readonly unit: Unit } | null {
  return indexOf(roadmap).units.get(id as UnitId) ?? null;
}

/** The question with exactly this id, and the topic it belongs to. */
export function findQuestion(
  roadmap: Roadmap,
  id: string,
): { readonly topic: Topic; readonly question: Question } | null {
  return indexOf(roadmap).questions.get(id as QuestionId) ?? null;
}

/** The certification with exactly this id. */
export function findCertification(roadmap: Roadmap, id: string): Certification | null {
  return indexOf(roadmap).certifications.get(id as CertificationId) ?? null;
}

/** Where a topic of this roadmap stands. Throws for a topic of another one. */
export function positionOf(roadmap: Roadmap, topic: TopicId): Position {
  const position = indexOf(roadmap).positions.get(topic);
  if (position === undefined) throw new Error(`no topic ${topic} in roadmap ${roadmap.id}`);
  return position;
}

/** The topic's hard prerequisites for a member with these choices. */
export function prerequisites(topic: Topic, choices: Choices): readonly TopicId[] {
  return holding(topic.after, choices);
}

/** The topic's soft prerequisites for a member with these choices. */
export function softPrerequisites(topic: Topic, choices: Choices): readonly TopicId[] {
  return holding(topic.afterSoft, choices);
}

function holding(list: readonly Prerequisite[], choices: Choices): TopicId[] {
  if (list.length === 0) return [];
  const ids = list.filter(({ only }) => holds(only, choices)).map(({ topic }) => topic);
  return ids.length < 2 ? ids : [...new Set(ids)];
}

/** Done, known or skipped: nothing more to do, and what depends on it may begin. */
export function isSettled(progress: MemberProgress, topic: TopicId): boolean {
  const state = progress.topics.get(topic)?.state;
  return state !== undefined && state !== "started";
}

/** The hard prerequisites that are not done, known or skipped yet; in the author's order. */
export function openPrerequisites(
  roadmap: Roadmap,
  topic: Topic,
  progress: MemberProgress,
  choices: Choices,
): readonly Topic[] {
  return openAmong(roadmap, prerequisites(topic, choices), progress);
}

/** The soft prerequisites that are not done, known or skipped yet; in the author's order. */
export function openSoftPrerequisites(
  roadmap: Roadmap,
  topic: Topic,
  progress: MemberProgress,
  choices: Choices,
): readonly Topic[] {
  return openAmong(roadmap, softPrerequisites(topic, choices), progress);
}

function openAmong(roadmap: Roadmap, ids: readonly TopicId[], progress: MemberProgress): Topic[] {
  const open = ids.filter((id) => !isSettled(progress, id));
  return open.length === 0 ? [] : topicsOf(roadmap).filter(({ id }) => open.includes(id));
}

/**
 * What settling `topic` does for the topics that need it and that the member has neither begun nor settled. The answer
 * is the same right before and right after the topic is finished.
 */
export function unlocks(
  roadmap: Roadmap,
  topic: TopicId,
  progress: MemberProgress,
  choices: Choices,
): Unlocks {
  const opens: Topic[] = [];
  const brings: { topic: Topic; missing: readonly Topic[] }[] = [];
  for (const dependent of indexOf(roadmap).dependents.get(topic) ?? []) {
    if (progress.topics.has(dependent.id) || !prerequisites(dependent, choices).includes(topic)) continue;
    const missing = openPrerequisites(roadmap, dependent, progress, choices).filter(({ id }) => id !== topic);
    if (missing.length === 0) opens.push(dependent);
    else brings.push({ topic: dependent, missing });
  }
  return { opens, brings };
}
