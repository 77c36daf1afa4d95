import { beforeAll, describe, expect, test } from "vitest";
import { latestSlot, nextSlot, wallInstant } from "../../src/domain/schedule.ts";
import type { Slot } from "../../src/domain/schedule.ts";
import { EVERY_ZONE } from "./every-zone.ts";
import { firstInstant, stretchesOf } from "./wall-clock.ts";
import type { Stretch } from "./wall-clock.ts";

// Every zone, every change of its clock from 2025 to 2030, and all weekly slots around each, against what Intl says that the clock shows.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WEEK = 7 * DAY;
const FROM = Date.UTC(2025, 0, 1);
const TO = Date.UTC(2031, 0, 1);
const MARGIN = 30 * DAY;
// It takes six seconds, and ten times as long beside much else.
const PATIENCE_MS = 180_000;

/** A change of a zone's clock: when, and how far it is ahead of UTC before and after. */
type Change = { readonly at: number; readonly before: number; readonly after: number };
type Found = { readonly what: string; readonly at: Temporal.Instant; readonly expected: number };

function changesIn(stretches: readonly Stretch[]): Change[] {
  return stretches.slice(1).flatMap(({ from: at, offset: after }, i) => {
    const before = stretches[i]?.offset ?? after;
    return at >= FROM && at < TO ? [{ at, before, after }] : [];
  });
}

/** Usual times of day, which are tried on all days from a week before a change to a week after it. */
const USUAL: readonly number[] = [0, 9 * 60 * MINUTE, DAY - MINUTE];
/** A change can be of the day before or after the one that its clock shows. */
const NEAR_DAYS = 1;
const FAR_DAYS = 8;

/** Times of day around both ends of what the clock leaves out or shows twice, and in the middle of it; and usual ones. */
function timesAround({ at, before, after }: Change): Set<number> {
  const near = [at + before, at + after].flatMap((end) => [end - MINUTE, end, end + MINUTE]);
  const middle = Math.floor((at + (before + after) / 2) / MINUTE) * MINUTE;
  return new Set([...near, middle].map((wall) => ((wall % DAY) + DAY) % DAY).concat(USUAL));
}

const dateOf = (wall: number) => Temporal.PlainDate.from(new Date(wall).toISOString().slice(0, 10));
const timeOf = (ofDay: number) => Temporal.PlainTime.from(new Date(ofDay).toISOString().slice(11, 19));

/** All that is to be compared around a change: moments of days, and the slots of their weekday around them. */
function* around(zone: string, stretches: readonly Stretch[], change: Change): Generator<Found> {
  const first = Math.floor((change.at + change.before) / DAY) * DAY;
  for (const ofDay of timesAround(change)) {
    const time = timeOf(ofDay);
    const most = USUAL.includes(ofDay) ? FAR_DAYS : NEAR_DAYS;
    for (let days = -most; days <= most; days += 1) {
      const wall = first + days * DAY + ofDay;
      const date = dateOf(wall);
      const expected = firstInstant(stretches, wall);
      const what = `${date.toString()} ${time.toString()} ${zone}`;
      yield { what, at: wallInstant(date, time, zone), expected };
      if (Math.abs(days) > NEAR_DAYS) continue;
      const slot: Slot = { weekday: date.dayOfWeek as Slot["weekday"], time, zone };
      const at = Temporal.Instant.fromEpochMilliseconds(expected);
      const justBefore = at.subtract({ nanoseconds: 1 });
      const [weekAgo, inAWeek] = [wall - WEEK, wall + WEEK].map((one) => firstInstant(stretches, one));
      yield { what: `next, ${what}`, at: nextSlot(slot, justBefore).at, expected };
      yield { what: `latest, ${what}`, at: latestSlot(slot, at).at, expected };
      yield { what: `the one after ${what}`, at: nextSlot(slot, at).at, expected: inAWeek! };
      yield { what: `the one before ${what}`, at: latestSlot(slot, justBefore).at, expected: weekAgo! };
    }
  }
}

let clocks: ReadonlyMap<string, readonly Stretch[]>;
beforeAll(() => {
  clocks = new Map(EVERY_ZONE.map((zone) => [zone, stretchesOf(zone, FROM - MARGIN, TO + MARGIN)]));
}, PATIENCE_MS);

describe("in every zone, through six years", { timeout: PATIENCE_MS }, () => {
  test("a weekly slot comes at the first instant at which the clock shows its time or has gone past it", () => {
    const wrong: string[] = [];
    const counts = { gaps: 0, overlaps: 0, compared: 0 };
    for (const [zone, stretches] of clocks) {
      for (const change of changesIn(stretches)) {
        counts[change.after > change.before ? "gaps" : "overlaps"] += 1;
        for (const { what, at, expected } of around(zone, stretches, change)) {
          counts.compared += 1;
          if (at.epochMilliseconds !== expected) wrong.push(`${what}: ${at.toString()}`);
        }
      }
    }
    expect({ wrong: wrong.length, examples: wrong.slice(0, 10) }).toEqual({ wrong: 0, examples: [] });
    // The runtime's time zone data changes from year to year, these orders of magnitude do not.
    expect(counts.gaps).toBeGreaterThan(1_000);
    expect(counts.overlaps).toBeGreaterThan(1_000);
    expect(counts.compared).toBeGreaterThan(400_000);
    process.stdout.write(`${clocks.size} zones, ${JSON.stringify(counts)}\n`);
  });

  test("no change of a clock is missed by looking once a day", () => {
    for (const [zone, stretches] of clocks) {
      const known = changesIn(stretches).map(({ at }) => at);
      const found: number[] = [];
      let at = Temporal.Instant.fromEpochMilliseconds(FROM - 1).toZonedDateTimeISO(zone);
      for (;;) {
        const next = at.getTimeZoneTransition("next");
        if (next === null || next.epochMilliseconds >= TO) break;
        found.push(next.epochMilliseconds);
        at = next;
      }
      expect({ zone, found }).toEqual({ zone, found: known });
    }
  });
});
