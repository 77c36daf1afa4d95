import { pino } from "pino";
import type { Logger } from "pino";
import { startBot } from "../../src/bot.ts";
import type { Bot, BotParts } from "../../src/bot.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { createMetrics } from "../../src/ops/metrics.ts";
import type { Metrics } from "../../src/ops/metrics.ts";
import { createStandIn, serveStandIn } from "../../src/playground/stand-in.ts";
import type { StandIn, StandInOptions } from "../../src/playground/stand-in.ts";
import { createTestDatabase } from "./database.ts";
import type { TestDatabase } from "./database.ts";

/** A line of the bot's log, as an object. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly level: string; readonly msg: string };
export type TestLog = { readonly log: Logger; readonly lines: LogLine[]; readonly text: () => string };

/** A log that a test can read. */
export function createTestLog(): TestLog {
  const lines: LogLine[] = [];
  let text = "";
  const write = (line: string): void => {
    text += line;
    lines.push(JSON.parse(line) as LogLine);
  };
  const formatters = { level: (label: string) => ({ level: label }) };
  return { log: pino({ level: "trace", base: null, formatters }, { write }), lines, text: () => text };
}

/** A roadmap without anything in it, for tests that are not about roadmaps. */
export const emptyRoadmap: Roadmap = {
  id: "empty",
  version: "1",
  title: "Empty",
  summary: "",
  closing: "",
  hoursPerWeek: 5,
  choices: [],
  phases: [],
  certifications: [],
  approach: [],
  timeline: [],
  retired: [],
};

/** A stand-in Discord that listens, a database, and as many starts of the bot as a test wants. */
export type TestPlace = AsyncDisposable & {
  readonly standIn: StandIn;
  readonly apiUrl: string;
  readonly database: TestDatabase;
  readonly testLog: TestLog;
  readonly metrics: Metrics;
  /** Starts the bot in this process and resolves when it is ready. Ends with the place, if nobody stops it before. */
  readonly start: (parts?: Partial<BotParts>) => Promise<Bot>;
};

export async function createTestPlace(options: StandInOptions = {}): Promise<TestPlace> {
  const place = new AsyncDisposableStack();
  const database = place.use(await createTestDatabase());
  const standIn = createStandIn({ rateLimits: false, identifyIntervalMs: 0, ...options });
  const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
  place.defer(() => served.close());
  const testLog = createTestLog();
  const metrics = createMetrics();
  const start = async (parts: Partial<BotParts> = {}): Promise<Bot> => {
    const bot = await startBot({
      config: { token: standIn.token, apiUrl: served.apiUrl, shardCount: null },
      commands: [],
      db: database.db,
      roadmap: emptyRoadmap,
      log: testLog.log,
      metrics,
      identifyEveryMs: 0,
      clock: async () => Temporal.Instant.fromEpochMilliseconds(standIn.clock.now()),
      ...parts,
    });
    let stopped: Promise<void> | null = null;
    const stop = (drainMs?: number): Promise<void> => (stopped ??= bot.stop(drainMs));
    place.defer(() => stop(0));
    return { ...bot, stop };
  };
  return {
    standIn,
    apiUrl: served.apiUrl,
    database,
    testLog,
    metrics,
    start,
    [Symbol.asyncDispose]: () => place.disposeAsync(),
  };
}
