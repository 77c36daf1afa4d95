import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Actor } from "./actor.ts";
import { assemble } from "./assemble.ts";
import type { Clock, RealTime } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { KeptWorld } from "./kept.ts";
import type { Log } from "./log.ts";
import { serve } from "./serve.ts";
import type { ShownCommand, ShownMessage } from "./view.ts";
import type { World } from "./world/types.ts";

export { SEED } from "./world/seed.ts";
export { FAKE_TOKEN } from "./token.ts";
export type { Actor, Choice, FieldValues, OptionValue, OptionValues, Outcome, ShownModal } from "./actor.ts";
export type { Clock, RealTime } from "./clock.ts";
export type { Fault, FaultKind, Faults } from "./faults.ts";
export type { GatewayEntry, Log, Pings, RequestEntry } from "./log.ts";
export type { ShownCommand, ShownMessage } from "./view.ts";
export type { Channel, Guild, Member, Overwrite, Role, User, World } from "./world/types.ts";

export type StandInOptions = {
  readonly token?: string;
  /** False: a world with the bot alone. */
  readonly seed?: boolean;
  readonly time?: RealTime;
  /** The world's time at which it begins, in milliseconds since 1970; the real one if not said. Later the time can be moved back, but no id. */
  readonly now?: number;
  /** How many requests the log keeps before it drops the oldest: 20,000. */
  readonly logLimit?: number;
  /** Recommended number of shards; one for each 1,000 guilds if not said. */
  readonly shards?: number;
  readonly maxConcurrency?: number;
  /** Real milliseconds within which one bucket may identify once: 5,000. */
  readonly identifyIntervalMs?: number;
  readonly identifiesLeft?: number;
  readonly heartbeatIntervalMs?: number;
  /** Privileged intents that are switched on for the application: none. */
  readonly privilegedIntents?: number;
  /** How long a nonce is remembered, in milliseconds of the world's time: 5 minutes. Discord says "the past few minutes". */
  readonly nonceMs?: number;
  /** How the 50 requests a second are counted: Discord does not say. */
  readonly globalWindow?: "fixed" | "sliding";
  readonly globalLimit?: number;
  /** False: no bucket is ever empty. The headers stay. */
  readonly rateLimits?: boolean;
};

/** What changed, so that a page can be told. */
export type Change =
  | { readonly kind: "message"; readonly channelId: string; readonly messageId: string }
  | { readonly kind: "commands" }
  | { readonly kind: "world" }
  /** The bot connected or went away. */
  | { readonly kind: "bot" };

export type StandIn = {
  /** Answers a request that is for Discord: paths below `/api/` and `/cdn/`. False when it is for somebody else. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** Takes a WebSocket upgrade of the gateway, `/gateway`. False when it is for somebody else. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Where it can be reached, such as `http://127.0.0.1:8080`. Set before the first request: the gateway's address is made from it. */
  baseUrl: string;
  readonly token: string;
  readonly world: World;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: Log;
  /** A person in a channel. */
  as(userId: string, channelId: string): Actor;
  /** What a person sees of a channel, oldest first; ephemeral messages are seen by whom they are for. `from`: only from this id on. */
  view(userId: string, channelId: string, from?: string): ShownMessage[];
  /** The commands that can be used in a guild, or in a direct message with null. `userId`: only those which that member may use. */
  commands(guildId: string | null, userId?: string): ShownCommand[];
  /** Whether the bot has a working gateway connection. */
  botOnline(): boolean;
  /** Resolves when the bot is connected (every shard of it); rejects after so many real milliseconds (10,000). */
  untilOnline(timeoutMs?: number): Promise<void>;
  on(event: "change", listener: (change: Change) => void): () => void;
  /** The world with all that was said, for `restore` of a later stand-in; not what Discord itself forgets with the client. Copy it at once. */
  keep(): KeptWorld;
  /**
   * Puts a kept world in the place of this one, before a bot connects. The time goes on from it. False where it is of another version's shape;
   * throws where it is none. Nothing changes then.
   */
  restore(kept: unknown): boolean;
  close(): Promise<void>;
};

/** Makes a stand-in. It listens nowhere: give it requests by `handle` and `upgrade`, or use `serveStandIn`. */
export function createStandIn(options: StandInOptions = {}): StandIn {
  return assemble(options);
}

/** Serves a stand-in on its own port. `apiUrl` is what the bot is given as DISCORD_API_URL. `close` ends the stand-in too. */
export function serveStandIn(
  standIn: StandIn,
  where: { readonly host: string; readonly port: number },
): Promise<{ readonly url: string; readonly apiUrl: string; close(): Promise<void> }> {
  return serve(standIn, where);
}
