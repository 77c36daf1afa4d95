import { localDate } from "./calendar.ts";
import type { MemberId } from "./ids.ts";
import type { CheckIn, Mark, Sprint, SprintMember, SprintState } from "./sprint.ts";
import { datesOf, dayIndex } from "./sprint-time.ts";

const WEEK = 7;
const GRACE_A_WEEK = 2;

/** How many days a member may take off on purpose: one a week. */
export function breakQuota({ days }: Pick<Sprint, "days">): number {
  return Math.floor(days / WEEK);
}

/** How many days may pass without a word: two a week. */
export function graceDays(days: number): number {
  return Math.floor((days * GRACE_A_WEEK) / WEEK);
}

/** How many breaks a member has taken. */
export function breaksTaken({ checkIns }: SprintMember): number {
  return [...checkIns.values()].filter(({ mark }) => mark === "break").length;
}

/** The check-in that says what blocks a member now: their latest one, if it does. */
export function troubleOf({ checkIns }: SprintMember): CheckIn | null {
  const latest = [...checkIns].toSorted(([one], [other]) => (one < other ? -1 : 1)).at(-1)?.[1];
  return latest?.mark === "blocked" ? latest : null;
}

/** How a member stands in a sprint that is over, or would if it ended now. */
export type Standing = {
  /** Days they were in it, of the sprint's. */
  readonly days: number;
  /** Days on which they checked in; breaks are not among them. */
  readonly checkedIn: number;
  readonly breaks: number;
  readonly missed: number;
  readonly grace: number;
  /** They saw it through: not more missed than is forgiven, and at least one day done. */
  readonly kept: boolean;
};

/**
 * How a member stands at the end. Days before they came do not count. A sprint touches one date more than it has days; the spare one makes
 * up for its first and last day being parts.
 */
export function standingOf(sprint: Sprint, member: SprintMember): Standing {
  const cells = cellsOf(sprint, member);
  const joined = dayIndex(sprint, localDate(member.joinedAt, sprint.zone));
  const days = Math.max(1, sprint.days - joined);
  const breaks = Math.min(breakQuota(sprint), cells.filter((mark) => mark === "break").length);
  const checkedIn = cells.filter((mark) => mark !== null && mark !== "break").length;
  const missed = Math.max(0, days - checkedIn - breaks);
  const grace = graceDays(days);
  return { days, checkedIn, breaks, missed, grace, kept: checkedIn > 0 && missed <= grace };
}

/** A member's days in a sprint, from its first date to its last; null where they said nothing. */
export function cellsOf(sprint: Sprint, { checkIns }: SprintMember): readonly (Mark | null)[] {
  const cells: (Mark | null)[] = datesOf(sprint).map(() => null);
  for (const [date, { mark }] of [...checkIns].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    cells[dayIndex(sprint, Temporal.PlainDate.from(date))] = mark;
  }
  return cells;
}

/** Those who are in a sprint, who has been in it longest first. */
export function roster({
  members,
}: Pick<SprintState, "members">): readonly (readonly [MemberId, SprintMember])[] {
  return [...members]
    .filter(([, { active }]) => active)
    .toSorted(([, one], [, other]) => one.since - other.since);
}

/** Who leads: whoever has been in longest. So a leader who leaves hands over, and comes back as one of the others. */
export function leaderOf(state: Pick<SprintState, "members">): MemberId | null {
  return roster(state)[0]?.[0] ?? null;
}

/** Those who have not checked in at all yet. */
export function silentOf(state: Pick<SprintState, "members">): readonly MemberId[] {
  return roster(state).flatMap(([id, { checkIns }]) => (checkIns.size === 0 ? [id] : []));
}

/** Whether half of those in it or more have not said a word. A sprint of nobody is. */
export function isHalfSilent(state: Pick<SprintState, "members">): boolean {
  return silentOf(state).length * 2 >= roster(state).length;
}
