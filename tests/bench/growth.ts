import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { pino } from "pino";
import { KEPT } from "../../src/delivery/delivery.ts";
import { planWeeks } from "../../src/delivery/plan-weeks.ts";
import { openDatabase } from "../../src/store/database.ts";
import type { OpenDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { claim, prune, settle } from "../../src/store/outbox.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import type { Bench } from "./main.ts";
import { sizeOf } from "./size.ts";
import { shortened } from "./statistics.ts";

const CHANNELS = sizeOf(1_000);
const WEEKS = 52;
const FIRST = Temporal.Instant.from("2026-01-05T09:00:00Z"); // a Monday
const MEGABYTE = 1024 * 1024;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** A year of weekly prompts: what the database and the process keep of it. Only the send itself is left out: it keeps nothing. */
export const growth: Bench = {
  name: "B12 growth",
  async run({ createDatabase }) {
    const log = pino({ level: "silent" });
    const database = await openDatabase(await createDatabase(), { log });
    await migrate(database.pool, { log });
    await seed(database);
    const samples: { week: number; sent: number; bytes: number; dead: number; live: number; heap: number }[] =
      [];
    let sent = 0;
    for (let week = 0; week < WEEKS; week += 1) {
      sent += await playWeek(database, FIRST.add({ hours: week * 168 }));
      if (week % 13 === 12 || week === 0) samples.push({ week: week + 1, sent, ...(await sizes(database)) });
    }
    await database.close();
    return { raw: samples, rows: rowsOf(samples) };
  },
};

type Sample = { week: number; sent: number; bytes: number; dead: number; live: number; heap: number };

function rowsOf(samples: readonly Sample[]) {
  const [first, quarter, last] = [samples[0]!, samples[1]!, samples.at(-1)!];
  const per10k = (last.bytes / MEGABYTE / last.sent) * 10_000;
  return [
    {
      what: `kept in the outbox, for 10,000 of ${last.sent} sends in ${WEEKS} weeks`,
      ours: `${shortened(per10k)} MB`,
      comparator: `${shortened((first.bytes / MEGABYTE / first.sent) * 10_000)} MB (after the first week)`,
      ratio: shortened((per10k * first.sent) / ((first.bytes / MEGABYTE) * 10_000)),
      bar: "at most 1 MB",
    },
    {
      what: `the outbox after ${WEEKS} weeks, to that after ${quarter.week}`,
      ours: `${shortened(last.bytes / MEGABYTE)} MB`,
      comparator: `${shortened(quarter.bytes / MEGABYTE)} MB`,
      ratio: shortened(last.bytes / quarter.bytes),
      bar: "no growth; bloat at most 2",
    },
    {
      what: `live heap after ${WEEKS} weeks, to that after ${quarter.week}`,
      ours: `${shortened(last.heap / MEGABYTE)} MB`,
      comparator: `${shortened(quarter.heap / MEGABYTE)} MB`,
      ratio: shortened(last.heap / quarter.heap),
      bar: "no growth",
    },
  ];
}

async function playWeek({ db, pool }: OpenDatabase, at: Temporal.Instant): Promise<number> {
  const desk = {
    roadmap: await realRoadmap(),
    mention: (command: string) => `/${command}`,
    findDeparted: async () => new Set<never>(),
  };
  await db.transaction((tx) => planWeeks(tx, desk, at));
  let sent = 0;
  for (;;) {
    const claimed = await claim(db, at, 96, 0);
    if (claimed.length === 0) break;
    const settled = claimed.map(({ id, attempts }) => {
      return {
        id,
        attempts,
        kind: "sent" as const,
        channel: "1110000000000000001",
        message: "1110000000000000002",
      };
    });
    sent += (await settle(db, settled, at)).length;
  }
  await prune(db, at.subtract(KEPT));
  // As the server does by itself in the days until the next.
  await pool.query("vacuum analyze occurrences");
  return sent;
}

async function seed({ pool }: OpenDatabase): Promise<void> {
  await pool.query(
    "insert into guilds (id, locale, since) select (1e18 + n)::bigint::text, 'en-US', now() from generate_series(1, $1) as n",
    [CHANNELS],
  );
  await pool.query(
    `insert into guild_settings (guild, channel, channel_kind, weekday, at, zone, pace, discussion, plan_topic, plan_hour, plan_date, skips, next_at)
    select id, id, 'text', 1, '09:00', 'UTC', 8, false, 'python-for-de', 0, '2026-01-05', '{}', $1 from guilds`,
    [FIRST.toString()],
  );
}

async function sizes({ pool }: OpenDatabase): Promise<Omit<Sample, "week" | "sent">> {
  const { rows } = await pool.query<{ bytes: string; dead: string; live: string }>(
    `select pg_total_relation_size('occurrences') as bytes, n_dead_tup as dead, n_live_tup as live
    from pg_stat_user_tables where relname = 'occurrences'`,
  );
  collect();
  const { bytes, dead, live } = rows[0]!;
  return {
    bytes: Number(bytes),
    dead: Number(dead),
    live: Number(live),
    heap: process.memoryUsage().heapUsed,
  };
}
