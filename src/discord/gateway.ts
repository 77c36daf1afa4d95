import { setTimeout as sleep } from "node:timers/promises";
import type { REST } from "@discordjs/rest";
import { managerToFetchingStrategyOptions, WebSocketManager } from "@discordjs/ws";
import { GatewayCloseCodes, GatewayIntentBits } from "discord-api-types/v10";
import type { GatewayDispatchPayload, GatewaySendPayload } from "discord-api-types/v10";
import type { Logger } from "pino";
import type { Metrics } from "../ops/metrics.ts";
import type { Sessions } from "./sessions.ts";
import { openShard } from "./shard.ts";
import type { Shard } from "./shard.ts";
import { createShards } from "./shards.ts";
import type { OpenShard, ShardLeases, Shards } from "./shards.ts";
import { shardOf } from "./snowflake.ts";

/** Why Discord will not have this bot, whatever it tries. */
export type GatewayRefusal = { readonly code: number; readonly reason: string };

export type GatewayParts = {
  readonly token: string;
  readonly rest: REST;
  /** Null: as many as Discord recommends. */
  readonly shardCount: number | null;
  readonly sessions: Sessions;
  readonly leases: ShardLeases;
  /** How long Discord wants between two IDENTIFYs of one bucket: 5,500, of which half a second is for what the network makes of it. */
  readonly identifyEveryMs?: number | undefined;
  /** How often leases are renewed: see shards. */
  readonly turnEveryMs?: number | undefined;
  /** Called for every event, in order. Must not throw, and must not take long. */
  readonly onEvent: (event: GatewayDispatchPayload, shard: number) => void;
  /** The connection is gone for good. */
  readonly onRefused: (refusal: GatewayRefusal) => void;
  readonly log: Logger;
  readonly metrics: Metrics;
};

export type Gateway = {
  /** Connects the shards that fall to this process; resolves when all of them work. Rejects where Discord cannot be asked or refuses. */
  readonly connect: () => Promise<void>;
  /** Whether every shard of this process has a working connection. */
  readonly ready: () => boolean;
  /** Whether other processes have all shards. */
  readonly standsBy: () => boolean;
  /** Sends to the shard that a guild belongs to. Rejects where another process has that. */
  readonly sendFor: (guild: string, payload: GatewaySendPayload) => Promise<void>;
  /** The shard that is told of a guild. */
  readonly shardOf: (guild: string) => number;
  /** Closes in such a way that the next process can resume. Never throws. */
  readonly close: () => Promise<void>;
};

const IDENTIFY_EVERY_MS = 5_500;
const IDENTIFY_POLL_MS = 250;

const REFUSALS = new Map<number, string>([
  [GatewayCloseCodes.AuthenticationFailed, "it does not accept the token"],
  [GatewayCloseCodes.InvalidShard, "it does not accept the number of shards"],
  [GatewayCloseCodes.ShardingRequired, "the bot is in too many servers for so few shards"],
  [GatewayCloseCodes.InvalidAPIVersion, "it does not speak this version of its API any more"],
  [GatewayCloseCodes.InvalidIntents, "it does not know the intents asked for"],
  [GatewayCloseCodes.DisallowedIntents, "it does not allow the intents asked for"],
]);

type ShardOfOurs = Shard & OpenShard;

/** The connection over which Discord sends events. The intent is Guilds alone: interactions need none. */
export function createGateway(parts: GatewayParts): Gateway {
  const { sessions, leases, log, metrics } = parts;
  // It opens no shard: it knows the library's defaults, and asks Discord where to connect.
  const manager = new WebSocketManager({
    token: parts.token,
    rest: parts.rest,
    intents: GatewayIntentBits.Guilds,
    shardCount: parts.shardCount,
  });
  const working = new Set<number>();
  const troubled = new Set<number>();
  let shards: Shards<ShardOfOurs> | null = null;
  let shardCount = 1;
  let closing = false;
  let refused = false;

  const opened = (shard: number): void => {
    working.add(shard);
    troubled.delete(shard);
    sessions.opened(shard);
    metrics.shardsReady(working.size);
  };
  const stopped = (shard: number): void => {
    working.delete(shard);
    metrics.shardsReady(working.size);
  };
  const closed = (shard: number, code: number): void => {
    stopped(shard);
    sessions.closed(shard, code);
    const reason = REFUSALS.get(code);
    refused ||= reason !== undefined;
    if (reason !== undefined) parts.onRefused({ code, reason });
    // The library tries again twice a second: one line for all of that.
    else if (!troubled.has(shard)) log.warn({ shard, code }, "the gateway connection is gone; trying again");
    troubled.add(shard);
  };
  const waitForIdentify = async (bucket: number, signal: AbortSignal): Promise<void> => {
    const everyMs = parts.identifyEveryMs ?? IDENTIFY_EVERY_MS;
    // A database that is away for a moment is no reason to tell the library, which would identify nevertheless.
    while (!(await leases.mayIdentify(bucket, everyMs).catch(() => false))) {
      await sleep(IDENTIFY_POLL_MS, undefined, { signal });
    }
    signal.throwIfAborted();
  };
  const open = async (id: number): Promise<ShardOfOurs> => {
    const options = await managerToFetchingStrategyOptions(manager);
    const limit = options.gatewayInformation.session_start_limit;
    await sessions.load(id, shardCount);
    if (limit.remaining === 0 && !sessions.retrieve(id)) throw new Error("Not enough sessions remaining");
    let ours = true;
    const shard = openShard({
      id,
      options,
      sessions,
      waitForIdentify: (_, signal) => waitForIdentify(id % limit.max_concurrency, signal),
      onWorking: () => ours && opened(id),
      onClosed: (code) => ours && closed(id, code),
      // A refusal is told once, as the reason why the program ends.
      // While a connection is gone, and that was said, each try that fails is no news.
      onError: (error) =>
        refused || log[troubled.has(id) ? "debug" : "warn"]({ shard: id, err: error }, "gateway error"),
      onEvent: (event) => {
        parts.onEvent(event, id);
        metrics.gatewayEvent(event.t);
      },
    });
    const close = (): Promise<void> => {
      ours = false;
      stopped(id);
      return shard.close();
    };
    return {
      ...shard,
      handOver: async () => {
        await close();
        await sessions.flush();
        sessions.drop(id);
      },
      abandon: () => {
        sessions.drop(id);
        void close();
      },
    };
  };

  return {
    connect: async () => {
      const { shards: recommended } = await manager.fetchGatewayInformation();
      shardCount = parts.shardCount ?? recommended;
      shards = createShards({ leases, shardCount, open, log, everyMs: parts.turnEveryMs });
      await shards.turn();
      shards.run();
      await Promise.all([...shards.open.values()].map((shard) => shard.opened));
    },
    ready: () => !closing && shards !== null && [...shards.open.keys()].every((shard) => working.has(shard)),
    standsBy: () => !closing && shards?.open.size === 0,
    sendFor: async (guild, payload) => {
      const shard = shards?.open.get(shardOf(guild, shardCount));
      if (!shard) throw new Error("another process has this guild's shard");
      await shard.send(payload);
    },
    shardOf: (guild) => shardOf(guild, shardCount),
    close: async () => {
      closing = true;
      await shards?.stop();
    },
  };
}
