import { describe, expect, test } from "vitest";
import { formatDay, formatMoment, formatPosted } from "../../../src/playground/page/markdown/moment.ts";

const where = { locale: "en-GB", timeZone: "Europe/Berlin" };
const now = Date.parse("2026-11-10T12:00:00Z");
const at = (iso: string) => Date.parse(iso) / 1_000;

describe("times in a message", () => {
  test.each([
    ["t", "17:20"],
    ["T", "17:20:30"],
    ["d", "20/04/2027"],
    ["D", "20 April 2027"],
    ["f", "20 April 2027 at 17:20"],
    ["F", "Tuesday, 20 April 2027 at 17:20"],
    ["s", "20/04/2027, 17:20"],
    ["S", "20/04/2027, 17:20:30"],
    ["?", "20 April 2027 at 17:20"],
  ])("style %s", (style, shown) => {
    // Some builds of ICU write narrow spaces.
    expect(formatMoment(at("2027-04-20T15:20:30Z"), style, now, where).replaceAll("\u202f", " ")).toBe(shown);
  });

  test.each([
    ["2026-11-10T12:00:20Z", "in 20 seconds"],
    ["2026-11-10T11:58:40Z", "1 minute ago"],
    ["2026-11-10T15:20:00Z", "in 3 hours"],
    ["2026-11-12T13:00:00Z", "in 2 days"],
    ["2027-01-20T12:00:00Z", "in 2 months"],
    ["2024-11-01T12:00:00Z", "2 years ago"],
    ["2026-11-17T11:59:57Z", "in 7 days"],
    ["2026-11-10T12:59:40Z", "in 1 hour"],
    ["2026-11-11T11:50:00Z", "in 1 day"],
    ["2026-11-10T12:00:00Z", "in 0 seconds"],
  ])("%s seen on 10 November is %s", (moment, shown) => {
    expect(formatMoment(at(moment), "R", now, where)).toBe(shown);
  });

  test("a message says the hour, since yesterday the day too", () => {
    const posted = (iso: string) => formatPosted(Date.parse(iso), now, where);
    expect(posted("2026-11-10T08:05:00Z")).toBe("09:05");
    expect(posted("2026-11-09T23:30:00Z")).toBe("00:30"); // already today in Berlin
    expect(posted("2026-11-09T22:30:00Z")).toBe("Yesterday at 23:30");
    expect(posted("2026-11-01T22:30:00Z")).toBe("01/11/2026, 23:30");
    expect(formatDay(Date.parse("2026-11-09T23:30:00Z"), where)).toBe("10 November 2026");
  });
});
