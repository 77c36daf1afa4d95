import { setTimeout as sleep } from "node:timers/promises";
import { openAuthorDesk } from "./authoring/desk.ts";
import type { SwitchedBot } from "./bot-switch.ts";
import type { Config, DiscordConfig } from "./config.ts";
import type { WorldClock } from "./delivery/clock.ts";
import type { StopRequest } from "./main-signals.ts";
import type { Site } from "./ops/http.ts";
import type { Roadmap } from "./domain/roadmap.ts";
import { outboxView } from "./outbox-view.ts";
import type { Database } from "./store/database.ts";
import type { KeptChannels } from "./playground/kept-channels.ts";
import type { StandInOptions } from "./playground/stand-in.ts";
import { latestMoment } from "./store/latest-moment.ts";
import { beginSample, endSample } from "./store/sample-mark.ts";
import { takeSoleUse } from "./store/sole-use.ts";
import { StartError } from "./store/start-error.ts";

export type Playground = {
  readonly sites: readonly Site[];
  /** The stand-in's time, which the page can move. */
  readonly clock: WorldClock;
  /** What the bot needs to reach the stand-in behind this address. */
  readonly connectTo: (baseUrl: string) => Promise<DiscordConfig>;
  /** The roadmap as its author saved it last without a mistake. */
  readonly roadmap: () => Roadmap;
  /** Once the bot is there: fills a server that has never been used with sample data. Never rejects. */
  readonly fill: () => Promise<void>;
};
type Behind = {
  readonly bot: SwitchedBot;
  readonly db: Database;
  readonly roadmap: Roadmap;
  /** Tells a line to whoever started the program. */
  readonly say: (line: string) => void;
  readonly stop: Pick<StopRequest, "isRequested">;
};

const PATIENCE_MS = 5_000; // for a playground that is just ending
const AGAIN_MS = 1_000;

/** The stand-in for Discord and its page. Loaded only here: on Discord nobody pays for it. */
export async function openPlayground(
  { host, roadmapDir, database }: Pick<Config, "host" | "roadmapDir" | "database">,
  { bot, db, roadmap, say, stop }: Behind,
  started: AsyncDisposableStack,
): Promise<Playground> {
  say(
    "Discord: none, since no DISCORD_TOKEN is set. This is the playground, with a stand-in for Discord on this computer.",
  );
  await takeForOurselves(db, database, started);
  const [{ behindDoor, createPage }, { keepChannels }] = await Promise.all([
    import("./playground/page-server.ts"),
    import("./playground/kept-channels.ts"),
  ]);
  const { standIn, sample, isNew } = await openWorld(db, say);
  started.defer(() => standIn.close());
  let filled = Promise.resolve();
  const author = openAuthorDesk({
    folder: roadmapDir,
    roadmap,
    now: () => Temporal.Instant.fromEpochMilliseconds(standIn.clock.now()),
    // The sample's weeks are played through the bot: it is not taken away in the middle of them.
    onRoadmap: () => filled.then(() => page.restartBot()),
  });
  started.defer(() => author.close());
  const outbox = (guild: string) => outboxView(db, guild);
  const page = createPage(standIn, { host, bot, outbox, author, sampleComes: isNew });
  const folder = database.kind === "embedded" ? database.dir : null;
  const channels = keepChannels({ folder, standIn, page, isNew, say }, started);
  started.defer(() => page.close());
  return {
    sites: [behindDoor(standIn, host), page],
    clock: async () => Temporal.Instant.fromEpochMilliseconds(standIn.clock.now()),
    connectTo: async (baseUrl) => {
      standIn.baseUrl = baseUrl;
      await channels.restore();
      return { token: standIn.token, apiUrl: `${baseUrl}/api`, shardCount: null };
    },
    roadmap: author.roadmap,
    fill: () => {
      if (isNew) filled = page.playSample(sample).then(() => settle(db, channels, stop));
      return filled;
    },
  };
}

/** Two playgrounds on one database would be two worlds with one outbox, and each would write over what is said in the other's channels. */
async function takeForOurselves(
  db: Database,
  database: Config["database"],
  started: AsyncDisposableStack,
): Promise<void> {
  const alone = await takeSoleUse(db, PATIENCE_MS);
  if (alone) return started.defer(() => alone.end());
  throw new StartError(
    database.kind === "embedded"
      ? `DATA_DIR: ${database.dir} is in use by another playground: stop that one, or set another; example: DATA_DIR=./data2`
      : "DATABASE_URL: that database is in use by another playground: stop that one, or set the address of another database",
  );
}

/**
 * The sample is over: what came of it is kept first, and then the mark goes, by which the next start would play it anew. What a stop cuts short
 * keeps its mark.
 */
async function settle(db: Database, { write }: KeptChannels, { isRequested }: Behind["stop"]): Promise<void> {
  if (!isRequested()) await write();
  while (!isRequested()) {
    const isDone = await endSample(db).then(
      () => true,
      () => false, // the database will be back
    );
    if (isDone) return;
    await sleep(AGAIN_MS, undefined, { ref: false });
  }
}

/** The world, and the sample data that is to be played in it, if nobody has used it yet. */
async function openWorld(db: Database, say: Behind["say"]) {
  const [{ createStandIn, SEED }, { sampleStart }] = await Promise.all([
    import("./playground/stand-in.ts"),
    import("./playground/page-server.ts"),
  ]);
  const beginning = await beginSample(db, [SEED.guild, SEED.admin, ...SEED.members]);
  if (beginning === "cut short")
    say("The sample data was not played to its end the last time: it is played anew, from the beginning.");
  const isNew = beginning !== "used";
  const now = Date.now();
  // At home where whoever started it is: Monday 09:00 is then Monday 09:00 on the page, too.
  const sample = { until: now, zone: Temporal.Now.timeZoneId() };
  // What was done after the time was moved on lies ahead of the real one: nobody can go back behind it.
  const latest = (await latestMoment(db))?.epochMilliseconds ?? 0;
  // Sample data is a history: the world begins weeks ago then, and goes on from now when it is told.
  const standIn = createStandIn(withHaste(isNew ? sampleStart(sample) : Math.max(now, latest)));
  return { standIn, sample, isNew };
}

/** A stand-in that begins at this time and does not keep an author or a mover of the time waiting. */
function withHaste(now: number): StandInOptions {
  return {
    now,
    // Each saving of a roadmap restarts the bot: its author does not wait five seconds for that.
    identifyIntervalMs: 0,
    identifiesLeft: 1_000_000,
    // On the page the time moves by weeks while an answer is awaited: in truth no nonce grows that old between two tries.
    nonceMs: Infinity,
  };
}
