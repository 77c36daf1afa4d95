import type { MemberId } from "./ids.ts";
import type { SprintAction, SprintRefusal, SprintState } from "./sprint.ts";
import { isHalfSilent, roster } from "./sprint-standing.ts";
import { isOver, joinUntil, phaseAt } from "./sprint-time.ts";

/** What a merge does to the sprint that goes, and to the one that stays. */
export type MergeDecision =
  | { readonly ok: true; readonly gone: readonly SprintAction[]; readonly into: readonly SprintAction[] }
  | { readonly ok: false; readonly refusal: SprintRefusal };

/**
 * Of two sprints in which half the members are silent, the one that would go into the other: the one that ends first. Null where they
 * have no topic in common, where one of them is not under way or is too near its end, or where one is lively enough by itself.
 */
export function mergeProposal(
  one: SprintState,
  other: SprintState,
  now: Temporal.Instant,
): { readonly gone: SprintState; readonly into: SprintState } | null {
  if (!isHalfSilent(one) || !isHalfSilent(other) || !canMerge(one, other)) return null;
  const order =
    Temporal.Instant.compare(one.sprint.endsAt, other.sprint.endsAt) || other.sprint.id - one.sprint.id;
  const [gone, into] = order < 0 ? [one, other] : [other, one];
  return roster(gone).length > 0 && isOpenForMore(gone, now) && isOpenForMore(into, now)
    ? { gone, into }
    : null;
}

/** Lets everybody of one sprint go on in another, with what they had planned. Whoever leads the one that goes decides. */
export function decideMerge(
  gone: SprintState,
  into: SprintState,
  { by, manager }: { readonly by: MemberId; readonly manager: boolean },
  now: Temporal.Instant,
): MergeDecision {
  const phase = phaseAt(gone.phase, gone.sprint, now);
  if (isOver(phase)) return refuse({ kind: "over", phase, mergedInto: gone.mergedInto });
  if (!manager && gone.leader !== by) return refuse({ kind: "not-leader" });
  if (!canMerge(gone, into) || !isOpenForMore(into, now)) return refuse({ kind: "nothing-to-merge" });
  const joining = roster(gone).filter(([member]) => !into.members.get(member)?.active);
  return {
    ok: true,
    gone: [{ kind: "cancelled", mergedInto: into.sprint.id }],
    into: joining.map(([member, { plan }]) => ({ kind: "joined", member, plan })),
  };
}

function canMerge({ sprint: one }: SprintState, { sprint: other }: SprintState): boolean {
  return one.id !== other.id && one.guild === other.guild && one.topic !== null && one.topic === other.topic;
}

function isOpenForMore({ phase, sprint }: SprintState, now: Temporal.Instant): boolean {
  return phaseAt(phase, sprint, now) === "running" && Temporal.Instant.compare(now, joinUntil(sprint)) <= 0;
}

function refuse(refusal: SprintRefusal): MergeDecision {
  return { ok: false, refusal };
}
