import type { Database } from "../store/database.ts";
import { releaseLease, takeLease } from "../store/leases.ts";

export type Held = {
  /** Takes the lease or prolongs it; false where another has it. Throws where the database does not answer. */
  readonly renew: () => Promise<boolean>;
  /** Whether it is still ours for sure. Asked before each send: a process that was frozen for a while finds out before it acts. */
  readonly holds: () => boolean;
  readonly release: () => Promise<void>;
};

type Options = {
  readonly db: Database;
  readonly name: string;
  readonly owner: string;
  /** Real milliseconds since an arbitrary start. */
  readonly elapsed: () => number;
  readonly ttlMs?: number;
  /** How often others may have thought that the owner is dead. See presence.ts. */
  readonly losses?: () => number;
};

const TTL_MS = 6_000;
// What the clocks of two machines may differ by while a lease lasts, and the time that a send takes to leave.
const MARGIN_MS = 500;

/** A lease as its owner sees it. It counts from before the question was asked, so it never seems ours for longer than it is. */
export function createLease(options: Options): Held {
  const { db, name, owner, elapsed, ttlMs = TTL_MS, losses = () => 0 } = options;
  let until = Number.NEGATIVE_INFINITY;
  let lossesBefore = 0;
  return {
    renew: async () => {
      const asked = elapsed();
      lossesBefore = losses();
      const taken = await takeLease(db, name, owner, ttlMs);
      until = taken ? asked + ttlMs - MARGIN_MS : Number.NEGATIVE_INFINITY;
      return taken;
    },
    holds: () => elapsed() < until && losses() === lossesBefore,
    release: async () => {
      until = Number.NEGATIVE_INFINITY;
      await releaseLease(db, name, owner);
    },
  };
}
