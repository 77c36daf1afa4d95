import type { Clock } from "../../clock.ts";

const PATIENCE_MS = 10_000;
const POLL_MS = 50;

/** Waits, in real time, for what the bot does by itself. Rejects when it does not. */
export async function untilTrue(clock: Clock, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = clock.elapsed() + PATIENCE_MS;
  while (!(await isSo())) {
    if (clock.elapsed() > deadline) throw new Error("something was due, and was not posted");
    await new Promise<void>((resolve) => void clock.after(POLL_MS, resolve));
  }
}
