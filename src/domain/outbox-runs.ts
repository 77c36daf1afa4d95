/** What became of something that was due. */
export type Outcome = {
  readonly kind: string;
  readonly state: string;
  readonly reason: string | null;
  readonly member: string | null;
};

/**
 * Occurrences of which a list shows one line each time; no run is empty. Skipped ones of one kind that follow each other, for one reason, are
 * one line: after a week of silence a sprint's check-ins would crowd out all else.
 */
export function runsOf<T extends Outcome>(occurrences: readonly T[]): (readonly [T, ...T[]])[] {
  const runs: [T, ...T[]][] = [];
  for (const one of occurrences) {
    const last = runs.at(-1);
    if (last && isAlike(last[0], one)) last.push(one);
    else runs.push([one]);
  }
  return runs;
}

const isAlike = (one: Outcome, other: Outcome): boolean =>
  one.state === "skipped" &&
  other.state === "skipped" &&
  one.kind === other.kind &&
  one.reason === other.reason &&
  (one.member === null) === (other.member === null);
