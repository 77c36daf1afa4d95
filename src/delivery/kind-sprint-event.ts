import { isOver, phaseAt } from "../domain/sprint-time.ts";
import { noteEvent } from "../store/due-sprints.ts";
import { isEventEnd, sprintEventEndOf, sprintIdOf } from "../store/sprint-outbox.ts";
import { loadSprint } from "../store/sprints.ts";
import { sprintEventText } from "../text/sprint-event.ts";
import type { Kind } from "./kind.ts";

// Discord takes no event that has begun.
const SOON: Temporal.DurationLike = { minutes: 1 };

/**
 * A sprint in the server's list of events, and out of it again where it ends before its time: at its time Discord ends it by itself.
 * Without the right to create events there is none, and nothing else is lost.
 */
export const sprintEventKind: Kind = {
  render: async (db, { roadmap }, occurrence, now) => {
    const state = await loadSprint(db, sprintIdOf(occurrence), []);
    if (isEventEnd(occurrence)) {
      if (state?.event == null) return { do: "skip", reason: "sprint-over" };
      return { do: "end-event", guild: state.sprint.guild, event: state.event };
    }
    if (state === null || state.card === null) return { do: "skip", reason: "sprint-over" };
    const { sprint, card } = state;
    const soon = now.add(SOON);
    const startsAt = Temporal.Instant.compare(sprint.startsAt, soon) > 0 ? sprint.startsAt : soon;
    const event = { ...sprintEventText(roadmap, sprint, card), startsAt, endsAt: sprint.endsAt };
    const task = { do: "event", guild: sprint.guild, event } as const;
    return isOver(phaseAt(state.phase, sprint, now))
      ? { do: "skip", reason: "sprint-over", tried: task }
      : task;
  },
  followUp: async (tx, _desk, occurrence, sent, now) => {
    if (isEventEnd(occurrence)) return [];
    const id = sprintIdOf(occurrence);
    await noteEvent(tx, id, sent.message);
    // Whoever ended the sprint before its entry was known could not take it away.
    const state = await loadSprint(tx, id, []);
    return state !== null && isOver(state.phase) ? [sprintEventEndOf(state.sprint, now)] : [];
  },
};
