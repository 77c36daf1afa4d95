import type { OutboxRow } from "../../control/protocol.ts";

/** Rows of which the outbox shows one line; never empty. */
export type Run = readonly [OutboxRow, ...OutboxRow[]];

/** Skipped posts of one kind that follow each other, for one reason, are one line: who moves the time by a week skips many. */
export function runsOf(rows: readonly OutboxRow[]): Run[] {
  const runs: [OutboxRow, ...OutboxRow[]][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && isAlike(last[0], row)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

const isAlike = (one: OutboxRow, other: OutboxRow): boolean =>
  one.state === "skipped" &&
  other.state === "skipped" &&
  one.what === other.what &&
  one.why === other.why &&
  one.personal === other.personal;
