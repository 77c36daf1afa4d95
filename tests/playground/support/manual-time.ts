import type { RealTime } from "../../../src/playground/stand-in.ts";

/** Real time that passes only when a test says so. */
export type ManualTime = RealTime & { readonly pass: (ms: number) => void };

/** Starts in November 2026, so that ids look like ids. */
export function manualTime(startAt = Date.UTC(2026, 10, 22, 12)): ManualTime {
  let elapsed = 0;
  const timers = new Set<{ readonly due: number; readonly what: () => void }>();
  return {
    now: () => startAt + elapsed,
    elapsed: () => elapsed,
    after(ms, what) {
      const timer = { due: elapsed + ms, what };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass(ms) {
      elapsed += ms;
      const due = [...timers].filter((timer) => timer.due <= elapsed).toSorted((a, b) => a.due - b.due);
      for (const timer of due) {
        if (timers.delete(timer)) timer.what();
      }
    },
  };
}
