import { describe, expect, test } from "vitest";
import { createPace } from "../../src/delivery/pace.ts";
import { seededRandom } from "../support/random.ts";

describe("the pace of sending", () => {
  test("1,000 sends with answers at once take 1,000 / 48 seconds, with at most 50 in any second", () => {
    const { arrivals, elapsed } = play({ count: 1_000, roundTrip: () => [0, 0], heldUp: () => 0 });
    expect(peakOf(arrivals)).toBeLessThanOrEqual(50);
    expect(elapsed / 1_000).toBeLessThan(1_000 / 48 + 0.1);
  });

  // By its own clock Discord sees requests closer together than they left, as each takes another time on its way.
  test.each([1, 2, 3, 4, 5, 6])(
    "whatever the way takes and holds us up, no second of Discord's has more than 50, and nothing is lost by it (%i)",
    (seed) => {
      const random = seededRandom(seed);
      const way = (): number => 20 + random() * 40;
      const heldUp = (): number => (random() < 0.03 ? random() * 50 : 0);
      const { arrivals, elapsed } = play({ count: 3_000, roundTrip: () => [way(), way()], heldUp });
      expect(peakOf(arrivals)).toBeLessThanOrEqual(50);
      expect(elapsed / 1_000).toBeLessThan((3_000 / 50) * 1.05);
    },
  );

  test("while Discord does not answer at all, 50 are on their way, and one more goes for each that comes back", () => {
    let now = 0;
    const pace = createPace(() => now);
    const open: (() => void)[] = [];
    for (; now < 60_000; now += 5) if (pace.wait() === 0) open.push(pace.begin());
    expect(open).toHaveLength(50);
    open.pop()?.();
    expect(pace.wait()).toBe(0);
    pace.begin();
    expect(pace.wait()).toBeGreaterThan(0);
  });

  test("after a rest there is no burst: a few sends are made up for, and no more", () => {
    let now = 0;
    const pace = createPace(() => now);
    pace.begin()();
    now = 60_000;
    let made = 0;
    for (; pace.wait() < 1; made += 1) pace.begin()();
    expect(made).toBe(5);
    expect(pace.wait()).toBeGreaterThan(20);
  });

  test("a pause holds everything back, and a shorter one does not end it", () => {
    let now = 0;
    const pace = createPace(() => now);
    pace.pause(5_000);
    pace.pause(10);
    expect(pace.wait()).toBe(5_000);
    now = 5_000;
    expect(pace.wait()).toBe(0);
  });
});

type Network = {
  readonly count: number;
  /** Milliseconds there and back. */
  readonly roundTrip: () => readonly [number, number];
  /** Milliseconds by which a send begins late, because the process has other things to do. */
  readonly heldUp: () => number;
};

/** Sends so many, and tells when each arrived and when the last one left, in milliseconds. */
function play({ count, roundTrip, heldUp }: Network): { arrivals: readonly number[]; elapsed: number } {
  let now = 0;
  const pace = createPace(() => now);
  const arrivals: number[] = [];
  let underway: { readonly back: number; readonly over: () => void }[] = [];
  const advance = (to: number): void => {
    const back = underway.filter((one) => one.back <= to).toSorted((a, b) => a.back - b.back);
    underway = underway.filter((one) => one.back > to);
    for (const one of back) {
      now = one.back;
      one.over();
    }
    now = to;
  };
  for (let sent = 0; sent < count; sent += 1) {
    for (let ms = pace.wait(); ms > 0; ms = pace.wait()) advance(now + ms);
    advance(now + heldUp());
    const [there, back] = roundTrip();
    const over = pace.begin();
    arrivals.push(now + there);
    underway.push({ back: now + there + back, over });
  }
  return { arrivals: arrivals.toSorted((a, b) => a - b), elapsed: now };
}

/** The most that arrived within any one second. */
function peakOf(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}
