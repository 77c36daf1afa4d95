import type { Logger } from "pino";
import { within } from "./within.ts";

/** How processes agree on who has which shard. A lease lasts for `ttlMs` from when it was taken or renewed. */
export type ShardLeases = {
  /** This process among the owners. */
  readonly owner: string;
  readonly ttlMs: number;
  /** Renews what is ours, and tells which shards that are, and how many each living process has. */
  readonly renew: () => Promise<Standing>;
  /** Takes a shard; false where another process has it. */
  readonly take: (shard: number) => Promise<boolean>;
  readonly release: (shard: number) => Promise<void>;
  /** Whether an IDENTIFY may be sent now; true at most once in `everyMs` for each bucket. */
  readonly mayIdentify: (bucket: number, everyMs: number) => Promise<boolean>;
};
export type Standing = {
  readonly own: readonly number[];
  readonly held: ReadonlyMap<string, number>;
};

/** What is done with a shard that is ours. */
export type OpenShard = {
  /** Closes it and keeps its session for whoever has it next. Never throws. */
  readonly handOver: () => Promise<void>;
  /** Closes it, and leaves the session to whoever has it now. Never throws. */
  readonly abandon: () => void;
};

type Parts<S extends OpenShard> = {
  readonly leases: ShardLeases;
  readonly shardCount: number;
  readonly open: (shard: number) => Promise<S>;
  readonly log: Logger;
  readonly everyMs?: number | undefined;
  /** Milliseconds of a clock that only moves on. */
  readonly elapsed?: () => number;
};

export type Shards<S> = {
  /** What this process has now, by the shard's number. */
  readonly open: ReadonlyMap<number, S>;
  /** Renews, gives up and takes, once. Throws where the leases cannot be asked. */
  readonly turn: () => Promise<void>;
  /** From now on a turn every second. */
  readonly run: () => void;
  /** Hands over everything, and takes no further turn. Never throws. */
  readonly stop: () => Promise<void>;
};

// Who asks a process in the moment in which it dies is answered by another within Discord's three seconds.
const EVERY_MS = 1_000;
// What the clocks of two machines may differ by while a lease lasts.
const MARGIN_MS = 500;
const STOP_PATIENCE_MS = 2_000;

/** Holds the shards that fall to this process: its fair share of them, and at once those of a process that dies. */
export function createShards<S extends OpenShard>(parts: Parts<S>): Shards<S> {
  const { leases, shardCount, log, everyMs = EVERY_MS, elapsed = () => performance.now() } = parts;
  const open = new Map<number, S>();
  let deadline: NodeJS.Timeout | undefined;
  let next: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  let stopped = false;
  let troubled = false;
  let renewedAt = Number.NEGATIVE_INFINITY;

  const lose = (shards: readonly number[]): void => {
    for (const shard of shards) {
      open.get(shard)?.abandon();
      open.delete(shard);
    }
    if (shards.length > 0) log.warn({ shards }, "lost the lease of shards; they are closed");
  };
  const giveUp = async (shard: number): Promise<void> => {
    const given = open.get(shard);
    open.delete(shard);
    await given?.handOver();
    await leases.release(shard);
  };
  const openOnce = async (shard: number): Promise<void> => {
    if (open.has(shard)) return;
    const opened = await parts.open(shard);
    // The lease may have run out, or the end have come, while its session was read.
    if (stopped || elapsed() > renewedAt + leases.ttlMs - MARGIN_MS) opened.abandon();
    else open.set(shard, opened);
  };
  const turn = async (): Promise<void> => {
    const asked = elapsed();
    const { own, held } = await leases.renew();
    if (stopped) return;
    renewedAt = asked;
    clearTimeout(deadline);
    if (Number.isFinite(leases.ttlMs)) {
      const leftMs = asked + leases.ttlMs - MARGIN_MS - elapsed();
      deadline = setTimeout(() => lose([...open.keys()]), leftMs).unref();
    }
    lose([...open.keys()].filter((shard) => !own.includes(shard)));
    const share = shareOf(held, leases.owner, shardCount);
    await Promise.all(own.slice(share).map(giveUp));
    await Promise.all(own.slice(0, share).map(openOnce));
    for (const shard of Array(shardCount).keys()) {
      if (stopped || open.size >= share) return;
      if (!open.has(shard) && (await leases.take(shard))) await openOnce(shard);
    }
  };
  const again = async (): Promise<void> => {
    try {
      await turn();
      troubled = false;
    } catch (error) {
      // Once, and not each second until it works again.
      if (!troubled) log.warn({ err: error }, "the shards' leases cannot be renewed; trying again");
      troubled = true;
    }
    run();
  };
  const run = (): void => {
    if (stopped) return;
    next = setTimeout(() => {
      current = again();
    }, everyMs).unref();
  };

  return {
    open,
    turn,
    run,
    stop: async () => {
      stopped = true;
      clearTimeout(next);
      clearTimeout(deadline);
      await within(STOP_PATIENCE_MS, current);
      await Promise.all([...open.values()].map((shard) => shard.handOver()));
      open.clear();
    },
  };
}

/**
 * How many of the shards fall to an owner, so that all have as many or one less: the odd ones stay with whoever has the most. `held` says
 * how many each has, and names the owner itself.
 */
export function shareOf(held: ReadonlyMap<string, number>, owner: string, shardCount: number): number {
  const ranked = [...held].toSorted(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
  const rank = ranked.findIndex(([name]) => name === owner);
  const processes = Math.max(1, ranked.length);
  return Math.floor(shardCount / processes) + (rank < shardCount % processes ? 1 : 0);
}
