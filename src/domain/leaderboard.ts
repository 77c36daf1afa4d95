import type { Period } from "./calendar.ts";
import type { MemberId } from "./ids.ts";

export type Metric = "points" | "topics" | "objectives";

/** A listed member's place, as the store reads it. Members of equal value share a rank, and the next one skips: 1, 2, 2, 4. */
export type Placed = {
  readonly member: MemberId;
  readonly displayName: string;
  readonly value: number;
  readonly rank: number;
};

/** What the store reads for one board. All of it counts listed members of the guild with a value above zero. */
export type Standings = {
  readonly period: Period;
  readonly metric: Metric;
  /** The group's sum. */
  readonly total: number;
  readonly members: number;
  /** The best, best first; ten or fewer. */
  readonly top: readonly Placed[];
  /** Those right before and right after the caller in the same order, best first; two or fewer each. */
  readonly above: readonly Placed[];
  readonly below: readonly Placed[];
  /** The caller; null with no value in this period. */
  readonly me: (Placed & { readonly listed: boolean }) | null;
  /** The smallest value that is higher than the caller's; null where there is none. */
  readonly nextValue: number | null;
};

/** A row as it is shown. The rank is null where it is kept back. */
export type BoardRow = Omit<Placed, "rank"> & { readonly rank: number | null; readonly you: boolean };

/** What the caller is told of themselves. */
export type OwnPlace =
  | { readonly kind: "ranked"; readonly rank: number; readonly value: number; readonly toNext: number | null }
  /** In the lower half: what they have, and how little it takes to move up. */
  | { readonly kind: "climbing"; readonly value: number; readonly toNext: number }
  | { readonly kind: "hidden"; readonly value: number }
  | { readonly kind: "nothing-yet" };

export type Board = {
  readonly period: Period;
  readonly metric: Metric;
  readonly total: number;
  readonly members: number;
  readonly top: readonly BoardRow[];
  /** The caller and those around them, best first; empty where the caller is among the top. */
  readonly around: readonly BoardRow[];
  readonly own: OwnPlace;
};

export const TOP = 10;
export const NEIGHBOURS = 2;

/**
 * Lays a board out so that it encourages whoever reads it.
 *
 * Learners who are shown a low rank tend to try less than learners who are shown none, so a rank is told in the top ten
 * and in the upper half alone. In the lower half a member sees their own value, the next two above them without numbers,
 * and the distance to the next place; nobody below. A board never ends with its last member that way, unless the whole
 * group fits into the top ten.
 */
export function arrange(standings: Standings): Board {
  const { period, metric, total, members, me } = standings;
  const top = standings.top.slice(0, TOP);
  return {
    period,
    metric,
    total,
    members,
    top: top.map((placed) => row(placed, me, placed.rank)),
    around: around(standings, new Set(top.map(({ member }) => member))),
    own: ownPlace(standings),
  };
}

function row({ member, displayName, value }: Placed, me: Standings["me"], rank: number | null): BoardRow {
  return { member, displayName, value, rank, you: member === me?.member };
}

function around(standings: Standings, shown: ReadonlySet<MemberId>): readonly BoardRow[] {
  const { me, above, below } = standings;
  if (me === null || !me.listed || shown.has(me.member)) return [];
  const ranked = isRanked(standings);
  const near = [...above.slice(-NEIGHBOURS), me, ...(ranked ? below.slice(0, NEIGHBOURS) : [])];
  return near
    .filter(({ member }) => !shown.has(member))
    .map((placed) => row(placed, me, ranked ? placed.rank : null));
}

function isRanked({ me, members, top }: Standings): boolean {
  if (me === null || !me.listed) return false;
  return top.slice(0, TOP).some(({ member }) => member === me.member) || me.rank <= members / 2;
}

function ownPlace(standings: Standings): OwnPlace {
  const { me, nextValue } = standings;
  if (me === null) return { kind: "nothing-yet" };
  if (!me.listed) return { kind: "hidden", value: me.value };
  const toNext = nextValue === null ? null : nextValue - me.value;
  if (isRanked(standings) || toNext === null)
    return { kind: "ranked", rank: me.rank, value: me.value, toNext };
  return { kind: "climbing", value: me.value, toNext };
}
