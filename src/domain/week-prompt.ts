import type { ChoiceId, OptionId, TopicId } from "./ids.ts";
import { mint } from "./ids.ts";
import type { Only, Roadmap, Topic } from "./roadmap.ts";
import { findTopic, topicsOf } from "./roadmap-graph.ts";

/** What a weekly prompt is about, as it was planned. Ids, so that the roadmap may change until it is sent. */
export type WeekPayload = {
  readonly topic: TopicId;
  /** Hours of the topic that lie before this week. */
  readonly hour: number;
  /** Hours of the topic that this week takes. */
  readonly hours: number;
  /** From 1. */
  readonly week: number;
  readonly weeks: number;
  /** Topics of the weeks that passed without a prompt, oldest first. */
  readonly missed: readonly TopicId[];
  /** The ISO date of its slot. */
  readonly slotDate: string;
};

/** What members of a group have chosen, all together. */
export type GroupChoices = ReadonlyMap<ChoiceId, ReadonlySet<OptionId>>;

/** A payload as the outbox holds it; null where it is none of a week. */
export function readWeekPayload(payload: unknown): WeekPayload | null {
  if (typeof payload !== "object" || payload === null) return null;
  const { topic, hour, hours, week, weeks, missed, slotDate } = payload as Record<string, unknown>;
  if (typeof topic !== "string" || typeof slotDate !== "string") return null;
  if (typeof hour !== "number" || typeof hours !== "number") return null;
  if (typeof week !== "number" || typeof weeks !== "number") return null;
  const passed = Array.isArray(missed) ? missed.filter((id) => typeof id === "string") : [];
  return {
    topic: mint(topic),
    hour,
    hours,
    week,
    weeks,
    missed: passed.map((id) => mint<TopicId>(id)),
    slotDate,
  };
}

/** The topic of this id, or of what took its place; null where neither is in the roadmap. */
export function topicOfWeek(roadmap: Roadmap, id: TopicId): Topic | null {
  const seen = new Set<string>();
  let wanted: string | null = id;
  while (wanted !== null && !seen.has(wanted)) {
    seen.add(wanted);
    const topic = findTopic(roadmap, mint<TopicId>(wanted));
    if (topic) return topic;
    wanted = roadmap.retired.find((gone) => gone.id === wanted)?.successor ?? null;
  }
  return null;
}

/** Whether something bound to a choice is of use to anybody in the group. A choice that nobody made binds nothing. */
export function holdsForGroup(only: Only | null, choices: GroupChoices): boolean {
  const made = only === null ? undefined : choices.get(only.choice);
  return only === null || made === undefined || only.options.some((option) => made.has(option));
}

/** How much of the roadmap's hours lies before this week, from 0 to 1. */
export function groupShare(roadmap: Roadmap, topic: Topic, hour: number): number {
  const topics = topicsOf(roadmap);
  const sum = (some: readonly Topic[]) => some.reduce((hours, one) => hours + one.hours, 0);
  const before = sum(
    topics.slice(
      0,
      topics.findIndex(({ id }) => id === topic.id),
    ),
  );
  return Math.min(1, (before + Math.min(hour, topic.hours)) / Math.max(1, sum(topics)));
}
