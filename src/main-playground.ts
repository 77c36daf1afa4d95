import { join } from "node:path";
import { openAuthorDesk } from "./authoring/desk.ts";
import type { SwitchedBot } from "./bot-switch.ts";
import type { Config, DiscordConfig } from "./config.ts";
import type { WorldClock } from "./delivery/clock.ts";
import type { Site } from "./ops/http.ts";
import type { Roadmap } from "./domain/roadmap.ts";
import { outboxView } from "./outbox-view.ts";
import type { Database } from "./store/database.ts";
import type { Page } from "./playground/page-server.ts";
import type { StandIn } from "./playground/stand-in.ts";
import { latestMoment } from "./store/latest-moment.ts";
import { listGuilds } from "./store/guilds.ts";

/** In DATA_DIR: what was said in the playground's channels. */
const KEPT = "playground";

export type Playground = {
  readonly sites: readonly Site[];
  /** The stand-in's time, which the page can move. */
  readonly clock: WorldClock;
  /** What the bot needs to reach the stand-in behind this address. */
  readonly connectTo: (baseUrl: string) => DiscordConfig;
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
};

/** The stand-in for Discord and its page. Loaded only here: on Discord nobody pays for it. */
export async function openPlayground(
  { host, roadmapDir, database }: Pick<Config, "host" | "roadmapDir" | "database">,
  { bot, db, roadmap, say }: Behind,
  started: AsyncDisposableStack,
): Promise<Playground> {
  say(
    "Discord: none, since no DISCORD_TOKEN is set. This is the playground, with a stand-in for Discord on this computer.",
  );
  const [{ createStandIn }, { behindDoor, createPage, sampleStart }] = await Promise.all([
    import("./playground/stand-in.ts"),
    import("./playground/page-server.ts"),
  ]);
  const isNew = (await listGuilds(db)).length === 0;
  // Sample data is a history: the world begins weeks ago then, and goes on from now when it is told.
  const now = Date.now();
  // At home where whoever started it is: Monday 09:00 is then Monday 09:00 on the page, too.
  const sample = { until: now, zone: Temporal.Now.timeZoneId() };
  // What was done after the time was moved on lies ahead of the real one: nobody can go back behind it.
  const latest = (await latestMoment(db))?.epochMilliseconds ?? 0;
  const standIn = createStandIn({
    now: isNew ? sampleStart(sample) : Math.max(now, latest),
    // Each saving of a roadmap restarts the bot: its author does not wait five seconds for that.
    identifyIntervalMs: 0,
    identifiesLeft: 1_000_000,
    // On the page the time moves by weeks while an answer is awaited: in truth no nonce grows that old between two tries.
    nonceMs: Infinity,
  });
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
  const page = createPage(standIn, { host, bot, outbox: (guild) => outboxView(db, guild), author });
  const restore = await keepChannels({ database, standIn, page, isNew, say }, started);
  started.defer(() => page.close());
  return {
    sites: [behindDoor(standIn, host), page],
    clock: async () => Temporal.Instant.fromEpochMilliseconds(standIn.clock.now()),
    connectTo: (baseUrl) => {
      standIn.baseUrl = baseUrl;
      restore();
      return { token: standIn.token, apiUrl: `${baseUrl}/api`, shardCount: null };
    },
    roadmap: author.roadmap,
    fill: () => {
      if (isNew) filled = page.playSample(sample);
      return filled;
    },
  };
}

type Channels = Pick<Config, "database"> &
  Pick<Behind, "say"> & { readonly standIn: StandIn; readonly page: Page; readonly isNew: boolean };

/**
 * Keeps what is said in the channels beside the members' progress, so that the two fit together: with a Postgres elsewhere there is no such
 * place. Gives what puts back, once the address is known, how it was at the end of the last time; from then on it is kept.
 */
async function keepChannels(
  { database, standIn, page, isNew, say }: Channels,
  started: AsyncDisposableStack,
): Promise<() => void> {
  if (database.kind !== "embedded") return () => {};
  const { openKeptFile } = await import("./playground/kept-file.ts");
  const file = openKeptFile(join(database.dir, KEPT), {
    keep: () => page.keep(),
    onFault: (error) => say(`What is said in the channels cannot be kept: ${String(error)}`),
  });
  const kept = isNew ? null : await file.read();
  started.defer(() => file.close());
  return () => {
    if (kept && !page.restore(kept))
      say("What was said in the channels was kept by another version of Waymark, and is left out.");
    standIn.on("change", file.changed);
    standIn.clock.onMove(file.changed);
  };
}
