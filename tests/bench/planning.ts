import { pino } from "pino";
import { planWeeks } from "../../src/delivery/plan-weeks.ts";
import type { Desk } from "../../src/delivery/kind.ts";
import { openDatabase } from "../../src/store/database.ts";
import type { OpenDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import type { Bench } from "./main.ts";
import { sizeOf } from "./size.ts";
import { percentile, shortened } from "./statistics.ts";

const SCHEDULES = sizeOf(100_000);
const ROUNDS = 7;
const ZONES = Intl.supportedValuesOf("timeZone")
  .filter((_, nth) => nth % 7 === 0)
  .slice(0, 60);
const MONDAY = Temporal.Instant.from("2026-11-23T00:00:00Z");
const UNTIL = MONDAY.add({ hours: 48 });

/** Planning the week of many servers in sixty zones, against one raw INSERT ... SELECT of as many rows. */
export const planning: Bench = {
  name: "B6 planning",
  async run({ createDatabase }) {
    const log = pino({ level: "silent" });
    const database = await openDatabase(await createDatabase(), { log });
    await migrate(database.pool, { log });
    const desk = await deskOf();
    const ours: number[] = [];
    const raw: number[] = [];
    let fresh = 0;
    let again = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await seed(database);
      raw.push(await timed(() => insertRaw(database)));
      await seed(database);
      ours.push(await timed(async () => (fresh = await planAll(database, desk))));
      again += await planAll(database, desk);
    }
    await database.close();
    const ratios = ours.map((ms, nth) => ms / (raw[nth] ?? 1));
    const row = {
      what: `${fresh} planned in ${ZONES.length} zones, ${ROUNDS} rounds; ratio: median (worst ${shortened(Math.max(...ratios))}); new rows when run again: ${again}`,
      ours: `${shortened(percentile(ours, 0.5) / 1000)} s`,
      comparator: `${shortened(percentile(raw, 0.5) / 1000)} s (raw INSERT ... SELECT)`,
      ratio: shortened(percentile(ratios, 0.5)),
      bar: "at most 3; 0 new",
    };
    return { raw: { ours, raw }, rows: [row] };
  },
};

async function deskOf(): Promise<Desk> {
  return {
    roadmap: await realRoadmap(),
    mention: (command) => `/${command}`,
    findDeparted: async () => new Set(),
  };
}

async function seed({ pool }: OpenDatabase): Promise<void> {
  await pool.query("truncate guilds, occurrences cascade");
  await pool.query(
    "insert into guilds (id, locale, since) select 'g' || n, 'en-US', now() from generate_series(1, $1) as n",
    [SCHEDULES],
  );
  await pool.query(
    `insert into guild_settings (guild, channel, channel_kind, weekday, at, zone, pace, discussion, plan_topic, plan_hour, plan_date, skips, next_at)
    select 'g' || n, 'c' || n, 'text', 1, make_time(6 + n % 12, 0, 0), ($2::text[])[n % $3 + 1], 8, false,
      'python-for-de', 8 * (n % 5), '2026-11-23', '{}', $4
    from generate_series(1, $1) as n`,
    [SCHEDULES, ZONES, ZONES.length, MONDAY.subtract({ hours: 24 }).toString()],
  );
  await pool.query("vacuum analyze guild_settings");
  await pool.query("vacuum analyze occurrences");
}

async function planAll({ db }: OpenDatabase, desk: Desk): Promise<number> {
  let all = 0;
  for (;;) {
    const fresh = await db.transaction((tx) => planWeeks(tx, desk, UNTIL));
    if (fresh === 0) return all;
    all += fresh;
  }
}

/** As many rows of the same size under the same unique keys, without a rule applied to them, and no cursor moved. */
async function insertRaw({ pool }: OpenDatabase): Promise<void> {
  await pool.query(
    `insert into occurrences (key, tag, kind, guild, due_at, expires_at, state, attempts, retry_at, payload)
    select 'week/' || guild || '/2026-W48', left(md5(guild), 25), 'week', guild, $1, $2, 'planned', 0, $1,
      '{"topic": "python-for-de", "hour": 0, "hours": 8, "week": 1, "weeks": 5, "missed": [], "slotDate": "2026-11-23"}'
    from guild_settings on conflict (key) do nothing`,
    [MONDAY.toString(), UNTIL.toString()],
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
