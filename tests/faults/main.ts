// npm run faults -- --rounds 50 --per-round 500 --seed 1: kills the bot while members use it, and says what became of their clicks.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { judge } from "./judge.ts";
import { killDuringInteractions } from "./kill-interactions.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "50" },
    "per-round": { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
  },
});
const dataDir = await mkdtemp(join(tmpdir(), "waymark-faults-"));
try {
  const run = await killDuringInteractions({
    rounds: Number(values.rounds),
    perRound: Number(values["per-round"]),
    seed: Number(values.seed),
    dataDir,
  });
  const verdict = await judge(run, dataDir);
  console.log(verdict);
  const { lost, doubled, faults, differing, kills, takenOver } = verdict;
  const bad = lost.length + doubled.length + faults + differing + (kills - takenOver);
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
