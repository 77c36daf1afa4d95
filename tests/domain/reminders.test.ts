import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayStart, isQuiet } from "../../src/domain/member-day.ts";
import { comingReminders, reminderRoute, reminderTimes, WHENS } from "../../src/domain/reminders.ts";
import type { NoRoute, Standing } from "../../src/domain/reminders.ts";
import { zone } from "../support/arbitrary-text.ts";

const USUAL = { zone: "Europe/Berlin", quietFrom: 22, quietTo: 8, dayEnd: 0 };
const DATE = Temporal.PlainDate.from("2026-11-24");
const compare = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other);
const texts = (times: { readonly dueAt: Temporal.Instant; readonly expiresAt: Temporal.Instant }) => [
  times.dueAt.toString(),
  times.expiresAt.toString(),
];

describe("the reminders of a date", () => {
  test("come the day before and on the day, in the morning, and not in quiet hours any more", () => {
    const before = ["2026-11-23T08:00:00Z", "2026-11-23T21:00:00Z"];
    expect(texts(reminderTimes(DATE, "before", USUAL))).toEqual(before);
    expect(texts(reminderTimes(DATE, "day", USUAL))).toEqual([
      "2026-11-24T08:00:00Z",
      "2026-11-24T21:00:00Z",
    ]);
  });

  test("last to the end of the member's day where they want no quiet", () => {
    const awake = { ...USUAL, quietFrom: 0, quietTo: 0, dayEnd: 4 };
    expect(texts(reminderTimes(DATE, "day", awake))).toEqual([
      "2026-11-24T08:00:00Z",
      "2026-11-25T03:00:00Z",
    ]);
  });

  test("that are still ahead are told", () => {
    const coming = (now: string) => comingReminders(DATE, USUAL, Temporal.Instant.from(now)).map(String);
    expect(coming("2026-11-20T10:00:00Z")).toEqual(["2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z"]);
    expect(coming("2026-11-23T08:00:00Z")).toEqual(["2026-11-24T08:00:00Z"]);
    expect(coming("2026-11-24T08:00:00Z")).toEqual([]);
  });

  test("are due before they expire, outside of quiet hours, and over when the date is", () => {
    const days = fc
      .integer({ min: 0, max: 2_200 })
      .map((n) => Temporal.PlainDate.from("2025-01-01").add({ days: n }));
    const hours = fc.record({ zone: zone(), quietFrom: fc.nat(23), quietTo: fc.nat(23), dayEnd: fc.nat(6) });
    fc.assert(
      fc.property(days, hours, fc.constantFrom(...WHENS), (date, hours, when) => {
        const { dueAt, expiresAt } = reminderTimes(date, when, hours);
        expect(compare(dueAt, expiresAt)).toBeLessThanOrEqual(0);
        const over = dayStart(when === "day" ? date.add({ days: 1 }) : date, hours.zone, hours.dayEnd);
        expect(compare(expiresAt, over)).toBeLessThanOrEqual(0);
        const last = expiresAt.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(hours.zone);
        if (last.hoursInDay === 24 && last.add({ hours: 24 }).hoursInDay === 24) {
          expect(isQuiet(last.hour, hours)).toBe(false);
        }
      }),
    );
  });
});

describe("where a reminder goes", () => {
  const server = { present: true, channel: { id: "50", kind: "text" as const }, parked: false };
  const standing: Standing = { where: "channel", visible: true, server };

  test("is the channel of the server where the date was set", () => {
    expect(reminderRoute(standing)).toEqual({ kind: "channel", id: "50", channelKind: "text" });
  });

  test("is a direct message for those who asked for it, wherever it was set", () => {
    for (const one of [standing, { ...standing, server: null }, { ...standing, visible: false }])
      expect(reminderRoute({ ...one, where: "direct" })).toEqual({ kind: "direct" });
  });

  test.each<[NoRoute, Partial<Standing>]>([
    ["off", { where: "off" }],
    ["no-server", { server: null }],
    ["left", { server: { ...server, present: false } }],
    ["hidden", { visible: false }],
    ["no-channel", { server: { ...server, channel: null } }],
    ["parked", { server: { ...server, parked: true } }],
  ])("is nowhere: %s", (reason, change) => {
    expect(reminderRoute({ ...standing, ...change })).toEqual({ kind: "none", reason });
  });
});
