import process from "node:process";

/** Thrown in the middle of a start that was told to stop. */
class Stopped extends Error {
  override readonly name = "Stopped";
}

/** The operator's wish that the process ends. */
export type StopRequest = {
  /** Resolves when the process is told to stop. */
  readonly requested: Promise<void>;
  readonly isRequested: () => boolean;
  /** Throws Stopped if that has happened. */
  readonly check: () => void;
};

// npm passes on a Ctrl-C that the terminal has sent to the whole group: one wish, two signals.
const SAME_WISH_MS = 500;
const HARD_LIMIT_MS = 25_000;

/** Listens for SIGTERM and SIGINT. The first asks for an orderly end; another, or a shutdown that takes too long, ends it at once. */
export function listenForStop(): StopRequest {
  const { promise: requested, resolve } = Promise.withResolvers<void>();
  let since: number | null = null;
  const onSignal = (): void => {
    if (since === null) {
      since = performance.now();
      setTimeout(() => process.exit(1), HARD_LIMIT_MS).unref();
      resolve();
    } else if (performance.now() - since > SAME_WISH_MS) {
      process.exit(1);
    }
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  return {
    requested,
    isRequested: () => since !== null,
    check: () => {
      if (since !== null) throw new Stopped();
    },
  };
}
