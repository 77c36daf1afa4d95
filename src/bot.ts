import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { applicationOf, refusalError, startError } from "./bot-start.ts";
import { guildStore, sessionStore, shardLeases } from "./bot-store.ts";
import type { DiscordConfig } from "./config.ts";
import type { WorldClock } from "./delivery/clock.ts";
import { startDelivery } from "./delivery/delivery.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Command } from "./discord/command.ts";
import { createDeparted } from "./discord/departed.ts";
import { createDispatch } from "./discord/dispatch.ts";
import { takeEvents } from "./discord/events.ts";
import { createGateway } from "./discord/gateway.ts";
import type { Gateway } from "./discord/gateway.ts";
import { createGuilds, welcomeNonce } from "./discord/guilds.ts";
import { createInspect } from "./discord/inspect.ts";
import { createRegistrar } from "./discord/register.ts";
import { newMessage } from "./discord/respond.ts";
import { createApi } from "./discord/rest.ts";
import type { Api } from "./discord/rest.ts";
import { createSender } from "./discord/sender.ts";
import { createSessions } from "./discord/sessions.ts";
import { soleOwner } from "./discord/sole-owner.ts";
import type { Roadmap } from "./domain/roadmap.ts";
import type { Metrics } from "./ops/metrics.ts";
import { databaseNow } from "./store/clock.ts";
import type { Database } from "./store/database.ts";
import { announce } from "./store/presence.ts";
import type { Presence } from "./store/presence.ts";
import { loadRegistration, saveRegistration } from "./store/registrations.ts";
import type { StartError } from "./store/start-error.ts";
import { welcomeText } from "./text/welcome.ts";

export type BotParts = {
  readonly config: DiscordConfig;
  readonly commands: readonly Command[];
  readonly db: Database;
  readonly roadmap: Roadmap;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** False for a Discord that begins anew each time, as the playground's: it knows neither session nor command of before. */
  readonly remembered?: boolean;
  /** The time by which things fall due; the database's unless told. */
  readonly clock?: WorldClock;
  /** Resolves when a start that is still under way is to be given up. */
  readonly stopRequested?: Promise<void>;
  /** See dispatch: 1,500. */
  readonly deferAfterMs?: number;
  /** See gateway: 5,500. */
  readonly identifyEveryMs?: number;
  /** See shards: 1,000. */
  readonly shardTurnMs?: number;
};

export type Bot = {
  /** Whether every shard that fell to this process has a working connection. */
  readonly isReady: () => boolean;
  /** Whether other processes have all shards: ready, and with nothing to do until one of them ends. */
  readonly standsBy: () => boolean;
  /** Resolves if Discord sends the bot away for good later on. */
  readonly refused: Promise<StartError>;
  /** Takes nothing new, lets what runs finish for so many milliseconds (10,000), and leaves the sessions open for the next process. */
  readonly stop: (drainMs?: number) => Promise<void>;
};

const DRAIN_MS = 10_000;
const LEASE_MS = 6_000;
const GUILDS_PATIENCE_MS = 2_000;
// Discord may make a registration wait for minutes; the bot works meanwhile.
const REGISTRATION_PATIENCE_MS = 5_000;

/**
 * Connects the bot; resolves when every shard that falls to it is ready. Throws a StartError where Discord cannot be reached or does not take the token,
 * and an error of any kind, with nothing left open, where the start was given up.
 */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { config } = parts;
  const api = createApi(config);
  const givenUp = new Promise<never>((_, reject) => {
    void parts.stopRequested?.then(() => reject(new Error("the start was given up")));
  });
  givenUp.catch(() => undefined);
  let presence: Presence | null = null;
  try {
    const application = await Promise.race([applicationOf(api), givenUp]);
    presence = await announce(parts.db, randomUUID(), LEASE_MS);
    return await connect(parts, api, application, { presence, givenUp });
  } catch (error) {
    await presence?.leave().catch(() => undefined);
    api.close();
    throw startError(error, config);
  }
}

async function connect(
  parts: BotParts,
  api: Api,
  application: string | null,
  { presence, givenUp }: { readonly presence: Presence; readonly givenUp: Promise<never> },
): Promise<Bot> {
  const { config, db, log, metrics, remembered = true } = parts;
  const stored = remembered && application !== null ? await loadRegistration(db, application) : null;
  const registrar = createRegistrar({
    commands: parts.commands,
    api,
    stored,
    save: (registration) => saveRegistration(db, registration, Temporal.Now.instant()),
    log,
  });
  if (application !== null) registrar.register(application);

  const refused = Promise.withResolvers<StartError>();
  const gateway: Gateway = createGateway({
    token: config.token,
    rest: api.rest,
    shardCount: config.shardCount,
    sessions: createSessions(sessionStore(db, remembered ? application : null, presence.owner), log),
    leases: remembered ? shardLeases(db, presence, LEASE_MS) : soleOwner(),
    onEvent: (event, shard) => take(event, shard),
    onRefused: (refusal) => refused.resolve(refusalError(refusal)),
    log,
    metrics,
    identifyEveryMs: parts.identifyEveryMs,
    turnEveryMs: parts.shardTurnMs,
  });
  const departed = createDeparted({ send: gateway.sendFor });
  const { mention } = registrar;
  const inspectChannel = createInspect({ rest: api.rest, log });
  const app = { db, roadmap: parts.roadmap, log, mention, findDeparted: departed.find, inspectChannel };
  const dispatch = createDispatch({ ...parts, app, api });
  const guilds = createGuilds({
    store: guildStore(db),
    welcome: async (guild, channel, joinedAt) => {
      await registrar.settled(REGISTRATION_PATIENCE_MS);
      await api.post(channel, newMessage(welcomeText(mention)), welcomeNonce(guild, joinedAt));
    },
    log,
    ownsStore: stored !== null,
  });
  const take = takeEvents({ dispatch, departed, gateway, guilds, registrar }, log);

  const sender = createSender(config);
  let delivery: Delivery | null = null;
  const stop = async (drainMs = DRAIN_MS): Promise<void> => {
    await Promise.all([gateway.close(), delivery?.stop(drainMs)]);
    await presence
      .leave()
      .catch((error: unknown) => log.warn({ err: error }, "the leases could not be given back"));
    const unfinished = await dispatch.drain(drainMs);
    if (unfinished > 0) log.warn({ unfinished }, "commands that took too long were cut off");
    await guilds.settled(GUILDS_PATIENCE_MS);
    sender.close();
    api.close();
  };
  try {
    const refusal = await Promise.race([gateway.connect(), refused.promise, givenUp]);
    if (refusal) throw refusal;
  } catch (error) {
    await stop(0);
    throw error;
  }
  await registrar.settled(REGISTRATION_PATIENCE_MS);
  delivery = startDelivery({
    db,
    desk: { roadmap: parts.roadmap, mention, findDeparted: departed.find },
    sender,
    clock: parts.clock ?? (() => databaseNow(db)),
    elapsed: () => performance.now(),
    presence,
    log,
    delivered: metrics.delivered,
  });
  return { isReady: gateway.ready, standsBy: gateway.standsBy, refused: refused.promise, stop };
}
