const TIME = { hour: "numeric", minute: "2-digit" } as const;
const DAY = { ...TIME, weekday: "short" } as const;

/** What the group's clock shows at this moment, where it is not what the reader's shows; with the day, where that is another. */
export function groupTime(ms: number, timeZone: string | null): string | null {
  if (timeZone === null) return null;
  const [here, there] = [readClock(ms, DAY), readClock(ms, { ...DAY, timeZone })];
  if (here === there) return null;
  const isSameDay = weekday(ms) === weekday(ms, timeZone);
  return isSameDay ? readClock(ms, { ...TIME, timeZone }) : there;
}

/** A zone as one reads it. */
export const zoneName = (zone: string): string => zone.replaceAll("_", " ");

const readClock = (ms: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(undefined, options).format(ms);

const weekday = (ms: number, timeZone?: string): string => readClock(ms, { weekday: "short", timeZone });
