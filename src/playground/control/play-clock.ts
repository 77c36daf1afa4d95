import type { Clock } from "../clock.ts";

/** How many seconds of the world's time pass in a real one. */
export const SPEEDS = [600, 3_600, 21_600, 86_400] as const;
export type Speed = (typeof SPEEDS)[number];

export type PlayClock = {
  /** Null while the time runs as it does everywhere. */
  speed(): Speed | null;
  set(speed: Speed | null): void;
};

/** The time jumps on so often, in real milliseconds. Each jump is one that the bot and the pages have to follow. */
const STEP_MS = 250;

/** Lets the world's time run faster. */
export function createPlayClock(clock: Clock): PlayClock {
  let speed: Speed | null = null;
  let callOff = (): void => {};
  const step = (): void => {
    const before = clock.elapsed();
    callOff = clock.after(STEP_MS, () => {
      if (speed === null) return;
      // The clock itself has run on for as long as the step took.
      clock.advance((clock.elapsed() - before) * (speed - 1));
      step();
    });
  };
  return {
    speed: () => speed,
    set(next) {
      callOff();
      speed = next;
      if (next !== null) step();
    },
  };
}
