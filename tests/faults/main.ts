// npm run faults -- [scenario...] [--rounds N] [--seed S]: breaks things around real processes of the bot, and judges by what Discord saw.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openEmbedded } from "../../src/store/embedded.ts";
import { silentLog } from "../support/database.ts";
import type { Result, Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios/all.ts";

const LONGEST_MS = 90 * 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string" },
    seed: { type: "string", default: "1" },
    short: { type: "boolean", default: false },
  },
});
const wanted = positionals.map((name) => name.toUpperCase());
const unknown = wanted.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}. There are:`);
  for (const { name, says } of scenarios) console.error(`  ${name}  ${says}`);
  process.exit(1);
}
const chosen = scenarios.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const outcomes: { readonly name: string; readonly problems: readonly string[] }[] = [];
for (const scenario of chosen) {
  outcomes.push({ name: scenario.name, problems: (await runOne(scenario)).problems });
}
const failed = outcomes.filter(({ problems }) => problems.length > 0);
const names = failed.map(({ name }) => name).join(", ");
console.log(`${outcomes.length} scenarios, ${failed.length === 0 ? "all passed" : `FAILED: ${names}`}.`);
process.exit(failed.length === 0 ? 0 : 1);

async function runOne({ name, says, unit, rounds, run }: Scenario): Promise<Result> {
  const count = Number(values.rounds ?? (values.short ? rounds.short : rounds.full));
  console.log(`${name}: ${says}. ${count} ${unit}, seed ${values.seed}.`);
  const dir = await mkdtemp(join(tmpdir(), "waymark-faults-"));
  const server = await openEmbedded(dir, silentLog);
  const leave = async (): Promise<void> => {
    await server.close();
    await rm(dir, { recursive: true, force: true });
  };
  const interrupt = (): void => void leave().finally(() => process.exit(130));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupt);
  const begun = performance.now();
  const seed = Number(values.seed);
  const work = run({ server: server.url, rounds: count, seed, onProgress: showProgress });
  const late = sleep(LONGEST_MS, null, { ref: false }).then(() => ({
    problems: [`it was not over after ${LONGEST_MS / 60_000} minutes`],
    counts: {},
  }));
  // A run that breaks off says why, and the next one is tried.
  const result = await Promise.race([work, late]).catch((error: unknown) => ({
    problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    counts: {},
  }));
  const seconds = Math.round((performance.now() - begun) / 1000);
  const { problems } = result;
  console.log(result.counts);
  console.log(
    `${name} ${problems.length === 0 ? "passed" : `FAILED: ${problems.join("; ")}`} in ${seconds} s\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupt);
  await leave();
  return result;
}

function showProgress(done: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${done} `);
  else if (done % 100 === 0) console.log(`${done}`);
}
