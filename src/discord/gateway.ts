import type { REST } from "@discordjs/rest";
import { WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { GatewayCloseCodes, GatewayIntentBits } from "discord-api-types/v10";
import type { GatewayDispatchPayload, GatewaySendPayload } from "discord-api-types/v10";
import type { Logger } from "pino";
import type { Metrics } from "../ops/metrics.ts";
import type { Sessions } from "./sessions.ts";
import { shardOf } from "./snowflake.ts";
import { within } from "./within.ts";

/** Why Discord will not have this bot, whatever it tries. */
export type GatewayRefusal = { readonly code: number; readonly reason: string };

export type GatewayParts = {
  readonly token: string;
  readonly rest: REST;
  /** Null: as many as Discord recommends. */
  readonly shardCount: number | null;
  readonly sessions: Sessions;
  /** Called for every event, in order. Must not throw, and must not take long. */
  readonly onEvent: (event: GatewayDispatchPayload, shard: number) => void;
  /** The connection is gone for good. */
  readonly onRefused: (refusal: GatewayRefusal) => void;
  readonly log: Logger;
  readonly metrics: Metrics;
};

export type Gateway = {
  /** Connects every shard; resolves when all of them work. Rejects where Discord cannot be asked or refuses. */
  readonly connect: () => Promise<void>;
  /** Whether every shard has a working connection. */
  readonly ready: () => boolean;
  /** Sends to the shard that a guild belongs to. */
  readonly sendFor: (guild: string, payload: GatewaySendPayload) => Promise<void>;
  /** The shard that is told of a guild. */
  readonly shardOf: (guild: string) => number;
  /** Closes in such a way that the next process can resume. Never throws. */
  readonly close: () => Promise<void>;
};

// Any code but 1000 and 1001, which would end the session.
const RESUMABLE = 4200;
const CLOSE_TIMEOUT_MS = 2_000;

const REFUSALS = new Map<number, string>([
  [GatewayCloseCodes.AuthenticationFailed, "it does not accept the token"],
  [GatewayCloseCodes.InvalidShard, "it does not accept the number of shards"],
  [GatewayCloseCodes.ShardingRequired, "the bot is in too many servers for so few shards"],
  [GatewayCloseCodes.InvalidAPIVersion, "it does not speak this version of its API any more"],
  [GatewayCloseCodes.InvalidIntents, "it does not know the intents asked for"],
  [GatewayCloseCodes.DisallowedIntents, "it does not allow the intents asked for"],
]);

/** The connection over which Discord sends events. The intent is Guilds alone: interactions need none. */
export function createGateway(parts: GatewayParts): Gateway {
  const { sessions, log, metrics } = parts;
  const manager = new WebSocketManager({
    token: parts.token,
    rest: parts.rest,
    intents: GatewayIntentBits.Guilds,
    shardCount: parts.shardCount,
    retrieveSessionInfo: sessions.retrieve,
    updateSessionInfo: sessions.update,
  });
  const working = new Set<number>();
  const troubled = new Set<number>();
  let shardCount = 1;
  let closing = false;
  let refused = false;

  const opened = (shard: number): void => {
    working.add(shard);
    troubled.delete(shard);
    sessions.opened(shard);
    metrics.shardsReady(working.size);
  };
  const closed = (shard: number, code: number): void => {
    working.delete(shard);
    sessions.closed(shard, code);
    metrics.shardsReady(working.size);
    const reason = REFUSALS.get(code);
    refused ||= reason !== undefined;
    if (reason !== undefined) parts.onRefused({ code, reason });
    // The library tries again twice a second: one line for all of that.
    else if (!closing && !troubled.has(shard))
      log.warn({ shard, code }, "the gateway connection is gone; trying again");
    troubled.add(shard);
  };

  manager.on(WebSocketShardEvents.Ready, ({ shardId }) => opened(shardId));
  manager.on(WebSocketShardEvents.Resumed, ({ shardId }) => opened(shardId));
  manager.on(WebSocketShardEvents.Closed, ({ shardId, code }) => closed(shardId, code));
  manager.on(WebSocketShardEvents.Error, ({ shardId, error }) => {
    // A refusal is told once, as the reason why the program ends.
    if (!refused) log.warn({ shard: shardId, err: error }, "gateway error");
  });
  manager.on(WebSocketShardEvents.Dispatch, ({ shardId, data }) => {
    parts.onEvent(data, shardId);
    metrics.gatewayEvent(data.t);
  });

  return {
    connect: async () => {
      const { shards } = await manager.fetchGatewayInformation();
      shardCount = parts.shardCount ?? shards;
      await sessions.load([...Array(shardCount).keys()], shardCount);
      await manager.connect();
    },
    ready: () => working.size === shardCount && !closing,
    sendFor: async (guild, payload) => manager.send(shardOf(guild, shardCount), payload),
    shardOf: (guild) => shardOf(guild, shardCount),
    close: async () => {
      closing = true;
      sessions.freeze();
      // A server that does not answer the closing must not hold up ours.
      await within(
        CLOSE_TIMEOUT_MS,
        Promise.resolve(manager.destroy({ code: RESUMABLE, reason: "Restarting" })),
      );
      await sessions.flush();
    },
  };
}
