const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
// The first Monday after 1970 began was 5 January.
const FIRST_MONDAY_AT_9 = 4 * DAY_MS + 9 * HOUR_MS;

export const MOVES = ["hour", "day", "monday", "week"] as const;
export type Move = (typeof MOVES)[number];

/** Where a move leads from `now`, both in milliseconds since 1970. Monday is the next one at 9:00 UTC, never now. */
export function movedTo(now: number, move: Move): number {
  switch (move) {
    case "hour":
      return now + HOUR_MS;
    case "day":
      return now + DAY_MS;
    case "week":
      return now + WEEK_MS;
    case "monday": {
      const passed = Math.floor((now - FIRST_MONDAY_AT_9) / WEEK_MS);
      return FIRST_MONDAY_AT_9 + (passed + 1) * WEEK_MS;
    }
  }
}
