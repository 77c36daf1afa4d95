import { commands } from "../../../commands/registry.ts";
import { openAuthorDesk } from "../../../src/authoring/desk.ts";
import type { Roadmap } from "../../../src/domain/roadmap.ts";
import { createSwitchedBot } from "../../../src/bot-switch.ts";
import type { SwitchedBot } from "../../../src/bot-switch.ts";
import { sampleStart } from "../../../src/playground/page-server.ts";
import { outboxView } from "../../../src/outbox-view.ts";
import { createTestPlace } from "../../support/bot.ts";
import type { TestPlace } from "../../support/bot.ts";
import { realRoadmap } from "../../support/real-roadmap.ts";
import { servePlayground } from "./playground.ts";
import type { Playground } from "./playground.ts";

export type RealPlayground = Playground & {
  readonly bot: SwitchedBot;
  readonly database: TestPlace["database"];
  readonly testLog: TestPlace["testLog"];
};

/**
 * The playground as `npm start` makes it: the page with the bot, its outbox and a roadmap, the real one unless another is given, behind it. The world's time is `now`. With
 * `sample`, the group's time zone, the filling has begun, and goes on; with a `folder` the roadmap there is watched.
 */
export async function serveRealPlayground(
  now: string,
  {
    sample,
    folder,
    ...given
  }: { readonly sample?: string; readonly folder?: string; readonly roadmap?: Roadmap } = {},
): Promise<RealPlayground> {
  const until = Date.parse(now);
  const time = sample === undefined ? null : { until, zone: sample };
  const all = new AsyncDisposableStack();
  const behind = all.use(await createTestPlace());
  const roadmap = given.roadmap ?? (await realRoadmap());
  const worldNow = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(place.standIn.clock.now());
  const onRoadmap = (): Promise<void> => place.restartBot();
  const author = folder === undefined ? null : openAuthorDesk({ folder, roadmap, now: worldNow, onRoadmap });
  all.defer(() => author?.close());
  const bot = createSwitchedBot(() =>
    behind.start({
      commands,
      roadmap: author?.roadmap() ?? roadmap,
      remembered: false,
      clock: async () => worldNow(),
      config: { token: place.standIn.token, apiUrl: `${place.url}/api`, shardCount: null },
    }),
  );
  const place: Playground = all.use(
    await servePlayground(
      { bot, outbox: (guild) => outboxView(behind.database.db, guild), ...(author ? { author } : {}) },
      { now: time ? sampleStart(time) : until },
    ),
  );
  all.defer(() => bot.stop());
  await bot.start();
  if (time) void place.playSample(time);
  return {
    ...place,
    bot,
    database: behind.database,
    testLog: behind.testLog,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
