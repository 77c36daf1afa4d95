/**
 * The stand-in's two times.
 *
 * `now` is the time of its world: what ids, message times, the 15 minutes of an interaction's token and the nonce window are
 * measured by. It runs with the real clock and can be moved, so that a year passes in a test.
 *
 * `elapsed` is real, monotonic time and cannot be moved: the 3 seconds for a first answer, rate limits, heartbeats and the
 * identify limit are measured by it, because the client at the other end waits for those in real time, and a slow network must be felt.
 */
export type Clock = {
  /** Milliseconds since 1970 in the stand-in's world. */
  readonly now: () => number;
  /** Moves the world's time on (or, with a negative number, back). */
  readonly advance: (ms: number) => void;
  /** Sets the world's time, in milliseconds since 1970. */
  readonly set: (ms: number) => void;
  /** Real milliseconds since an arbitrary start. */
  readonly elapsed: () => number;
  /** Runs `what` after so many real milliseconds; returns a function that calls it off. Never keeps the process alive. */
  readonly after: (ms: number, what: () => void) => () => void;
  /** Calls `listener` each time the world's time was moved; returns a function that ends that. */
  readonly onMove: (listener: () => void) => () => void;
};

/** What a test replaces to own real time. */
export type RealTime = {
  readonly now: () => number;
  readonly elapsed: () => number;
  readonly after: (ms: number, what: () => void) => () => void;
};

/** The machine's own time. */
export const machineTime: RealTime = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, what) => {
    const timer = setTimeout(what, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that runs with `real`, and can be moved. */
export function createClock(real: RealTime = machineTime): Clock {
  let offset = 0;
  const listeners = new Set<() => void>();
  const move = (to: number): void => {
    offset = to;
    for (const listener of listeners) listener();
  };
  return {
    now: () => Math.floor(real.now() + offset),
    advance: (ms) => move(offset + ms),
    set: (ms) => move(ms - real.now()),
    elapsed: real.elapsed,
    after: real.after,
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
