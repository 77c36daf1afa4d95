import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { pino } from "pino";
import { openDatabase } from "../../src/store/database.ts";
import type { OpenDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { claim, settle } from "../../src/store/outbox.ts";
import type { Bench, Row } from "./main.ts";
import { sizeOf } from "./size.ts";
import { percentile, shortened } from "./statistics.ts";

const ROWS = sizeOf(100_000);
const ROUNDS = 7;
const BATCH = 100;
const WORKERS = 4;
const GRAPHILE = "graphile-worker@0.18.0";

/** How fast due rows are claimed and completed: the outbox, against a bare SKIP LOCKED queue and Graphile Worker in batches. */
export const queue: Bench = {
  name: "B5 queue",
  async run({ createDatabase }) {
    const url = await createDatabase();
    const log = pino({ level: "silent" });
    await using database = asDisposable(await openDatabase(url, { log }));
    await migrate(database.pool, { log });
    const graphile = await openGraphile(url);
    const rates = { ours: [] as number[], bare: [] as number[], graphile: [] as number[] };
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        rates.ours.push(await outboxRate(database));
        rates.bare.push(await bareRate(database));
        if (graphile) rates.graphile.push(await graphile.rate(database));
      }
    } finally {
      await graphile?.remove();
    }
    return { raw: rates, rows: rowsOf(rates) };
  },
};

function rowsOf(rates: { ours: number[]; bare: number[]; graphile: number[] }): Row[] {
  const median = (some: number[]) => percentile(some, 0.5);
  const compared = (what: string, other: number[], bar: string): Row => {
    const ratios = other.map((rate, nth) => (rates.ours[nth] ?? 0) / rate);
    return {
      what: `${ROWS} rows claimed and completed, ${ROUNDS} rounds; ratio: median (worst ${shortened(Math.min(...ratios))})`,
      ours: `${Math.round(median(rates.ours))}/s`,
      comparator: `${Math.round(median(other))}/s (${what})`,
      ratio: shortened(median(ratios)),
      bar,
    };
  };
  return [
    compared("SELECT ... FOR UPDATE SKIP LOCKED by 100", rates.bare, "5,000/s"),
    ...(rates.graphile.length > 0 ? [compared(`${GRAPHILE} in batches`, rates.graphile, "at least 1")] : []),
  ];
}

async function outboxRate({ db, pool }: OpenDatabase): Promise<number> {
  await pool.query("truncate occurrences cascade");
  await pool.query(
    `insert into occurrences (key, tag, kind, guild, due_at, state, attempts, retry_at, payload)
    select 'bench/' || n, 'tag' || n, 'week', 'g' || n, '2026-01-01', 'planned', 0, '2026-01-01', '{}'
    from generate_series(1, $1) as n`,
    [ROWS],
  );
  await pool.query("vacuum analyze occurrences");
  const now = Temporal.Instant.from("2026-01-02T00:00:00Z");
  return rateOf(WORKERS, async () => {
    for (;;) {
      const claimed = await claim(db, now, BATCH, 0);
      if (claimed.length === 0) return;
      const sent = claimed.map(({ id, attempts }) => {
        return { id, attempts, kind: "sent" as const, channel: "1", message: "2" };
      });
      await settle(db, sent, now);
    }
  });
}

/** The least that a queue can be: no key, no payload read, no fence. */
async function bareRate({ pool }: OpenDatabase): Promise<number> {
  await pool.query("drop table if exists bare");
  await pool.query(
    "create table bare (id bigint primary key, state text not null, due_at timestamptz not null)",
  );
  await pool.query("insert into bare select n, 'planned', now() from generate_series(1, $1) as n", [ROWS]);
  await pool.query("create index on bare (due_at, id) where state = 'planned'");
  await pool.query("vacuum analyze bare");
  return rateOf(WORKERS, async () => {
    for (;;) {
      const { rows } = await pool.query<{ id: string }>(
        `update bare set state = 'claimed' where id in (select id from bare where state = 'planned'
        order by due_at, id limit ${BATCH} for update skip locked) returning id`,
      );
      if (rows.length === 0) return;
      await pool.query("update bare set state = 'sent' where id = any($1::bigint[])", [
        rows.map(({ id }) => id),
      ]);
    }
  });
}

/** Rows a second, with so many at work side by side. */
async function rateOf(workers: number, work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await Promise.all(Array.from({ length: workers }, work));
  return (ROWS / (performance.now() - begun)) * 1000;
}

type Runner = { readonly stop: () => Promise<void>; readonly promise: Promise<void> };
type GraphileWorker = {
  readonly run: (options: object) => Promise<Runner>;
  readonly runMigrations: (options: object) => Promise<void>;
  readonly Logger: new (factory: () => () => void) => object;
};

/** Installed for this run alone, so that nobody who uses the bot carries it. Null, with a word, where that does not work. */
async function openGraphile(url: string) {
  const dir = await mkdtemp(join(tmpdir(), "waymark-graphile-"));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    await promisify(execFile)("npm", ["install", "--no-audit", "--no-fund", "--prefix", dir, GRAPHILE]);
    const file = pathToFileURL(join(dir, "node_modules/graphile-worker/dist/index.js")).href;
    const module = (await import(file)) as GraphileWorker;
    await module.runMigrations({ connectionString: url });
    return { remove, rate: (database: OpenDatabase) => graphileRate(module, url, database) };
  } catch (error) {
    console.warn(`${GRAPHILE} cannot be measured here: ${String(error).slice(0, 300)}`);
    await remove();
    return null;
  }
}

async function graphileRate(module: GraphileWorker, connectionString: string, { pool }: OpenDatabase) {
  await pool.query(
    `select graphile_worker.add_jobs(array(select row('nothing', '{}', null, now(), 1, null, 0, null)::graphile_worker.job_spec
    from generate_series(1, $1)))`,
    [ROWS],
  );
  let done = 0;
  const all = Promise.withResolvers<void>();
  const nothing = async (): Promise<void> => {
    done += 1;
    if (done === ROWS) all.resolve();
  };
  const begun = performance.now();
  const runner = await module.run({
    connectionString,
    concurrency: 24,
    taskList: { nothing },
    noHandleSignals: true,
    // Its documented way to go fast: jobs are fetched and completed in batches.
    preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new module.Logger(() => () => {}),
  });
  await all.promise;
  const rate = (ROWS / (performance.now() - begun)) * 1000;
  await runner.stop();
  return rate;
}

function asDisposable(database: OpenDatabase): OpenDatabase & AsyncDisposable {
  return { ...database, [Symbol.asyncDispose]: database.close };
}
