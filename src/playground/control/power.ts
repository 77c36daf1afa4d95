import type { Clock } from "../clock.ts";

/** How the bot's process is told to go and to come back. Both may be called again and again. */
export type BotSwitch = {
  readonly start: () => Promise<unknown>;
  readonly stop: () => Promise<unknown>;
  /** Stops it at once: what it was doing is not finished. */
  readonly kill: () => Promise<unknown>;
};

/** "waiting": it could not start, and tries again. */
export type PowerState = "running" | "stopping" | "stopped" | "starting" | "waiting";

export type Power = {
  readonly state: () => PowerState;
  /** Starts or stops the bot, once what was asked for before is over. One that cannot start tries again until it can, or is stopped. */
  readonly set: (on: boolean) => Promise<void>;
  /** Kills the bot, once what was asked for before is over, and starts it again. */
  readonly kill: () => Promise<void>;
  /** Stops the bot and starts it again. One that was switched off stays off. */
  readonly restart: () => Promise<void>;
  readonly close: () => void;
};

const AGAIN_MS = 1_000;

/** The page's switch for the bot, which runs at first. `onChange` is told of each new state. */
export function createPower(bot: BotSwitch, { after }: Pick<Clock, "after">, onChange: () => void): Power {
  let state: PowerState = "running";
  const inTurn = createTurns();
  let callOff = (): void => {};
  const become = (next: PowerState): void => {
    state = next;
    onChange();
  };
  const start = async (): Promise<void> => {
    callOff();
    if (state !== "waiting") become("starting");
    try {
      await bot.start();
      become("running");
    } catch {
      become("waiting");
      callOff = after(AGAIN_MS, () => void inTurn(async () => (state === "waiting" ? start() : undefined)));
    }
  };
  const stop = async (how: () => Promise<unknown>): Promise<void> => {
    callOff();
    become("stopping");
    await how();
    become("stopped");
  };
  const isOff = (): boolean => state === "stopped";
  return {
    state: () => state,
    set: (on) =>
      inTurn(async () => {
        if (isOff() !== on) return;
        await (on ? start() : stop(bot.stop));
      }),
    kill: () =>
      inTurn(async () => {
        if (!isOff()) await stop(bot.kill);
        await start();
      }),
    restart: () =>
      inTurn(async () => {
        if (isOff()) return;
        await stop(bot.stop);
        await start();
      }),
    close: () => callOff(),
  };
}

/** Runs one work after the other, also after one that failed. */
function createTurns(): (work: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
