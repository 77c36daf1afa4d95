import type { MemberId } from "./ids.ts";
import type {
  CheckIn,
  Phase,
  Sprint,
  SprintAction,
  SprintEvent,
  SprintMember,
  SprintState,
} from "./sprint.ts";
import { PHASES } from "./sprint.ts";
import { isOver } from "./sprint-time.ts";
import { leaderOf } from "./sprint-standing.ts";

/** A sprint of which nothing has happened yet. */
export function newSprint(sprint: Sprint): SprintState {
  return {
    sprint,
    phase: "scheduled",
    early: false,
    mergedInto: null,
    leader: null,
    members: new Map(),
  };
}

/** The state after one more event. */
export function applySprintEvent(state: SprintState, event: SprintEvent): SprintState {
  const { action } = event;
  if (action.kind === "helped") return state;
  if (!("member" in action)) return { ...state, ...whole(state, action) };
  const before = state.members.get(action.member) ?? null;
  const after = foldMember(before, event);
  if (after === null) return state;
  const members = new Map(state.members).set(action.member, after);
  return { ...state, members, leader: leaderOf({ members }) };
}

/** What the sprint's own events make of it. */
export type Whole = Pick<SprintState, "phase" | "early" | "mergedInto">;

/** The sprint itself after one more of its own events. It never goes back, whatever the order in which events are read. */
export function whole(before: Whole, action: Exclude<SprintAction, { member: MemberId }>): Whole {
  if (isOver(before.phase)) return before;
  switch (action.kind) {
    case "opened":
      return { ...before, phase: further(before.phase, "open") };
    case "began":
      return { ...before, phase: further(before.phase, "running") };
    case "ended":
      return { ...before, phase: further(before.phase, "ended"), early: action.early };
    case "cancelled":
      return { ...before, phase: further(before.phase, "cancelled"), mergedInto: action.mergedInto };
  }
}

function further(phase: Phase, to: Phase): Phase {
  return PHASES.indexOf(to) > PHASES.indexOf(phase) ? to : phase;
}

/** What one member's events make of them; null for somebody who never came in. */
function foldMember(before: SprintMember | null, { id, at, action }: SprintEvent): SprintMember | null {
  if (action.kind === "joined") {
    const fresh = { joinedAt: at, checkIns: new Map(), minutes: new Map() };
    return { ...fresh, ...before, active: true, since: id, plan: action.plan };
  }
  if (before === null) return null;
  switch (action.kind) {
    case "planned":
      return { ...before, plan: action.plan };
    case "left":
      return { ...before, active: false };
    case "checked-in": {
      const checkIn: CheckIn = { mark: action.mark, note: action.note, event: id };
      return { ...before, checkIns: new Map(before.checkIns).set(action.day.toString(), checkIn) };
    }
    case "logged": {
      const day = action.day.toString();
      const minutes = { ...before.minutes.get(day), [action.activity]: action.minutes };
      return { ...before, minutes: new Map(before.minutes).set(day, minutes) };
    }
    case "helped":
    case "opened":
    case "began":
    case "ended":
    case "cancelled":
      return before;
  }
}
