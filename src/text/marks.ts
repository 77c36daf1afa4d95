import type { CertificationState, TopicState } from "../domain/progress.ts";

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
