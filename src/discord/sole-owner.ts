import type { ShardLeases } from "./shards.ts";

const OWNER = "this process";

/** For a Discord that nobody else knows, as the playground's: every shard is ours, for ever. */
export function soleOwner(elapsed: () => number = () => performance.now()): ShardLeases {
  const own = new Set<number>();
  const identified = new Map<number, number>();
  return {
    owner: OWNER,
    ttlMs: Number.POSITIVE_INFINITY,
    renew: async () => ({ own: [...own], held: new Map([[OWNER, own.size]]) }),
    take: async (shard) => {
      own.add(shard);
      return true;
    },
    release: async (shard) => void own.delete(shard),
    mayIdentify: async (bucket, everyMs) => {
      const last = identified.get(bucket) ?? Number.NEGATIVE_INFINITY;
      const may = elapsed() - last >= everyMs;
      if (may) identified.set(bucket, elapsed());
      return may;
    },
  };
}
