import { choicesOf } from "./choices.ts";
import type { TopicId } from "./ids.ts";
import type { MemberState } from "./member-state.ts";
import type { Refused } from "./refusal.ts";
import { refuse } from "./refusal.ts";
import type { Roadmap, Topic } from "./roadmap.ts";
import { isSettled } from "./roadmap-graph.ts";
import { resolveTopic } from "./topic-moves.ts";
import { topicShare } from "./topic-progress.ts";
import { readDay } from "./typed-day.ts";

// Dates that members set themselves for topics. One that passes moves on; nothing is ever overdue.

/** The day by which a member wants to have finished a topic. */
export type Target = {
  readonly topic: TopicId;
  readonly date: Temporal.PlainDate;
  /** What is left of it by the member's own estimate; null: by the roadmap's hours and their checklist. */
  readonly hours: number | null;
  /** It passed and moved on: from where last, and how often in a row without a word of the member's. */
  readonly moved: { readonly from: Temporal.PlainDate; readonly times: number } | null;
  /** The day on which it was given up; null while it stands. */
  readonly letGo: Temporal.PlainDate | null;
};

/** A date as a member fills in the form: both may be left empty. */
export type TypedTarget = { readonly date: string; readonly hours: string };

export type TargetDecision =
  | {
      readonly ok: true;
      readonly topic: Topic;
      readonly date: Temporal.PlainDate;
      readonly hours: number | null;
    }
  | Refused;

/** What became of a date that passed. */
export type Passed =
  | { readonly kind: "moved"; readonly date: Temporal.PlainDate; readonly times: number }
  | { readonly kind: "let-go" };

const DAYS_A_WEEK = 7;
/** So often a date moves on while the member says and does nothing. */
export const SILENT_MOVES = 3;

/** The day on which so many hours are done at a pace of so many a week, from a day on; a day ahead at least. */
export function dateByPace(hoursLeft: number, pace: number, today: Temporal.PlainDate): Temporal.PlainDate {
  const dust = 1e-9; // thirds of hours do not sum to whole ones
  const days = Math.ceil((hoursLeft / pace) * DAYS_A_WEEK - dust);
  return today.add({ days: Math.max(1, days) });
}

/** The hours that are left of a topic: by the member's estimate, else by the roadmap and the checklist. */
export function hoursToGo(
  topic: Topic,
  { profile, progress }: Pick<MemberState, "profile" | "progress">,
  estimate: number | null,
): number {
  return estimate ?? topicShare(topic, progress, choicesOf(profile)).hoursLeft;
}

/** Sets a date for a topic. Left empty it follows from the hours that are left and the member's pace. */
export function setTarget(
  roadmap: Roadmap,
  state: Pick<MemberState, "profile" | "progress">,
  typed: TypedTarget & { readonly topic: string },
  today: Temporal.PlainDate,
): TargetDecision {
  const found = resolveTopic(roadmap, typed.topic);
  if (!found.ok) return found;
  const { topic } = found;
  const progress = state.progress.topics.get(topic.id);
  if (progress !== undefined && isSettled(state.progress, topic.id)) {
    return refuse({ kind: "already", topic, progress });
  }
  const hours = readHours(typed.hours);
  if (hours === "bad") return refuse({ kind: "bad-hours", typed: typed.hours });
  if (typed.date.trim() === "") {
    const pace = state.profile?.hoursPerWeek ?? roadmap.hoursPerWeek;
    return { ok: true, topic, date: dateByPace(hoursToGo(topic, state, hours), pace, today), hours };
  }
  const day = readDay(typed.date, today);
  if (!day.ok) return refuse({ kind: "bad-date", typed: typed.date, problem: day.problem });
  const { date } = day;
  if (Temporal.PlainDate.compare(date, today) < 0) {
    return refuse({ kind: "target-in-the-past", date, today });
  }
  return { ok: true, topic, date, hours };
}

/** Whole hours as typed: "12", "12 h", "1.5" (two); null for nothing. */
function readHours(typed: string): number | null | "bad" {
  const text = typed.trim().toLowerCase();
  if (text === "") return null;
  const match = /^(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:h|hours?)?$/u.exec(text);
  const hours = Math.ceil(Number(match?.[1]?.replace(",", ".")));
  return hours > 0 ? hours : "bad";
}

/**
 * What a date becomes that has passed: it moves on to when the hours that are left will be done at the member's pace. Whoever worked on
 * the topic since it was set begins to count anew; after so many moves in silence it is let go.
 */
export function afterPassing(
  { moved }: Pick<Target, "moved">,
  {
    hoursLeft,
    pace,
    worked,
  }: { readonly hoursLeft: number; readonly pace: number; readonly worked: boolean },
  today: Temporal.PlainDate,
): Passed {
  const times = worked ? 1 : (moved?.times ?? 0) + 1;
  if (times > SILENT_MOVES) return { kind: "let-go" };
  return { kind: "moved", date: dateByPace(hoursLeft, pace, today), times };
}
