export const MOVES = ["hour", "day", "monday", "week"] as const;
export type Move = (typeof MOVES)[number];

const NINE = Temporal.PlainTime.from("09:00");

/**
 * Where a move leads from `now`, both in milliseconds since 1970. An hour is an hour; a day and a week keep the wall time of the zone; Monday
 * is the next one at 9:00 there, never now.
 */
export function movedTo(now: number, move: Move, zone: string): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  switch (move) {
    case "hour":
      return here.add({ hours: 1 }).epochMilliseconds;
    case "day":
      return here.add({ days: 1 }).epochMilliseconds;
    case "week":
      return here.add({ weeks: 1 }).epochMilliseconds;
    case "monday": {
      const monday = here.subtract({ days: here.dayOfWeek - 1 }).withPlainTime(NINE);
      const ahead = monday.epochMilliseconds > now ? monday : monday.add({ weeks: 1 });
      return ahead.epochMilliseconds;
    }
  }
}
