// npm run faults -- [scenario...] [--rounds N] [--seed S]: breaks things around real processes of the bot, and judges by what Discord saw.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { openEmbedded } from "../../src/store/embedded.ts";
import { silentLog } from "../support/database.ts";
import type { Result, Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios/all.ts";

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
let bad = 0;
for (const scenario of chosen) bad += (await runOne(scenario)).problems.length;
process.exit(bad === 0 ? 0 : 1);

async function runOne({ name, says, unit, rounds, run }: Scenario): Promise<Result> {
  const count = Number(values.rounds ?? (values.short ? rounds.short : rounds.full));
  console.log(`${name}: ${says}. ${count} ${unit}, seed ${values.seed}.`);
  const dir = await mkdtemp(join(tmpdir(), "waymark-faults-"));
  const server = await openEmbedded(dir, silentLog);
  const begun = performance.now();
  try {
    const seed = Number(values.seed);
    const result = await run({ server: server.url, rounds: count, seed, onProgress: showProgress });
    const seconds = Math.round((performance.now() - begun) / 1000);
    console.log(result.counts);
    console.log(
      `${name} ${result.problems.length === 0 ? "passed" : `FAILED: ${result.problems.join("; ")}`} in ${seconds} s\n`,
    );
    return result;
  } finally {
    await server.close();
    await rm(dir, { recursive: true, force: true });
  }
}

function showProgress(done: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${done} `);
  else if (done % 100 === 0) console.log(`${done}`);
}
