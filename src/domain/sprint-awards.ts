import type { Entry } from "./event.ts";
import type { MemberId } from "./ids.ts";
import { NO_SCORE, pointsOf, sprintGrants } from "./points.ts";
import type { Grant, SprintFinish, Tally } from "./points.ts";
import type { Sprint, SprintState } from "./sprint.ts";
import { roster, standingOf } from "./sprint-standing.ts";

const WEEK = 7;

/** What the group did on the roadmap while the sprint ran. */
export type SprintFacts = {
  /** Objectives checked by all together. */
  readonly objectives: number;
  /** Who finished the sprint's topic first; null where nobody did, or there is none. */
  readonly firstThrough: MemberId | null;
};
export type Finisher = { readonly member: MemberId; readonly finish: SprintFinish };

/** Those who saw a sprint through that came to its end. Together: at least two of them. */
export function finishersOf(
  state: SprintState,
  { objectives, firstThrough }: SprintFacts,
): readonly Finisher[] {
  const { sprint, phase, early } = state;
  if (phase !== "ended" || early) return [];
  const kept = roster(state).filter(([, member]) => standingOf(sprint, member).kept);
  const weeks = Math.floor(sprint.days / WEEK);
  const goal = sprint.teamGoal !== null && objectives >= sprint.teamGoal;
  return kept.map(([member]) => ({
    member,
    finish: { weeks, together: kept.length > 1, goal, first: member === firstThrough },
  }));
}

/** What is recorded of one who saw a sprint through, on the member's local day on which it ended. */
export function finishEntry(
  { id }: Pick<Sprint, "id">,
  finish: SprintFinish,
  tally: Tally,
  localDate: Temporal.PlainDate,
): { readonly entry: Entry; readonly grants: readonly Grant[] } {
  const grants = sprintGrants(tally, finish);
  const score = { ...NO_SCORE, points: pointsOf(grants) };
  return { entry: { action: { kind: "sprint.finished", sprint: id }, score, localDate }, grants };
}
