/** How fast we send. Real time, because Discord's limit is: `elapsed` is performance.now(). */
export type Pace = {
  /** Milliseconds until the next send may begin, or until it is worth asking again: 0 is now. */
  readonly wait: () => number;
  /** Notes that a send begins. What it returns is to be called once the send is over, however it went. */
  readonly begin: () => () => void;
  /** Nothing is sent for so long: Discord said so for all of the bot. A shorter pause never ends a longer one. */
  readonly pause: (ms: number) => void;
};

const SECOND_MS = 1000;
// A little more than a second: the shortest round trip that we saw is a little longer than the shortest there is.
const WINDOW_MS = SECOND_MS + 4;
// Discord's, for a bot: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
const LIMIT = 50;
// Discord lets 50 requests a second pass. At 48 none was refused in measurements, at 49.5 thousands were.
const PER_SECOND = 48;
// Sends that were held up are made up for, so many at once; a longer rest is followed by no burst.
const MADE_UP = 4;
// While answers are awaited nothing tells when the next may begin.
const LOOK_AGAIN_MS = 5;
// Answers, of which the shortest round trip is known: twenty seconds of them at full pace, so that another way to Discord is learned soon.
const REMEMBERED = 1_000;

type Answer = { readonly at: number; readonly took: number };

/**
 * `perSecond` sends a second, evenly, none during a pause, and at most `LIMIT` in any second as Discord counts them. It counts when they arrive,
 * and we see when they leave and when the answer is back: what two sends took on their way is no part of the second between them if it is no
 * more than the shortest round trip.
 */
export function createPace(elapsed: () => number, perSecond = PER_SECOND): Pace {
  const gap = SECOND_MS / perSecond;
  let inFlight = 0;
  /** The last ones, in the order in which they came. */
  const answers: Answer[] = [];
  let pausedUntil = Number.NEGATIVE_INFINITY;
  /** When the next send is due by an even pace. */
  let next = Number.NEGATIVE_INFINITY;

  /** How long until one more can't be the one too many in a second of Discord's. */
  const untilRoom = (now: number): number => {
    const shortest = Math.min(WINDOW_MS, ...answers.map(({ took }) => took));
    const counts = answers.filter(({ at }) => at > now - WINDOW_MS + shortest);
    const excess = inFlight + counts.length - LIMIT;
    if (excess < 0) return 0;
    const last = counts[excess];
    return last === undefined ? LOOK_AGAIN_MS : Math.min(last.at + WINDOW_MS - shortest - now, WINDOW_MS);
  };

  return {
    wait: () => {
      const now = elapsed();
      return Math.max(0, pausedUntil - now, next - now, untilRoom(now));
    },
    begin: () => {
      const began = elapsed();
      inFlight += 1;
      next = Math.max(next, began - MADE_UP * gap) + gap;
      return () => {
        inFlight -= 1;
        const at = elapsed();
        answers.push({ at, took: at - began });
        if (answers.length > REMEMBERED) answers.shift();
      };
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, elapsed() + ms);
    },
  };
}
