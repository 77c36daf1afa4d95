import { mint } from "../../src/domain/ids.ts";
import type { MemberId } from "../../src/domain/ids.ts";
import { decideSprint } from "../../src/domain/sprint-moves.ts";
import type { SprintMove } from "../../src/domain/sprint-moves.ts";
import { applySprintEvent, newSprint } from "../../src/domain/sprint-fold.ts";
import { sprintTimes } from "../../src/domain/sprint-time.ts";
import type { Sprint, SprintAction, SprintRefusal, SprintState } from "../../src/domain/sprint.ts";

// Sprints with as few words as a test needs.

/** A Monday, in the evening in Berlin. */
export const START = Temporal.Instant.from("2026-11-23T18:00:00Z");

export function member(nth: number): MemberId {
  return mint(`member${nth}`);
}

/** A sprint of a week in Berlin that begins at once. */
export function sprintOf(change: Partial<Sprint> = {}, startsAt = START, now = startsAt): Sprint {
  const { days = 7, zone = "Europe/Berlin" } = change;
  return {
    id: 1,
    guild: mint("guild"),
    channel: "channel",
    topic: mint("spark"),
    goal: null,
    teamGoal: null,
    recurring: false,
    previous: null,
    ...sprintTimes(startsAt, days, zone, now),
    ...change,
  };
}

let lastEvent = 0;

/** Records actions as the store does: with rising ids. */
export function record(
  state: SprintState,
  actions: readonly SprintAction[],
  at: Temporal.Instant,
): SprintState {
  return actions.reduce(
    (before, action) => applySprintEvent(before, { id: (lastEvent += 1), at, action }),
    state,
  );
}

/** A sprint in which one thing after the other was done. Throws for what is refused. */
export function after(
  sprint: Sprint,
  ...moves: readonly (readonly [at: Temporal.Instant, move: SprintMove])[]
): SprintState {
  return moves.reduce((state, [at, move]) => {
    const decision = decideSprint(state, move, at);
    if (!decision.ok) throw new Error(`${move.kind} was refused: ${decision.refusal.kind}`);
    return record(state, decision.actions, at);
  }, newSprint(sprint));
}

/** What a move leads to: the kinds of what happens, or of the refusal. */
export function outcome(
  state: SprintState,
  move: SprintMove,
  at: Temporal.Instant,
): readonly string[] | SprintRefusal["kind"] {
  const decision = decideSprint(state, move, at);
  return decision.ok ? decision.actions.map(({ kind }) => kind) : decision.refusal.kind;
}

export const join = (nth: number, plan: string | null = null): SprintMove => {
  return { kind: "join", member: member(nth), plan, elsewhere: false };
};

/** `n` days and some hours after the start. */
export function days(n: number, hours = 0): Temporal.Instant {
  return START.add({ hours: n * 24 + hours });
}

/** The local day in Berlin at an instant. */
export function dayAt(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO("Europe/Berlin").toPlainDate();
}

export function checkIn(
  nth: number,
  at: Temporal.Instant,
  mark: "done" | "half" | "blocked" | "break" = "done",
  note: string | null = null,
): readonly [Temporal.Instant, SprintMove] {
  return [at, { kind: "check-in", member: member(nth), day: dayAt(at), mark, note }];
}
