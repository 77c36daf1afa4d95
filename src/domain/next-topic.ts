import { holds } from "./choices.ts";
import type { TopicId } from "./ids.ts";
import type { Choices, MemberProgress } from "./progress.ts";
import type { Prerequisite, Roadmap, Topic } from "./roadmap.ts";
import type { Unlocks } from "./roadmap-graph.ts";
import {
  isSettled,
  openSoftPrerequisites,
  positionOf,
  prerequisites,
  topicsOf,
  unlocks,
} from "./roadmap-graph.ts";
import type { Position } from "./roadmap-index.ts";

/** Why this topic is the next one. The first that fits, in this order. */
export type Reason =
  | { readonly kind: "started"; readonly since: Temporal.Instant }
  /** Nothing was done, known or skipped before. */
  | { readonly kind: "first" }
  /** Better after these, but they are not open yet, or waiting would lead nowhere. */
  | { readonly kind: "soft-open"; readonly missing: readonly TopicId[] }
  /** Its hard prerequisites; those among them that were done or known. */
  | { readonly kind: "unlocked"; readonly by: readonly TopicId[] }
  /** The roadmap's order. `after`: the nearest topic before it that is done or known. */
  | { readonly kind: "in-order"; readonly after: TopicId | null };

export type NextTopic =
  | {
      readonly kind: "topic";
      readonly topic: Topic;
      readonly position: Position;
      readonly reason: Reason;
      readonly unlocks: Unlocks;
      /** Other topics that were started, the latest first. */
      readonly started: readonly Topic[];
      /** Up to two more that could be begun now, the better one first. */
      readonly alternatives: readonly Topic[];
    }
  /** Everything is done, known or skipped; `skipped` may be come back to. */
  | { readonly kind: "finished"; readonly skipped: readonly TopicId[] };

const ALTERNATIVES = 2;

/**
 * The topic to learn next.
 *
 * 1. A started one; of several, the one started last: that is the one the member is on.
 * 2. Else the first in the author's order whose hard prerequisites are all done, known or skipped and which waits for no
 *    soft one. A topic waits for an open soft prerequisite that could be begun now or was begun; one that is itself
 *    blocked is not waited for.
 * 3. Else, where soft prerequisites only wait for each other, the first in order that is ready.
 *
 * Throws for a roadmap whose hard prerequisites run in a circle; the reader lets none through.
 */
export function nextTopic(roadmap: Roadmap, progress: MemberProgress, choices: Choices): NextTopic {
  const started = startedTopics(roadmap, progress);
  const ready = readyTopics(roadmap, progress, choices);
  const [topic, ...more] = [...started, ...ready];
  if (topic === undefined) return finished(roadmap, progress);
  return {
    kind: "topic",
    topic,
    position: positionOf(roadmap, topic.id),
    reason: reasonFor(roadmap, topic, progress, choices),
    unlocks: unlocks(roadmap, topic.id, progress, choices),
    started: started.slice(1),
    alternatives: more.filter(({ id }) => !progress.topics.has(id)).slice(0, ALTERNATIVES),
  };
}

/** The topics that were started and not finished, the latest first. */
export function startedTopics(roadmap: Roadmap, progress: MemberProgress): readonly Topic[] {
  const started = topicsOf(roadmap).flatMap((topic) => {
    const own = progress.topics.get(topic.id);
    return own?.state === "started" ? [{ topic, own }] : [];
  });
  return started
    .toSorted((a, b) => Temporal.Instant.compare(b.own.since, a.own.since) || b.own.event - a.own.event)
    .map(({ topic }) => topic);
}

/**
 * The open topics that could be begun now: those that wait for no soft prerequisite, then those that do; each in the
 * author's order.
 */
export function readyTopics(roadmap: Roadmap, progress: MemberProgress, choices: Choices): readonly Topic[] {
  const isOpen = ({ only, topic }: Prerequisite): boolean =>
    holds(only, choices) && !isSettled(progress, topic);
  const ready = topicsOf(roadmap).filter(({ id, after }) => !progress.topics.has(id) && !after.some(isOpen));
  const readyIds = new Set(ready.map(({ id }) => id));
  const waiting = new Set(
    ready.filter(({ id, afterSoft }) =>
      afterSoft.some(
        (soft) =>
          isOpen(soft) && soft.topic !== id && (readyIds.has(soft.topic) || progress.topics.has(soft.topic)),
      ),
    ),
  );
  return [...ready.filter((topic) => !waiting.has(topic)), ...waiting];
}

function finished(roadmap: Roadmap, progress: MemberProgress): NextTopic {
  const topics = topicsOf(roadmap);
  const stuck = topics.filter(({ id }) => !isSettled(progress, id));
  if (stuck.length > 0)
    throw new Error(`prerequisites run in a circle: ${stuck.map(({ id }) => id).join(", ")}`);
  const skipped = topics.filter(({ id }) => progress.topics.get(id)?.state === "skipped").map(({ id }) => id);
  return { kind: "finished", skipped };
}

function reasonFor(roadmap: Roadmap, topic: Topic, progress: MemberProgress, choices: Choices): Reason {
  const own = progress.topics.get(topic.id);
  if (own?.state === "started") return { kind: "started", since: own.since };
  const topics = topicsOf(roadmap);
  if (!topics.some(({ id }) => isSettled(progress, id))) return { kind: "first" };
  const missing = openSoftPrerequisites(roadmap, topic, progress, choices);
  if (missing.length > 0) return { kind: "soft-open", missing: missing.map(({ id }) => id) };
  const by = prerequisites(topic, choices).filter((id) => isLearned(progress, id));
  if (by.length > 0) return { kind: "unlocked", by };
  const before = topics.slice(0, topics.indexOf(topic));
  return { kind: "in-order", after: before.findLast(({ id }) => isLearned(progress, id))?.id ?? null };
}

function isLearned(progress: MemberProgress, topic: TopicId): boolean {
  const state = progress.topics.get(topic)?.state;
  return state === "done" || state === "known";
}
