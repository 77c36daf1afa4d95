import type { TopicId } from "./ids.ts";
import type { Roadmap, Topic } from "./roadmap.ts";
import { topicsOf } from "./roadmap-graph.ts";
import { slotFrom } from "./schedule.ts";
import type { Slot, SlotTime } from "./schedule.ts";
import { topicOfWeek } from "./week-prompt.ts";

// Which part of the roadmap belongs to which week of a group: a pure function of roadmap, pace, start, pauses and skips.

/** Where a group stands: so many hours of a topic lie behind it. */
export type PlanPoint = { readonly topic: TopicId; readonly hour: number };

/** A group's way through the roadmap. */
export type Plan = {
  readonly slot: Slot;
  /** Hours a week. */
  readonly pace: number;
  /** Where it stands at the first slot of `fromDate` or later; null: the roadmap is finished. */
  readonly from: PlanPoint | null;
  readonly fromDate: Temporal.PlainDate;
  /** ISO dates of slots that are left out. What they would have been about moves to the next one. */
  readonly skips: ReadonlySet<string>;
  /** The first day on which prompts come again. */
  readonly pausedUntil: Temporal.PlainDate | null;
};

/** What one week is about. `week` counts from 1. */
export type PlanWeek = {
  readonly topic: Topic;
  /** Hours of the topic that lie before this week, and those that it takes. */
  readonly hour: number;
  readonly hours: number;
  readonly week: number;
  readonly weeks: number;
};

/** What a slot brings. */
export type Coming = SlotTime &
  (
    | { readonly kind: "week"; readonly week: PlanWeek }
    | { readonly kind: "skipped"; readonly reason: "skip" | "pause" }
    | { readonly kind: "finished" }
  );

/** The beginning of the roadmap; null where it holds no topic. */
export function planStart(roadmap: Roadmap): PlanPoint | null {
  const [first] = topicsOf(roadmap);
  return first ? { topic: first.id, hour: 0 } : null;
}

/** The week at a point; null where the roadmap is finished, or has lost the topic without a successor. */
export function weekAt(roadmap: Roadmap, point: PlanPoint | null, pace: number): PlanWeek | null {
  const topic = point && topicOfWeek(roadmap, point.topic);
  if (!point || !topic) return null;
  if (point.hour >= topic.hours) return weekAt(roadmap, following(roadmap, topic), pace);
  const left = topic.hours - point.hour;
  const passed = point.hour === 0 ? 0 : weeksFor(point.hour, pace);
  const ahead = weeksFor(left, pace);
  const hours = Math.round(left / ahead);
  return { topic, hour: point.hour, hours, week: passed + 1, weeks: passed + ahead };
}

/** Where a group stands after a week; null: the roadmap is finished. */
export function afterWeek(roadmap: Roadmap, { topic, hour, hours }: PlanWeek): PlanPoint | null {
  const next = hour + hours;
  return next < topic.hours ? { topic: topic.id, hour: next } : following(roadmap, topic);
}

/** How many weeks it takes from a point to the end. */
export function weeksLeft(roadmap: Roadmap, from: PlanPoint, pace: number): number {
  const week = weekAt(roadmap, from, pace);
  if (week === null) return 0;
  const topics = topicsOf(roadmap);
  const later = topics.slice(topics.findIndex(({ id }) => id === week.topic.id) + 1);
  return later.reduce((sum, { hours }) => sum + weeksFor(hours, pace), week.weeks - week.week + 1);
}

/** What the slots after an instant bring, at most `count` of them; it ends with "finished" where the roadmap does. */
export function upcoming(roadmap: Roadmap, plan: Plan, after: Temporal.Instant, count: number): Coming[] {
  const coming: Coming[] = [];
  for (const { slot } of walk(roadmap, plan)) {
    if (Temporal.Instant.compare(slot.at, after) > 0) coming.push(slot);
    if (coming.length === count) break;
  }
  return coming;
}

export type DueWeek = SlotTime & { readonly week: PlanWeek };

/** The weeks whose slots have come by an instant, and the plan as it goes on after them. */
export function dueWeeks(
  roadmap: Roadmap,
  plan: Plan,
  upTo: Temporal.Instant,
): {
  readonly due: readonly DueWeek[];
  readonly from: PlanPoint | null;
  readonly fromDate: Temporal.PlainDate;
  /** The slot after those; null where the roadmap is finished. */
  readonly nextAt: Temporal.Instant | null;
} {
  const due: DueWeek[] = [];
  let { from, fromDate } = plan;
  let nextAt: Temporal.Instant | null = null;
  for (const { slot, point } of walk(roadmap, plan)) {
    [from, fromDate] = [point, slot.date];
    if (slot.kind === "finished") break;
    nextAt = slot.at;
    if (Temporal.Instant.compare(slot.at, upTo) > 0) break;
    if (slot.kind === "week") due.push(slot);
  }
  return { due, from, fromDate, nextAt: from === null ? null : nextAt };
}

/** Slot by slot, each with the point at which the group stands when it comes. Ends with the roadmap; a pause ends some day. */
function* walk(roadmap: Roadmap, plan: Plan): Generator<{ slot: Coming; point: PlanPoint | null }> {
  let point = plan.from;
  for (
    let time = slotFrom(plan.slot, plan.fromDate);
    ;
    time = slotFrom(plan.slot, time.date.add({ days: 1 }))
  ) {
    const week = weekAt(roadmap, point, plan.pace);
    if (week === null) {
      yield { slot: { ...time, kind: "finished" }, point: null };
      return;
    }
    const reason = whyNot(plan, time.date);
    if (reason !== null) {
      yield { slot: { ...time, kind: "skipped", reason }, point };
    } else {
      yield { slot: { ...time, kind: "week", week }, point };
      point = afterWeek(roadmap, week);
    }
  }
}

function whyNot({ skips, pausedUntil }: Plan, date: Temporal.PlainDate): "skip" | "pause" | null {
  if (pausedUntil !== null && Temporal.PlainDate.compare(date, pausedUntil) < 0) return "pause";
  return skips.has(date.toString()) ? "skip" : null;
}

function following(roadmap: Roadmap, { id }: Topic): PlanPoint | null {
  const topics = topicsOf(roadmap);
  const next = topics[topics.findIndex((topic) => topic.id === id) + 1];
  return next ? { topic: next.id, hour: 0 } : null;
}

/** To the nearest whole week, so that what a topic is short of or over the pace evens out along the roadmap. */
function weeksFor(hours: number, pace: number): number {
  return Math.max(1, Math.round(hours / pace));
}
