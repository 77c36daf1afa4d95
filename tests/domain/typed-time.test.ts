import { describe, expect, test } from "vitest";
import { parseTime } from "../../src/domain/typed-time.ts";

describe("a time of day as people type it", () => {
  test.each([
    ["09:00", "09:00"],
    [" 9 ", "09:00"],
    ["9:05", "09:05"],
    ["18.30", "18:30"],
    ["9h30", "09:30"],
    ["18h", "18:00"],
    ["0930", "09:30"],
    ["930", "09:30"],
    ["7 pm", "19:00"],
    ["7:15PM", "19:15"],
    ["7 p.m.", "19:00"],
    ["12am", "00:00"],
    ["12 pm", "12:00"],
    ["21 Uhr", "21:00"],
    ["noon", "12:00"],
    ["00:00", "00:00"],
    ["09:00:00", "09:00"],
  ])("%s is %s", (typed, time) => {
    expect(parseTime(typed)?.toString({ smallestUnit: "minute" })).toBe(time);
  });

  test.each(["", "soon", "24:00", "9:60", "13 pm", "0 am", "-3", "9:5", "12345", "9 9", "９:00"])(
    "%s is none",
    (typed) => {
      expect(parseTime(typed)).toBeNull();
    },
  );
});
