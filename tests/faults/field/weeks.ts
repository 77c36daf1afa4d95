import type { Field } from "./field.ts";

export type Weeks = {
  /** Begins a week: its prompts fall due. */
  readonly begin: () => Promise<void>;
  /** How many of its prompts are not over yet. */
  readonly left: () => Promise<number>;
  /** Waits until all of them are over, and takes note. */
  readonly end: (timeoutMs?: number) => Promise<void>;
  readonly count: () => number;
  /** Weeks in which not each group had exactly one prompt planned. */
  readonly unplanned: () => readonly string[];
};

const DAY_MS = 24 * 3_600_000;

/** One week after another for so many groups. */
export function createWeeks({ database, standIn, judge, ...field }: Field, groups: number): Weeks {
  const unplanned: string[] = [];
  let count = 0;
  const countWhere = async (condition: string): Promise<number> => {
    const { rows } = await database.pool.query<{ count: number }>(
      `select count(*)::int as count from occurrences where kind = 'week' and due_at >= $1 ${condition}`,
      [new Date(standIn.clock.now() - DAY_MS)],
    );
    return rows[0]?.count ?? 0;
  };
  return {
    begin: async () => {
      count += 1;
      await field.nextMonday();
    },
    left: async () => groups - (await countWhere("and settled_at is not null")),
    end: async (timeoutMs) => {
      await field.settled(timeoutMs);
      const planned = await countWhere("");
      if (planned !== groups) unplanned.push(`week ${count}: ${planned} of ${groups} prompts planned`);
      await judge.collect();
      standIn.log.clear();
    },
    count: () => count,
    unplanned: () => unplanned,
  };
}
