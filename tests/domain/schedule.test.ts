import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { weekOf } from "../../src/domain/calendar.ts";
import { latestSlot, nextSlot, slotFrom, wallInstant } from "../../src/domain/schedule.ts";
import type { Slot } from "../../src/domain/schedule.ts";
import { day, slot } from "../support/arbitrary-slot.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const time = (text: string) => Temporal.PlainTime.from(text);
const instant = (text: string) => Temporal.Instant.from(text);
const monday = (at: string, zone: string): Slot => ({ weekday: 1, time: time(at), zone });

describe("a wall time", () => {
  test.each([
    ["usual", "2026-11-23", "09:00", "Europe/Berlin", "2026-11-23T08:00:00Z"],
    ["in a gap: the first instant after it", "2027-03-28", "02:30", "Europe/Berlin", "2027-03-28T01:00:00Z"],
    ["where the gap begins", "2027-03-28", "02:00", "Europe/Berlin", "2027-03-28T01:00:00Z"],
    ["where the gap ends", "2027-03-28", "03:00", "Europe/Berlin", "2027-03-28T01:00:00Z"],
    ["that comes twice: the first", "2027-10-31", "02:30", "Europe/Berlin", "2027-10-31T00:30:00Z"],
    ["a gap of half an hour", "2027-10-03", "02:10", "Australia/Lord_Howe", "2027-10-02T15:30:00Z"],
    ["a gap at midnight", "2027-04-30", "00:00", "Africa/Cairo", "2027-04-29T22:00:00Z"],
    ["where noon comes first", "2026-11-23", "12:00", "Pacific/Kiritimati", "2026-11-22T22:00:00Z"],
  ])("%s", (_, day, at, zone, expected) => {
    expect(wallInstant(date(day), time(at), zone).toString()).toBe(expected);
  });
});

describe("a slot", () => {
  test("is at the same time of day on both sides of a change of the clock", () => {
    const slot = monday("09:00", "America/New_York");
    const before = nextSlot(slot, instant("2027-03-07T00:00:00Z"));
    const after = nextSlot(slot, before.at);
    expect([before.at, after.at].map(String)).toEqual(["2027-03-08T14:00:00Z", "2027-03-15T13:00:00Z"]);
  });

  test("next is strictly after an instant, latest may be at it", () => {
    const slot = monday("09:00", "UTC");
    const at = instant("2026-11-23T09:00:00Z");
    expect(nextSlot(slot, at).date.toString()).toBe("2026-11-30");
    expect(latestSlot(slot, at).date.toString()).toBe("2026-11-23");
    expect(nextSlot(slot, at.subtract({ nanoseconds: 1 })).date.toString()).toBe("2026-11-23");
    expect(latestSlot(slot, at.subtract({ nanoseconds: 1 })).date.toString()).toBe("2026-11-16");
  });

  test("may be on a day before or after the one in UTC, and its week is that of its own day", () => {
    const kiritimati = nextSlot(monday("09:00", "Pacific/Kiritimati"), instant("2026-11-22T00:00:00Z"));
    expect([kiritimati.at.toString(), weekOf(kiritimati.date)]).toEqual(["2026-11-22T19:00:00Z", "2026-W48"]);
    const sunday: Slot = { weekday: 7, time: time("23:30"), zone: "Pacific/Pago_Pago" };
    const pago = nextSlot(sunday, instant("2026-11-22T12:00:00Z"));
    expect([pago.at.toString(), weekOf(pago.date)]).toEqual(["2026-11-23T10:30:00Z", "2026-W47"]);
  });

  test("from a day on is on that day if it is the weekday, else within the six that follow", () => {
    fc.assert(
      fc.property(slot(), day(), (slot, day) => {
        const found = slotFrom(slot, day);
        expect(found.date.dayOfWeek).toBe(slot.weekday);
        const days = day.until(found.date).days;
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThan(7);
      }),
    );
  });

  test("follows the one before by a week of days, and each ISO week has one", () => {
    fc.assert(
      fc.property(slot(), day(), (slot, day) => {
        const one = slotFrom(slot, day);
        const two = nextSlot(slot, one.at);
        expect(one.date.until(two.date).days).toBe(7);
        expect(weekOf(one.date)).not.toBe(weekOf(two.date));
      }),
    );
  });

  test("next and latest lie around every instant, with nothing between them", () => {
    const seconds = fc.integer({ min: 1_735_000_000, max: 1_924_000_000 });
    fc.assert(
      fc.property(slot(), seconds, fc.boolean(), (slot, second, snap) => {
        const somewhere = Temporal.Instant.fromEpochMilliseconds(second * 1000);
        const now = snap ? nextSlot(slot, somewhere).at : somewhere;
        const [latest, next] = [latestSlot(slot, now), nextSlot(slot, now)];
        expect(Temporal.Instant.compare(latest.at, now)).toBeLessThanOrEqual(0);
        expect(Temporal.Instant.compare(now, next.at)).toBeLessThan(0);
        expect(latest.date.until(next.date).days).toBe(7);
      }),
    );
  });
});
