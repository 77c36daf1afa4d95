import * as fc from "fast-check";
import { expect, test } from "vitest";
import { latestDigest, nextDigest } from "../../src/domain/digest.ts";
import { zone } from "../support/arbitrary-text.ts";

const USUAL = { zone: "Europe/Berlin", quietFrom: 22, quietTo: 8, dayEnd: 0 };
const at = (text: string) => Temporal.Instant.from(text);

test.each([
  ["2026-11-22T10:00:00Z", "2026-11-16", "2026-11-23"], // a Sunday
  ["2026-11-23T07:59:59Z", "2026-11-16", "2026-11-23"],
  ["2026-11-23T08:00:00Z", "2026-11-23", "2026-11-30"],
  ["2026-11-29T23:30:00Z", "2026-11-23", "2026-11-30"], // Monday already, and too early
])("at %s the last digest was of %s and the next is of %s", (now, last, next) => {
  expect(latestDigest(at(now), USUAL).monday.toString()).toBe(last);
  expect(nextDigest(at(now), USUAL).monday.toString()).toBe(next);
});

test("the digest comes in the morning, wherever its reader wants no quiet", () => {
  expect(nextDigest(at("2026-11-22T10:00:00Z"), USUAL).at.toString()).toBe("2026-11-23T08:00:00Z");
  const late = { ...USUAL, quietTo: 12 };
  expect(nextDigest(at("2026-11-22T10:00:00Z"), late).at.toString()).toBe("2026-11-23T11:00:00Z");
});

test("the last digest is due by now and the next one is not, a week apart", () => {
  const instants = fc
    .integer({ min: 1_735_700_000, max: 1_925_000_000 })
    .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
  const hours = fc.record({
    zone: zone(),
    quietFrom: fc.nat(23),
    quietTo: fc.nat(23),
    dayEnd: fc.nat(6),
  });
  fc.assert(
    fc.property(instants, hours, (now, hours) => {
      const [last, next] = [latestDigest(now, hours), nextDigest(now, hours)];
      expect(Temporal.Instant.compare(last.at, now)).toBeLessThanOrEqual(0);
      expect(Temporal.Instant.compare(now, next.at)).toBeLessThan(0);
      expect(last.monday.until(next.monday).days).toBe(7);
      expect(last.monday.dayOfWeek).toBe(1);
    }),
  );
});
