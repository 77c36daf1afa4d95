import type { Verdict } from "./field/judge.ts";

/** One kind of fault, and what must be true in spite of it. */
export type Scenario = {
  /** As in `npm run faults -- F1`. */
  readonly name: string;
  readonly says: string;
  /** What `rounds` counts. */
  readonly unit: string;
  /** Rounds of a full run, and of the short one in `npm test`. */
  readonly rounds: { readonly full: number; readonly short: number };
  readonly run: (plan: Plan) => Promise<Result>;
};

export type Plan = {
  /** A Postgres server on which databases may be made. */
  readonly server: string;
  readonly rounds: number;
  readonly seed: number;
  readonly onProgress: (done: number) => void;
};

export type Result = {
  /** Empty: all is as it must be. */
  readonly problems: readonly string[];
  /** What happened, for the reader. */
  readonly counts: Readonly<Record<string, unknown>>;
};

const SHOWN = 5;

/** What is wrong about a verdict on posts, with a few examples. `allowed`: states beside "sent" that are right in this scenario. */
export function problemsOf(verdict: Verdict, allowed: (state: string) => boolean = () => false): string[] {
  const { states, lost, doubled, unrecorded, open, strangers } = verdict;
  const some = (name: string, keys: readonly string[]): string[] =>
    keys.length === 0 ? [] : [`${keys.length} ${name}: ${keys.slice(0, SHOWN).join(", ")}`];
  const wrong = Object.keys(states).filter((state) => !state.endsWith(" sent") && !allowed(state));
  return [
    ...some("lost", lost),
    ...some("doubled", doubled),
    ...some("in Discord and not in the record", unrecorded),
    ...some("open at the end", open),
    ...some("messages of no occurrence", strangers),
    ...some(
      "states that must not be",
      wrong.map((state) => `${states[state]} x ${state}`),
    ),
  ];
}

/** What is wrong if a condition does not hold. */
export function expectThat(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}
