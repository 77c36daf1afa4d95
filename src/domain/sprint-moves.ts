import type { MemberId } from "./ids.ts";
import type {
  Activity,
  Mark,
  Phase,
  SprintAction,
  SprintDecision,
  SprintRefusal,
  SprintState,
} from "./sprint.ts";
import { PHASES } from "./sprint.ts";
import { breakQuota, breaksTaken, troubleOf } from "./sprint-standing.ts";
import { isOver, joinUntil, phaseAt } from "./sprint-time.ts";

/** What is done to a sprint. `manager`: whoever may manage the server. */
export type SprintMove =
  /** Time has passed. */
  | { readonly kind: "tick" }
  /** `elsewhere`: they are in another live sprint on the same topic. */
  | {
      readonly kind: "join";
      readonly member: MemberId;
      readonly plan: string | null;
      readonly elsewhere: boolean;
    }
  | { readonly kind: "plan"; readonly member: MemberId; readonly plan: string | null }
  | { readonly kind: "leave"; readonly member: MemberId }
  | {
      readonly kind: "check-in";
      readonly member: MemberId;
      readonly day: Temporal.PlainDate;
      readonly mark: Mark;
      readonly note: string | null;
    }
  | {
      readonly kind: "log";
      readonly member: MemberId;
      readonly day: Temporal.PlainDate;
      readonly activity: Activity;
      readonly minutes: number;
    }
  | {
      readonly kind: "help";
      readonly helper: MemberId;
      readonly member: MemberId;
      readonly checkIn: number;
      /** They said so before. */
      readonly again: boolean;
    }
  | { readonly kind: "end"; readonly by: MemberId; readonly manager: boolean };

/**
 * What follows from a move. What is so already is accepted and does nothing, so that a second click is as good as one. The phase is the
 * one that time has brought, whether or not it was written down yet; an ended sprint stays ended, also where the clock was turned back.
 */
export function decideSprint(state: SprintState, move: SprintMove, now: Temporal.Instant): SprintDecision {
  if (move.kind === "tick") return accept(...ticks(state, now));
  const phase = phaseAt(state.phase, state.sprint, now);
  switch (move.kind) {
    case "join":
      return join(state, move, phase, now);
    case "plan":
      return plan(state, move, phase);
    case "leave":
      return leave(state, move, phase);
    case "check-in":
      return checkIn(state, move, phase);
    case "log":
      return log(state, move, phase);
    case "help":
      return help(state, move, phase);
    case "end":
      return end(state, move, phase);
  }
}

type Of<Kind extends SprintMove["kind"]> = Extract<SprintMove, { kind: Kind }>;

/** Every phase that the time has passed, one after the other, so that none is left out after a long time down. */
function ticks({ phase, sprint }: SprintState, now: Temporal.Instant): SprintAction[] {
  const from = PHASES.indexOf(phase);
  const to = PHASES.indexOf(phaseAt(phase, sprint, now));
  return PHASES.slice(from + 1, to + 1).map((passed): SprintAction => {
    if (passed === "open") return { kind: "opened" };
    return passed === "running" ? { kind: "began" } : { kind: "ended", early: false };
  });
}

function join(
  state: SprintState,
  { member, plan, elsewhere }: Of<"join">,
  phase: Phase,
  now: Temporal.Instant,
): SprintDecision {
  const { sprint } = state;
  if (phase === "scheduled") return refuse({ kind: "not-open", opensAt: sprint.opensAt });
  if (isOver(phase)) return over(state, phase);
  const own = state.members.get(member);
  if (own?.active) return plan === null || plan === own.plan ? accept() : accept(planned(member, plan));
  if (elsewhere) return refuse({ kind: "elsewhere" });
  if (Temporal.Instant.compare(now, joinUntil(sprint)) > 0) {
    return refuse({ kind: "too-late", endsAt: sprint.endsAt });
  }
  // Whoever comes back finds what they had planned.
  return accept({ kind: "joined", member, plan: plan ?? own?.plan ?? null });
}

function plan(state: SprintState, { member, plan }: Of<"plan">, phase: Phase): SprintDecision {
  const own = state.members.get(member);
  if (isOver(phase)) return over(state, phase);
  if (!own?.active) return refuse({ kind: "not-in" });
  return own.plan === plan ? accept() : accept(planned(member, plan));
}

function leave(state: SprintState, { member }: Of<"leave">, phase: Phase): SprintDecision {
  if (isOver(phase)) return over(state, phase);
  return state.members.get(member)?.active ? accept({ kind: "left", member }) : accept();
}

function checkIn(state: SprintState, move: Of<"check-in">, phase: Phase): SprintDecision {
  const { member, day, mark, note } = move;
  const refusal = whyNoDay(state, member, phase);
  if (refusal) return refuse(refusal);
  const own = state.members.get(member);
  const before = own?.checkIns.get(day.toString());
  if (before?.mark === mark && before.note === note) return accept();
  const quota = breakQuota(state.sprint);
  if (own && mark === "break" && before?.mark !== "break" && breaksTaken(own) >= quota) {
    return refuse({ kind: "no-break-left", quota });
  }
  return accept({ kind: "checked-in", member, day, mark, note });
}

function log(state: SprintState, move: Of<"log">, phase: Phase): SprintDecision {
  const { member, day, activity, minutes } = move;
  const refusal = whyNoDay(state, member, phase);
  if (refusal) return refuse(refusal);
  const before = state.members.get(member)?.minutes.get(day.toString())?.[activity] ?? 0;
  return before === minutes ? accept() : accept({ kind: "logged", member, day, activity, minutes });
}

/** Why nothing can be said of a day; null where it can. */
function whyNoDay(state: SprintState, member: MemberId, phase: Phase): SprintRefusal | null {
  if (isOver(phase)) return overRefusal(state, phase);
  if (!state.members.get(member)?.active) return { kind: "not-in" };
  return phase === "running" ? null : { kind: "not-begun", startsAt: state.sprint.startsAt };
}

function help(
  state: SprintState,
  { helper, member, checkIn, again }: Of<"help">,
  phase: Phase,
): SprintDecision {
  if (isOver(phase)) return over(state, phase);
  if (helper === member) return refuse({ kind: "own-trouble" });
  const own = state.members.get(member);
  if (!own?.active || troubleOf(own)?.event !== checkIn) return refuse({ kind: "not-blocked" });
  return again ? accept() : accept({ kind: "helped", member: helper, checkIn });
}

function end(state: SprintState, { by, manager }: Of<"end">, phase: Phase): SprintDecision {
  if (isOver(phase)) return over(state, phase);
  if (!manager && state.leader !== by) return refuse({ kind: "not-leader" });
  return accept(
    phase === "running" ? { kind: "ended", early: true } : { kind: "cancelled", mergedInto: null },
  );
}

function planned(member: MemberId, plan: string | null): SprintAction {
  return { kind: "planned", member, plan };
}

function over(state: SprintState, phase: "ended" | "cancelled"): SprintDecision {
  return refuse(overRefusal(state, phase));
}

function overRefusal({ mergedInto }: SprintState, phase: "ended" | "cancelled"): SprintRefusal {
  return { kind: "over", phase, mergedInto };
}

function accept(...actions: readonly SprintAction[]): SprintDecision {
  return { ok: true, actions };
}

function refuse(refusal: SprintRefusal): SprintDecision {
  return { ok: false, refusal };
}
