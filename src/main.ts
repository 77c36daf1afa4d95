import { flushCompileCache } from "node:module";
import process from "node:process";
import type { Logger } from "pino";
import { commands } from "../commands/registry.ts";
import { startBot } from "./bot.ts";
import { createSwitchedBot } from "./bot-switch.ts";
import type { SwitchedBot } from "./bot-switch.ts";
import { readConfig } from "./config.ts";
import type { Config, DatabaseConfig, Environment } from "./config.ts";
import type { Roadmap } from "./domain/roadmap.ts";
import { serveHttp } from "./ops/http.ts";
import type { HttpServer, Readiness, Site } from "./ops/http.ts";
import { createLog } from "./ops/log.ts";
import { createMetrics } from "./ops/metrics.ts";
import type { Metrics } from "./ops/metrics.ts";
import { loadRoadmap } from "./roadmap.ts";
import { faultLine, listenError } from "./main-faults.ts";
import { openPlayground } from "./main-playground.ts";
import { listenForStop } from "./main-signals.ts";
import type { StopRequest } from "./main-signals.ts";
import { openDatabase } from "./store/database.ts";
import type { OpenDatabase } from "./store/database.ts";
import { openEmbedded } from "./store/embedded.ts";
import { migrate } from "./store/migrate.ts";

const READINESS_TIMEOUT_MS = 2_000;
const LAST_RESORT_MS = 5_000;

await run(process.env);

/** The whole program: starts, runs until it is told to stop or cannot go on, and ends the process. */
async function run(env: Environment): Promise<void> {
  const read = readConfig(env);
  if (!read.ok) return refuse(read.problems);
  const { config } = read;
  const loaded = await loadRoadmap(config.roadmapDir);
  if (!loaded.ok) return refuse(loaded.problems);

  const log = openLog(config);
  const stop = listenForStop();
  endOnFault(log);
  const started = new AsyncDisposableStack();
  let failure: unknown = null;
  try {
    const bot = await start(config, loaded.roadmap, { log, stop, started });
    failure = await Promise.race([bot.refused, stop.requested.then(() => null)]);
  } catch (error) {
    // Told to stop in the middle of a start, what then fails is no failure.
    if (!stop.isRequested()) failure = error;
  }
  await started
    .disposeAsync()
    .catch((error: unknown) => log.error({ err: error }, "the shutdown did not go well"));
  if (failure === null) return end(0);
  log.debug({ err: failure }, "the start failed");
  tell([faultLine(failure)]);
  end(1);
}

type Place = {
  readonly log: Logger;
  readonly stop: StopRequest;
  /** What has been started, to be ended in the opposite order: the bot first, the database last. */
  readonly started: AsyncDisposableStack;
};

async function start(config: Config, roadmap: Roadmap, { log, stop, started }: Place): Promise<SwitchedBot> {
  const { db, pool } = await openStore(config.database, log, started);
  stop.check();
  const metrics = createMetrics({ process: true });
  const stopRequested = stop.requested;
  let { discord } = config;
  const remembered = discord !== null;
  const bot = createSwitchedBot(async () => {
    if (!discord) throw new TypeError("neither Discord nor the playground");
    const parts = { config: discord, commands, db, roadmap, log, metrics, remembered, stopRequested };
    return startBot(
      playground ? { ...parts, clock: playground.clock, roadmap: playground.roadmap() } : parts,
    );
  });
  const playground = discord ? null : await openPlayground(config, { bot, db, roadmap, say, stop }, started);
  const readiness = async (): Promise<Readiness> => ({
    gateway: bot.standsBy() ? "standby" : bot.isReady(),
    database: await answers(pool),
  });
  const http = await openHttp(config, { metrics, readiness, sites: playground?.sites ?? [] }, started);
  stop.check();
  discord ??= (await playground?.connectTo(http.url)) ?? null;
  await bot.start();
  started.defer(() => bot.stop());
  // Kept now, and not only at an end that a kill would prevent.
  flushCompileCache();
  const state = bot.standsBy()
    ? "standing by, since other processes have all shards"
    : "connected to Discord";
  say(`Waymark is ready: ${playground ? `${http.url}/` : `${state}; health: ${http.url}/healthz`}`);
  void playground?.fill();
  return bot;
}

async function openStore(
  config: DatabaseConfig,
  log: Logger,
  started: AsyncDisposableStack,
): Promise<OpenDatabase> {
  let url;
  if (config.kind === "embedded") {
    say(`Database: the embedded Postgres in ${config.dir}`);
    const embedded = await openEmbedded(config.dir, log);
    started.defer(() => embedded.close());
    url = embedded.url;
  } else {
    url = config.url;
  }
  const database = await openDatabase(url, { log });
  started.defer(() => database.close());
  await migrate(database.pool, { log });
  return database;
}

type Served = {
  readonly metrics: Metrics;
  readonly readiness: () => Promise<Readiness>;
  readonly sites: readonly Site[];
};

async function openHttp(
  { host, port }: Config,
  served: Served,
  started: AsyncDisposableStack,
): Promise<HttpServer> {
  try {
    const http = await serveHttp({ host, port, ...served });
    started.defer(() => http.close());
    return http;
  } catch (error) {
    throw listenError(error, { host, port });
  }
}

async function answers(pool: OpenDatabase["pool"]): Promise<boolean> {
  const silence = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), READINESS_TIMEOUT_MS).unref();
  });
  const answer = pool.query("select 1").then(
    () => true,
    () => false,
  );
  return Promise.race([answer, silence]);
}

/** On Discord a line of JSON for each event; in the playground a person reads along, and wants to hear of trouble alone. */
function openLog({ discord, logLevel }: Config): Logger {
  return discord
    ? createLog({ level: logLevel ?? "info", form: "json", secrets: [discord.token] })
    : createLog({ level: logLevel ?? "warn", form: "plain" });
}

/** What nobody caught leaves the process in a state that nobody knows. */
function endOnFault(log: Logger): void {
  const end = (error: unknown): never => {
    log.fatal({ err: error }, "a fault that nobody caught; the process ends");
    process.exit(1);
  };
  process.on("uncaughtException", end);
  process.on("unhandledRejection", end);
}

function refuse(lines: readonly string[]): void {
  tell(lines);
  end(1);
}

/**
 * Ends the process by leaving nothing to wait for. A process.exit meets V8 still compiling, soon after a start: when a compiler's thread waits
 * for a garbage collection then, Node waits for that thread for ever (seen in 1 to 3 of 100 first starts, several at once). It is the last
 * resort, for what ought to be closed and is not.
 */
function end(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(), LAST_RESORT_MS).unref();
}

function tell(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
