import { setTimeout as sleep } from "node:timers/promises";
import { plan } from "../../src/store/outbox.ts";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId } from "../../src/domain/ids.ts";
import { seededRandom } from "../support/random.ts";
import { openField, until, wholeSecondAhead } from "./delivery-field.ts";
import type { Bench } from "./main.ts";
import { sizeOf } from "./size.ts";
import { percentile, shortened } from "./statistics.ts";

const COUNT = sizeOf(1_000);
const APART_MS = 250;
const TICK_MS = 1_000; // what a tick alone would be late by, at worst

/** Posts that are due at a thousand moments: from when each is due to when Discord has it. There is no network to take off. */
export const lateness: Bench = {
  name: "B4 lateness",
  async run({ createDatabase }) {
    await using field = await openField(await createDatabase(), COUNT, { rateLimits: false });
    const { discord, database, servers } = field;
    field.startBot();
    await discord.online();
    await sleep(5_000);
    const random = seededRandom(1);
    const begin = await wholeSecondAhead(database, 10_000);
    const due = servers.map((server, nth) => {
      const at = begin.add({ milliseconds: nth * APART_MS + Math.floor(random() * APART_MS) });
      return { ...server, at };
    });
    await database.db.transaction((tx) =>
      plan(
        tx,
        due.map(({ guild, at }) => ({
          key: `test/${guild}/bench`,
          kind: "test" as const,
          guild: mint<GuildId>(guild),
          member: null,
          dueAt: at,
          expiresAt: null,
          payload: {},
        })),
      ),
    );
    const { now, elapsed } = await discord.clock();
    await until(async () => (await discord.posts()).length >= COUNT, COUNT * APART_MS + 40_000);
    const arrivals = new Map((await discord.posts()).map((post) => [post.channel, post.elapsed]));
    const late = due.flatMap(({ channel, at }) => {
      const arrival = arrivals.get(channel);
      return arrival === undefined ? [] : [arrival - (elapsed + at.epochMilliseconds - now)];
    });
    const rows = ([0.5, 0.99] as const).map((share) => {
      const ours = percentile(late, share);
      return {
        what: `p${share * 100} of ${late.length} posts, due to received`,
        ours: `${shortened(ours)} ms`,
        comparator: `${TICK_MS * share} ms (a tick each second alone)`,
        ratio: shortened(ours / (TICK_MS * share)),
        bar: share === 0.5 ? "at most 50 ms" : "at most 250 ms",
      };
    });
    return { raw: late, rows };
  },
};
