import { describe, expect, test } from "vitest";
import { createPace } from "../../src/delivery/pace.ts";

describe("the pace of sending", () => {
  test("1,000 sends take 1,000 / 48 seconds, with at most 48 in any second", () => {
    let now = 0;
    const pace = createPace(() => now);
    const begun = Array.from({ length: 1_000 }, () => {
      now += pace.wait();
      pace.begin();
      return now;
    });
    const most = Math.max(...begun.map((at) => begun.filter((to) => to >= at && to < at + 1_000).length));
    expect(most).toBeLessThanOrEqual(48);
    expect(now / 1_000).toBeLessThan(1_000 / 48 + 0.1);
  });

  test("after a rest there is no burst: one send is made up for, and no more", () => {
    let now = 0;
    const pace = createPace(() => now);
    pace.begin();
    now = 60_000;
    pace.begin();
    expect(pace.wait()).toBe(0);
    pace.begin();
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
