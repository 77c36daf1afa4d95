import type { CertificationState, TopicState } from "../domain/progress.ts";
import type { Mark } from "../domain/sprint.ts";

/** The one colour of everything we say. */
export const ACCENT = 0x2f7d6b;

// The only signs in use. Each stands beside the word it means, for whoever cannot see it.
export const DONE = "✅";
export const STARTED = "🔹";
export const KNOWN = "☑️";
export const SKIPPED = "⏭️";
export const OPEN = "▫️";

const TOPIC_MARKS: Readonly<Record<TopicState | "open", string>> = {
  done: DONE,
  started: STARTED,
  known: KNOWN,
  skipped: SKIPPED,
  open: OPEN,
};

/** The sign of a topic's state. */
export function topicMark(state: TopicState | "open"): string {
  return TOPIC_MARKS[state];
}

/** The sign of a certification's state. */
export function certificationMark(state: CertificationState | null): string {
  if (state === null) return OPEN;
  return state === "passed" ? DONE : STARTED;
}

export const HALF = "🔸";
export const BLOCKED = "🚧";
export const BREAK = "💤";

const DAY_MARKS: Readonly<Record<Mark, string>> = { done: DONE, half: HALF, blocked: BLOCKED, break: BREAK };

/** The sign of a day in a sprint; null where nothing was said of it. */
export function dayMarkOf(mark: Mark | null): string {
  return mark === null ? OPEN : DAY_MARKS[mark];
}

/** What those signs mean, for under a grid. */
export function dayLegend(): string {
  return `${DONE} done  ${HALF} half  ${BLOCKED} blocked  ${BREAK} break  ${OPEN} nothing yet`;
}
