import { expect, test } from "vitest";
import { runsOf } from "../../src/domain/outbox-runs.ts";
import type { Outcome } from "../../src/domain/outbox-runs.ts";

const one = (state: string, changes: Partial<Outcome> = {}): Outcome => ({
  kind: "sprint-post",
  state,
  reason: state === "skipped" ? "expired" : null,
  member: null,
  ...changes,
});
const lengths = (all: readonly Outcome[]): number[] => runsOf(all).map((run) => run.length);

test("what was skipped in a row, of one kind and for one reason, is one line; all else is a line each, in order", () => {
  expect(lengths([])).toEqual([]);
  expect(lengths([one("skipped"), one("skipped"), one("skipped")])).toEqual([3]);
  expect(lengths(["sent", "sent", "dead", "dead", "planned", "planned"].map((state) => one(state)))).toEqual([
    1, 1, 1, 1, 1, 1,
  ]);
  expect(lengths([one("skipped"), one("sent"), one("skipped"), one("skipped")])).toEqual([1, 1, 2]);
  expect(lengths([one("skipped"), one("skipped", { kind: "week" }), one("skipped")])).toEqual([1, 1, 1]);
  expect(lengths([one("skipped"), one("skipped", { reason: "sprint-over" })])).toEqual([1, 1]);
  expect(lengths([one("skipped"), one("skipped", { member: "1" })])).toEqual([1, 1]);
  const all = [one("skipped"), one("skipped"), one("sent"), one("skipped")];
  expect(runsOf(all).flat()).toEqual(all);
});
