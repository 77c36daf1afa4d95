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
    /** The roadmap has lost the topic where the group stands, and nothing took its place. */
    | { readonly kind: "lost" }
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
  const weeks = weeksFor(topic.hours, pace);
  // After a change of pace a group may stand between the ends of two weeks: the nearer one then counts as passed.
  const passed = Math.min(weeks - 1, Math.round((point.hour * weeks) / topic.hours));
  const end = Math.round(((passed + 1) * topic.hours) / weeks);
  return { topic, hour: point.hour, hours: end - point.hour, week: passed + 1, weeks };
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

/**
 * What the slots after an instant bring, as far as the last of so many weeks; less where the roadmap is finished or lost, which is then the
 * last to be told.
 */
export function upcoming(roadmap: Roadmap, plan: Plan, after: Temporal.Instant, weeks: number): Coming[] {
  const coming: Coming[] = [];
  let left = weeks;
  for (const { slot } of walk(roadmap, plan)) {
    // That the roadmap is finished is told even if it has been for long.
    if (Temporal.Instant.compare(slot.at, after) <= 0 && slot.kind !== "finished") continue;
    coming.push(slot);
    if (slot.kind === "week") left -= 1;
    if (left === 0 || slot.kind === "finished" || slot.kind === "lost") break;
  }
  return coming;
}

export type DueWeek = SlotTime & { readonly week: PlanWeek };

/**
 * The weeks whose slots have come by an instant, and the plan as it goes on after them. A group whose topic is lost stays where it stands
 * until the roadmap has it again or somebody picks another one.
 */
export function dueWeeks(
  roadmap: Roadmap,
  plan: Plan,
  upTo: Temporal.Instant,
): {
  readonly due: readonly DueWeek[];
  /** The last slot that came while the topic was lost; null where none did. */
  readonly lost: SlotTime | null;
  readonly from: PlanPoint | null;
  readonly fromDate: Temporal.PlainDate;
  /** The slot after those; null where the roadmap is finished. */
  readonly nextAt: Temporal.Instant | null;
} {
  const due: DueWeek[] = [];
  let { from, fromDate } = plan;
  let nextAt: Temporal.Instant | null = null;
  let lost: SlotTime | null = null;
  for (const { slot, point } of walk(roadmap, plan)) {
    [from, fromDate] = [point, slot.date];
    if (slot.kind === "finished") break;
    nextAt = slot.at;
    if (Temporal.Instant.compare(slot.at, upTo) > 0) break;
    if (slot.kind === "week") due.push(slot);
    if (slot.kind === "lost") lost = slot;
  }
  return { due, lost, from, fromDate, nextAt: from === null ? null : nextAt };
}

/** Slot by slot, each with the point at which the group stands when it comes. Ends where the roadmap is finished, and nowhere else. */
function* walk(roadmap: Roadmap, plan: Plan): Generator<{ slot: Coming; point: PlanPoint | null }> {
  let point = plan.from;
  for (
    let time = slotFrom(plan.slot, plan.fromDate);
    ;
    time = slotFrom(plan.slot, time.date.add({ days: 1 }))
  ) {
    const week = weekAt(roadmap, point, plan.pace);
    const reason = whyNot(plan, time.date);
    if (week === null) {
      const lost = isLost(roadmap, point);
      yield lost
        ? { slot: { ...time, kind: "lost" }, point }
        : { slot: { ...time, kind: "finished" }, point: null };
      if (!lost) return;
    } else if (reason !== null) {
      yield { slot: { ...time, kind: "skipped", reason }, point };
    } else {
      yield { slot: { ...time, kind: "week", week }, point };
      point = afterWeek(roadmap, week);
    }
  }
}

/** Whether the roadmap no longer has the topic of a point, nor one that took its place. */
function isLost(roadmap: Roadmap, point: PlanPoint | null): boolean {
  return point !== null && topicOfWeek(roadmap, point.topic) === null;
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
export function weeksFor(hours: number, pace: number): number {
  return Math.max(1, Math.round(hours / pace));
}
