/** How the bot's process is told to go and to come back. Both may be called again and again. */
export type BotSwitch = {
  readonly start: () => Promise<unknown>;
  readonly stop: () => Promise<unknown>;
  /** Stops it at once: what it was doing is not finished. */
  readonly kill: () => Promise<unknown>;
};

export type PowerState = "running" | "stopping" | "stopped" | "starting";

export type Power = {
  readonly state: () => PowerState;
  /** Starts or stops the bot, once what was asked for before is over. Rejects where the bot does not start. */
  readonly set: (on: boolean) => Promise<void>;
  /** Kills the bot, once what was asked for before is over, and starts it again. */
  readonly kill: () => Promise<void>;
};

/** The page's switch for the bot, which runs at first. `onChange` is told of each new state. */
export function createPower(bot: BotSwitch, onChange: () => void): Power {
  let state: PowerState = "running";
  let last = Promise.resolve();
  const become = (next: PowerState): void => {
    state = next;
    onChange();
  };
  const set = async (on: boolean): Promise<void> => {
    if (state === (on ? "running" : "stopped")) return;
    become(on ? "starting" : "stopping");
    try {
      await (on ? bot.start() : bot.stop());
      become(on ? "running" : "stopped");
    } catch (error) {
      become(on ? "stopped" : "running");
      throw error;
    }
  };
  const kill = async (): Promise<void> => {
    if (state === "running") {
      become("stopping");
      await bot.kill();
      become("stopped");
    }
    await set(true);
  };
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return { state: () => state, set: (on) => inTurn(() => set(on)), kill: () => inTurn(kill) };
}
