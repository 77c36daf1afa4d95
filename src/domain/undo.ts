import type { UndoDecision } from "./decision.ts";
import type { Event } from "./event.ts";
import { liveEvents, subjectOf } from "./fold.ts";
import { negated } from "./points.ts";
import { refuse } from "./refusal.ts";

/**
 * Takes one event back: its subject is again what it was before, and its score is given back on the day and in the
 * server where it counted. `later` are the events after it on the same subject, oldest first. Refused where one of them
 * still stands: undoing in the middle would change what the member decided since. A null event is one that this member
 * does not have. A sprint that was seen through cannot be taken back: it is the group's.
 */
export function undo(event: Event | null, later: readonly Event[]): UndoDecision {
  const kind = event?.action.kind;
  if (event === null || kind === "undone" || kind === "sprint.finished") {
    return refuse({ kind: "nothing-to-undo" });
  }
  if (later.some(({ action }) => action.kind === "undone" && action.event === event.id)) {
    return refuse({ kind: "undone-already", event });
  }
  const by = liveEvents(later).at(-1);
  if (by !== undefined) return refuse({ kind: "overtaken", event, by });
  const entry = {
    action: { kind: "undone", event: event.id, subject: subjectOf(event.action) },
    score: negated(event.score),
    localDate: event.localDate,
  } as const;
  return { ok: true, entries: [entry], event };
}
