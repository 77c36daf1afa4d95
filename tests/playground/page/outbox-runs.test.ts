import { expect, test } from "vitest";
import { runsOf } from "../../../src/playground/page/world/outbox-runs.ts";
import type { OutboxRow } from "../../../src/playground/control/protocol.ts";

let lastId = 0;
const row = (state: OutboxRow["state"], changes: Partial<OutboxRow> = {}): OutboxRow => ({
  id: (lastId += 1),
  what: "Sprint: check-in or reminder",
  state,
  due: lastId,
  settled: lastId,
  attempts: 0,
  why: state === "skipped" ? "its time had passed" : null,
  channel: null,
  personal: false,
  ...changes,
});
const lengths = (rows: readonly OutboxRow[]): number[] => runsOf(rows).map((run) => run.length);

test("what was skipped in a row, of one kind and for one reason, is one line; all else is a line each, in order", () => {
  expect(lengths([])).toEqual([]);
  expect(lengths([row("skipped"), row("skipped"), row("skipped")])).toEqual([3]);
  expect(
    lengths([row("sent"), row("sent"), row("dead"), row("dead"), row("planned"), row("planned")]),
  ).toEqual([1, 1, 1, 1, 1, 1]);
  expect(lengths([row("skipped"), row("sent"), row("skipped"), row("skipped")])).toEqual([1, 1, 2]);
  expect(lengths([row("skipped"), row("skipped", { what: "Weekly prompt" }), row("skipped")])).toEqual([
    1, 1, 1,
  ]);
  expect(lengths([row("skipped"), row("skipped", { why: "the sprint was over" })])).toEqual([1, 1]);
  expect(lengths([row("skipped"), row("skipped", { personal: true })])).toEqual([1, 1]);
  const rows = [row("skipped"), row("skipped"), row("sent"), row("skipped")];
  expect(runsOf(rows).flat()).toEqual(rows);
});
