import { within } from "./within.ts";

/** What runs at the moment, and what ran lately. */
export type InFlight = {
  /** Starts `work`, unless an interaction of that id was taken before: a gateway that resumes may send one again. */
  readonly take: (id: string, work: () => Promise<void>) => void;
  /** Resolves when nothing runs any more, or after so many milliseconds; with how much still runs then. */
  readonly drain: (ms: number) => Promise<number>;
};

const REMEMBERED = 1_000;

/** Keeps count of running interactions, so that a shutdown can wait for them. `work` must not reject. */
export function createInFlight(): InFlight {
  const running = new Set<Promise<void>>();
  const seen = new Set<string>();
  return {
    take: (id, work) => {
      if (seen.has(id)) return;
      seen.add(id);
      if (seen.size > REMEMBERED) forgetOldest(seen);
      const job = work().finally(() => running.delete(job));
      running.add(job);
    },
    drain: async (ms) => {
      await within(ms, Promise.all(running));
      return running.size;
    },
  };
}

function forgetOldest(ids: Set<string>): void {
  for (const oldest of ids) {
    ids.delete(oldest);
    return;
  }
}
