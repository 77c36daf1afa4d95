import { createClock } from "./clock.ts";
import { machineTime } from "./clock.ts";
import { createCommands } from "./people/commands.ts";
import type { Core } from "./core.ts";
import { createFaultBook } from "./fault-book.ts";
import { createFileStore } from "./messages/file-store.ts";
import { serveFile } from "./messages/files.ts";
import { createGateway } from "./gateway/gateway.ts";
import { tellGateway } from "./gateway/events.ts";
import { createInteractions } from "./people/interactions.ts";
import { keepWorld, restoreWorld } from "./kept.ts";
import { createLogBook } from "./log-book.ts";
import { createMessageStore } from "./messages/store.ts";
import { createActor } from "./people/person.ts";
import { createRateLimits } from "./rest/rate-limits.ts";
import { serveRest } from "./rest/rest.ts";
import { SEED, seedWorld } from "./world/seed.ts";
import { offeredCommands, viewChannel } from "./people/shown.ts";
import { createIds } from "./snowflake.ts";
import { FAKE_TOKEN } from "./token.ts";
import type { Change, StandIn, StandInOptions } from "./stand-in.ts";
import { createWorld } from "./world/world.ts";
import type { WorldEvent } from "./world/state.ts";

function withDefaults(options: StandInOptions): Core["options"] {
  return {
    token: FAKE_TOKEN,
    seed: true,
    time: machineTime,
    logLimit: 20_000,
    maxConcurrency: 1,
    identifyIntervalMs: 5000,
    identifiesLeft: 1000,
    heartbeatIntervalMs: 41_250,
    privilegedIntents: 0,
    nonceMs: 5 * 60 * 1000,
    globalWindow: "fixed",
    globalLimit: 50,
    rateLimits: true,
    ...options,
    shards: options.shards ?? null,
    now: options.now ?? null,
  };
}

/** Puts the parts of a stand-in together. */
export function assemble(given: StandInOptions): StandIn {
  const options = withDefaults(given);
  const listeners = new Set<(change: Change) => void>();
  const change = (what: Change): void => {
    for (const listener of listeners) listener(what);
  };
  let baseUrl = "http://127.0.0.1:8080";
  const core = createCore(options, change, () => baseUrl);
  const limits = createRateLimits(core.clock, {
    enabled: options.rateLimits,
    globalLimit: options.globalLimit,
    window: options.globalWindow,
  });
  return {
    handle(req, res) {
      const path = (req.url ?? "/").split("?")[0] ?? "/";
      if (path.startsWith("/cdn/")) serveFile(core.files, path, res);
      else if (path.startsWith("/api/")) void serveRest(core, limits, req, res);
      else return false;
      return true;
    },
    upgrade: core.gateway.upgrade,
    get baseUrl() {
      return baseUrl;
    },
    set baseUrl(url) {
      baseUrl = url;
    },
    token: options.token,
    world: core.world,
    clock: core.clock,
    faults: core.faults,
    log: core.log,
    as: (userId, channelId) => createActor(core, userId, channelId),
    view: (userId, channelId, from) => viewChannel(core, userId, channelId, from),
    commands: (guildId, userId) => offeredCommands(core, guildId, userId),
    botOnline: core.gateway.isOnline,
    untilOnline: (timeoutMs = 10_000) => untilOnline(core, listeners, timeoutMs),
    on(_event, listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keep: () => keepWorld(core),
    restore: (kept) => restoreWorld(core, kept),
    close: core.gateway.close,
  };
}

function createCore(options: Core["options"], change: (change: Change) => void, baseUrl: () => string): Core {
  const clock = createClock(options.time);
  if (options.now !== null) clock.set(options.now);
  const nextId = createIds(clock.now);
  const self = (): Core => core;
  const happened = (event: WorldEvent): void => {
    tellGateway(core, event);
    if (event.kind === "channel removed" || event.kind === "guild removed")
      core.messages.keepOnly(core.world.channels);
    change({ kind: "world" });
  };
  const world = createWorld({
    applicationId: SEED.application,
    botId: SEED.bot,
    clock,
    nextId,
    emit: happened,
  });
  const gateway = createGateway(self, options.identifiesLeft);
  const core: Core = {
    options,
    clock,
    nextId,
    world,
    messages: createMessageStore(),
    files: createFileStore(),
    commands: createCommands(world.applicationId, nextId, clock.now, () => change({ kind: "commands" })),
    interactions: createInteractions(self),
    gateway,
    log: createLogBook(clock, options.logLimit),
    faults: createFaultBook(clock, () => gateway.faults),
    change,
    baseUrl,
  };
  if (options.seed) seedWorld(world, clock.now());
  return core;
}

function untilOnline(core: Core, listeners: Set<(change: Change) => void>, timeoutMs: number): Promise<void> {
  if (core.gateway.isOnline()) return Promise.resolve();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const done = (): void => {
    listeners.delete(listener);
    cancel();
  };
  const listener = (change: Change): void => {
    if (change.kind !== "bot" || !core.gateway.isOnline()) return;
    done();
    resolve();
  };
  const cancel = core.clock.after(timeoutMs, () => {
    done();
    reject(new Error(`the bot did not come online within ${timeoutMs} ms`));
  });
  listeners.add(listener);
  return promise;
}
