import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { judge } from "./judge.ts";
import { killDuringInteractions } from "./kill-interactions.ts";

test("what members were told is in the database once, though the bot was killed three times", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "waymark-kill-"));
  try {
    const run = await killDuringInteractions({ rounds: 3, perRound: 60, seed: 7, dataDir });
    const verdict = await judge(run, dataDir);
    expect(verdict).toMatchObject({
      sent: 180,
      kills: 3,
      takenOver: 3,
      lost: [],
      doubled: [],
      faults: 0,
      differing: 0,
    });
    expect(verdict.acknowledged).toBeGreaterThan(100);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}, 120_000);
