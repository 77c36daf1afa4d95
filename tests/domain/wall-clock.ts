// What a clock on the wall of a zone shows, by asking Intl and nothing else: an oracle for what we compute with Temporal.

/** A time during which a zone's offset stays the same. Milliseconds; it lasts until the next one begins. */
export type Stretch = { readonly from: number; readonly offset: number };

const DAY = 24 * 3_600_000;
const SECOND = 1000;

/** How far a zone's clock is ahead of UTC at an instant. */
type Offset = (at: number) => number;

/** The stretches of a zone between two instants. Looks once a day, then halves the days in which the offset changed. */
export function stretchesOf(zone: string, from: number, to: number): Stretch[] {
  const offset = offsetIn(zone);
  const stretches = [{ from, offset: offset(from) }];
  for (let at = from; at < to; at += DAY) {
    const before = stretches.at(-1)!.offset;
    const after = offset(at + DAY);
    if (after !== before) stretches.push({ from: changeIn(offset, at, at + DAY), offset: after });
  }
  return stretches;
}

/** The first instant at which the clock shows this time or has gone past it. `wall` is the time shown, taken as if it were UTC. */
export function firstInstant(stretches: readonly Stretch[], wall: number): number {
  for (const [i, { from, offset }] of stretches.entries()) {
    const end = stretches[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const at = Math.max(from, wall - offset);
    if (at < end) return at;
  }
  throw new RangeError("the clock never shows it");
}

function offsetIn(zone: string): Offset {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at) => {
    const [month = 0, day = 0, year = 0, hour, minute, second] = format.format(at).match(/\d+/g)!.map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - at;
  };
}

/** The second in which the offset changes, by halves. */
function changeIn(offset: Offset, before: number, after: number): number {
  const old = offset(before);
  let [low, high] = [before, after];
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
    if (offset(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}
