// The first millisecond of 2015, in milliseconds since 1970: Discord counts from there.
const DISCORD_EPOCH = 1_420_070_400_000n;

/** The time at which Discord made an id. */
export function timeOf(id: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Number((BigInt(id) >> 22n) + DISCORD_EPOCH));
}

/** The smallest id that Discord could make at a time, as `before` and `after` of its lists take it. */
export function snowflakeAt(time: Temporal.Instant): string {
  const since = BigInt(time.epochMilliseconds) - DISCORD_EPOCH;
  return String(since > 0n ? since << 22n : 0n);
}

/** The shard that is told of a guild. */
export function shardOf(guild: string, shardCount: number): number {
  return Number((BigInt(guild) >> 22n) % BigInt(shardCount));
}
