// npm run bench [name]: measures, prints a table, and writes the raw figures to bench-results/. Never asserts.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { openEmbedded } from "../../src/store/embedded.ts";
import { fanOut } from "./fan-out.ts";
import { growth } from "./growth.ts";
import { lateness } from "./lateness.ts";
import { latency } from "./latency.ts";
import { memory } from "./memory.ts";
import { page } from "./page.ts";
import { planning } from "./planning.ts";
import { queue } from "./queue.ts";
import { sprintJoins } from "./sprint-joins.ts";
import { takeOver } from "./take-over.ts";

/** A line of the table; ratio is ours to the comparator's in the same run. */
export type Row = {
  readonly what: string;
  readonly ours: string;
  readonly comparator: string;
  readonly ratio: number;
  readonly bar: string;
};
export type Bench = {
  readonly name: string;
  readonly run: (place: {
    readonly createDatabase: () => Promise<string>;
  }) => Promise<{ readonly raw: unknown; readonly rows: readonly Row[] }>;
};

const wanted = (process.argv[2] ?? "").toLowerCase();
const all: readonly Bench[] = [
  latency,
  memory,
  page,
  fanOut,
  lateness,
  queue,
  planning,
  takeOver,
  growth,
  sprintJoins,
];
// A number, such as B1, is not to mean B11 too.
const isWanted = (name: string): boolean =>
  name.split(" ").includes(wanted) || (wanted.length !== 2 && name.includes(wanted));
const benches = all.filter(({ name }) => isWanted(name.toLowerCase()));
const results = join(import.meta.dirname, "../../bench-results");

const dataDir = await mkdtemp(join(tmpdir(), "waymark-bench-"));
const server = await openEmbedded(dataDir, pino({ level: "warn" }));
let databases = 0;

async function createDatabase(): Promise<string> {
  const name = `bench_${(databases += 1)}`;
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = name;
  return url.href;
}

try {
  await mkdir(results, { recursive: true });
  console.log(`Node ${process.version}, ${cpus().length} cores of ${cpus()[0]?.model}`);
  for (const bench of benches) {
    const { raw, rows } = await bench.run({ createDatabase });
    console.log(`\n${bench.name}`);
    console.table(rows);
    const file = join(results, `${bench.name.replaceAll(/[^a-z0-9]+/gi, "-")}.json`);
    await writeFile(file, JSON.stringify({ node: process.version, rows, raw }, null, 2));
  }
} finally {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
}
