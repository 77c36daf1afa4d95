import { setTimeout as sleep } from "node:timers/promises";
import type { Post } from "./delivery-process.ts";
import { openField, until, wholeSecondAhead } from "./delivery-field.ts";
import type { Bench, Row } from "./main.ts";
import { sizeOf } from "./size.ts";
import { percentile, shortened } from "./statistics.ts";

const CHANNELS = sizeOf(10_000);
const LIMIT = 50; // requests a second, Discord's for a bot
const ONE_WAY_MS = 40; // and as much back: 80 +- 40
const JITTER_MS = 20;
const COMMANDS = 20; // a second
const IDLE_SECONDS = 60;
const BUSY_SECONDS = Math.max(5, Math.floor(CHANNELS / LIMIT) - 10);

/** Everything due at once under Discord's limit, by both kinds of window, while members use commands. */
export const fanOut: Bench = {
  name: "B1 B2 fan-out",
  async run({ createDatabase }) {
    const rows: Row[] = [];
    const raw: unknown[] = [];
    for (const window of ["fixed", "sliding"] as const) {
      const measured = await measure(await createDatabase(), window);
      raw.push(measured);
      rows.push(...rowsOf(window, measured));
    }
    return { raw, rows };
  },
};

type Measured = {
  readonly seconds: number;
  readonly posts: readonly Post[];
  readonly idle: { readonly latencies: number[]; readonly failed: number };
  readonly busy: { readonly latencies: number[]; readonly failed: number };
};

async function measure(url: string, globalWindow: "fixed" | "sliding"): Promise<Measured> {
  await using field = await openField(url, CHANNELS, { globalWindow, globalLimit: LIMIT });
  const { discord, database } = field;
  field.startBot();
  await discord.online();
  await discord.slow(ONE_WAY_MS, JITTER_MS);
  await sleep(5_000);
  await discord.commands(COMMANDS, 5); // until it is warm
  const idle = await discord.commands(COMMANDS, IDLE_SECONDS);
  const before = (await discord.posts()).length;
  const due = await wholeSecondAhead(database, 6_000);
  await field.allDueAt(due);
  const { now, elapsed } = await discord.clock();
  const dueElapsed = elapsed + (due.epochMilliseconds - now);
  await sleep(due.epochMilliseconds - now);
  const busy = await discord.commands(COMMANDS, BUSY_SECONDS);
  const arrived = async (): Promise<boolean> => (await discord.accepted()) >= before + CHANNELS;
  await until(arrived, (CHANNELS / LIMIT) * 2_000 + 30_000);
  const posts = (await discord.posts()).slice(before);
  const last = Math.max(...posts.filter(({ status }) => status === 200).map((post) => post.elapsed));
  return { seconds: (last - dueElapsed) / 1000, posts, idle, busy };
}

function rowsOf(window: string, { seconds, posts, idle, busy }: Measured): Row[] {
  const floor = CHANNELS / LIMIT;
  const accepted = posts.filter(({ status }) => status === 200);
  const p99 = [percentile(idle.latencies, 0.99), percentile(busy.latencies, 0.99)] as const;
  return [
    {
      what: `${window}: last of ${accepted.length} posts to ${new Set(accepted.map(({ channel }) => channel)).size} channels accepted`,
      ours: `${shortened(seconds)} s`,
      comparator: `${floor} s (N/50)`,
      ratio: shortened(seconds / floor),
      bar: "at most 1.05",
    },
    {
      what: `${window}: most posts in any second; answers of 429`,
      ours: `${peakOf(posts)}; ${posts.filter(({ status }) => status === 429).length}`,
      comparator: `${LIMIT}; 0`,
      ratio: shortened(peakOf(posts) / LIMIT),
      bar: "at most 1; 0",
    },
    {
      what: `${window}: p99 of ${busy.latencies.length} commands meanwhile (slowest ${Math.round(Math.max(...busy.latencies))} ms, failed ${busy.failed})`,
      ours: `${shortened(p99[1])} ms`,
      comparator: `${shortened(p99[0])} ms (idle)`,
      ratio: shortened(p99[1] / p99[0]),
      bar: "at most 1.5",
    },
  ];
}

/** The most posts that arrived within any one second. */
function peakOf(posts: readonly Post[]): number {
  const times = posts.map(({ elapsed }) => elapsed).toSorted((a, b) => a - b);
  let first = 0;
  let peak = 0;
  for (const [index, time] of times.entries()) {
    while (time - (times[first] ?? time) >= 1_000) first += 1;
    peak = Math.max(peak, index - first + 1);
  }
  return peak;
}
