import { randomInt } from "node:crypto";

const EPOCH = 1_420_070_400_000n; // Discord's: the first second of 2015

/** The time in a snowflake, in milliseconds since 1970. */
export function timeOf(id: string): number {
  return Number((BigInt(id) >> 22n) + EPOCH);
}

/** The lowest snowflake of a millisecond, for comparing. */
function lowestAt(ms: number): bigint {
  return (BigInt(ms) - EPOCH) << 22n;
}

/** Orders two snowflakes by their number: older first. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A source of ids that hold the time of `now` and always rise, even when that clock jumps back (they then stay at the latest time
 * seen). Two sources at the same moment give different ids: the ten worker bits and the start of the sequence are drawn at random.
 */
export function createIds(now: () => number): () => string {
  const worker = BigInt(randomInt(1 << 10)) << 12n;
  let last = 0;
  let sequence = 0;
  return () => {
    const at = now();
    if (at > last) {
      last = at;
      sequence = randomInt(1 << 10);
    } else if (++sequence === 1 << 12) {
      last += 1;
      sequence = 0;
    }
    return String(lowestAt(last) | worker | BigInt(sequence));
  };
}
