import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { Placed, Standings } from "../../src/domain/leaderboard.ts";
import { arrange } from "../../src/domain/leaderboard.ts";

/** What the store would read for the member at place `me` (from 0) among members of these values, best first. */
function standings(values: readonly number[], me: number | null, listed = true): Standings {
  const placed = values.map((value, i): Placed => ({
    member: mint(`m${i}`),
    displayName: `Member ${i}`,
    value,
    rank: values.filter((other) => other > value).length + 1,
  }));
  const own = me === null ? undefined : placed[me];
  const higher = own === undefined ? [] : values.filter((value) => value > own.value);
  return {
    period: "week:2026-W47",
    metric: "points",
    total: values.reduce((a, b) => a + b, 0),
    members: values.length,
    top: placed.slice(0, 10),
    above: me === null ? [] : placed.slice(Math.max(0, me - 2), me),
    below: me === null ? [] : placed.slice(me + 1, me + 3),
    me: own === undefined ? null : { ...own, listed },
    nextValue: higher.length === 0 ? null : Math.min(...higher),
  };
}

const falling = (count: number) => Array.from({ length: count }, (_, i) => (count - i) * 10);
const names = (rows: readonly { member: string }[]) => rows.map(({ member }) => member);

test("the top ten come with their ranks, and members of equal value share one", () => {
  const { top, own, total } = arrange(standings([50, 40, 40, 10], 2));
  expect(top.map(({ rank, you }) => [rank, you])).toEqual([
    [1, false],
    [2, false],
    [2, true],
    [4, false],
  ]);
  expect(own).toEqual({ kind: "ranked", rank: 2, value: 40, toNext: 10 });
  expect(total).toBe(140);
});

test("a member among the top sees no second list", () => {
  expect(arrange(standings(falling(40), 9)).around).toEqual([]);
});

test("in the upper half a member sees their rank, two above and two below", () => {
  const { around, own } = arrange(standings(falling(40), 14));
  expect(names(around)).toEqual(["m12", "m13", "m14", "m15", "m16"]);
  expect(around.map(({ rank }) => rank)).toEqual([13, 14, 15, 16, 17]);
  expect(own).toEqual({ kind: "ranked", rank: 15, value: 260, toNext: 10 });
});

test("right below the top ten nobody is listed twice", () => {
  expect(names(arrange(standings(falling(40), 10)).around)).toEqual(["m10", "m11", "m12"]);
});

test("in the lower half a member sees those above without ranks, nobody below, and the way to the next place", () => {
  const { around, own } = arrange(standings(falling(40), 30));
  expect(names(around)).toEqual(["m28", "m29", "m30"]);
  expect(around.map(({ rank }) => rank)).toEqual([null, null, null]);
  expect(own).toEqual({ kind: "climbing", value: 100, toNext: 10 });
});

test("the next place is the next higher value, not a neighbour of equal value", () => {
  const values = [...falling(15).map((value) => value + 100), 7, 7, 7, 7];
  expect(arrange(standings(values, 18)).own).toEqual({ kind: "climbing", value: 7, toNext: 103 });
});

test("a hidden member sees what they have and no place; one without a value is told so", () => {
  expect(arrange(standings(falling(12), 11, false))).toMatchObject({
    own: { kind: "hidden", value: 10 },
    around: [],
  });
  expect(arrange(standings(falling(3), null))).toMatchObject({ own: { kind: "nothing-yet" }, around: [] });
  expect(arrange(standings([], null))).toMatchObject({ top: [], own: { kind: "nothing-yet" }, total: 0 });
});

test("whoever looks: nobody twice, themselves shown once, never a row below one in the lower half, never the last", () => {
  const boards = fc
    .array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 })
    .chain((values) =>
      fc.record({ values: fc.constant(values.toSorted((a, b) => b - a)), me: fc.nat(values.length - 1) }),
    );
  fc.assert(
    fc.property(boards, ({ values, me }) => {
      const { top, around, own } = arrange(standings(values, me));
      const rows = [...top, ...around];
      expect(new Set(names(rows)).size).toBe(rows.length);
      expect(rows.filter(({ you }) => you)).toHaveLength(1);
      const others = rows.filter(({ you }) => !you);
      if (values.length > 10) expect(names(others)).not.toContain(`m${values.length - 1}`);
      if (own.kind === "climbing") {
        expect(own.toNext).toBeGreaterThan(0);
        expect(around.at(-1)?.you).toBe(true);
        expect(around.every(({ rank }) => rank === null)).toBe(true);
      }
    }),
  );
});
