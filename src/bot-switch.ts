import type { Bot } from "./bot.ts";
import type { StartError } from "./store/start-error.ts";

/** A bot that can be stopped and started again while the program runs on. */
export type SwitchedBot = {
  /** Starts the bot if it does not run. Rejects as `startBot` does. */
  readonly start: () => Promise<void>;
  /** Stops the bot if it runs; the sessions stay open. */
  readonly stop: () => Promise<void>;
  /** The same, without finishing what it does. */
  readonly kill: () => Promise<void>;
  /** Whether a bot runs and is connected. */
  readonly isReady: () => boolean;
  /** Whether a bot runs to which no shard has fallen. */
  readonly standsBy: () => boolean;
  /** Resolves if Discord sends the bot away for good. */
  readonly refused: Promise<StartError>;
};

/** Makes a bot of `startBot` that begins stopped. Starts and stops wait for each other. */
export function createSwitchedBot(startBot: () => Promise<Bot>): SwitchedBot {
  const refused = Promise.withResolvers<StartError>();
  let bot: Bot | null = null;
  let last = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const end = async (drainMs?: number): Promise<void> => {
    const running = bot;
    bot = null;
    await running?.stop(drainMs);
  };
  return {
    start: () =>
      inTurn(async () => {
        if (bot) return;
        bot = await startBot();
        void bot.refused.then(refused.resolve);
      }),
    stop: () => inTurn(() => end()),
    kill: () => inTurn(() => end(0)),
    isReady: () => bot?.isReady() ?? false,
    standsBy: () => bot?.standsBy() ?? false,
    refused: refused.promise,
  };
}
