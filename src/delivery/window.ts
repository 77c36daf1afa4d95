import type { Transaction } from "../store/database.ts";
import { loadCursor, saveCursor } from "../store/planner-cursors.ts";

// What is told to members falls due on whole hours of their zones, and every zone differs from UTC by quarters of an hour.
const QUARTER_MS = 15 * 60_000;

/**
 * The moment up to which a planner has planned, if something can have fallen due since; else null, after a look at one row. A cursor that
 * lies ahead was set by a clock that has been turned back since: it is set back, and what was planned then keeps its keys.
 */
export async function plannedUpTo(
  tx: Transaction,
  name: string,
  until: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const cursor = await loadCursor(tx, name);
  if (cursor !== null && quarterOf(cursor) === quarterOf(until)) return null;
  if (cursor !== null && quarterOf(cursor) < quarterOf(until)) return cursor;
  await saveCursor(tx, name, until);
  return null;
}

function quarterOf({ epochMilliseconds }: Temporal.Instant): number {
  return Math.floor(epochMilliseconds / QUARTER_MS);
}
