import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { silentLog } from "../support/database.ts";
import { seededRandom } from "../support/random.ts";
import { isRunning, serverOf, startTenant } from "./embedded-process.ts";
import type { Tenant } from "./embedded-process.ts";

// All of them: WAYMARK_ROUNDS=20 npx vitest run tests/store/embedded-rounds.test.ts
const ROUNDS = Number(process.env["WAYMARK_ROUNDS"] ?? 4);
const SEED = Number(process.env["WAYMARK_SEED"] ?? 1);

test(
  `${ROUNDS} rounds of processes that come, go, are killed and lose their server, all at once: nobody is left without one, no row is lost`,
  async () => {
    const random = seededRandom(SEED);
    const dir = await mkdtemp(path.join(tmpdir(), "waymark-rounds-"));
    const acknowledged: number[] = [];
    let inside: Tenant[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const staying: Promise<Tenant | null>[] = inside.map(async (tenant) => {
        await sleep(random() * 150);
        const chance = random();
        if (chance < 0.35) await tenant.close();
        else if (chance < 0.7) await tenant.kill();
        else return tenant;
        return null;
      });
      const coming = Array.from({ length: 1 + Math.floor(random() * 2) }, async () => {
        await sleep(random() * 200);
        return startTenant(dir, String(round));
      });
      if (random() < 0.25) {
        await sleep(random() * 200);
        await killServer(dir);
      }
      inside = (await Promise.all([...staying, ...coming])).filter((tenant) => tenant !== null);
      acknowledged.push(...(await Promise.all(inside.map(writeSoon))));
    }
    await Promise.all(inside.map(({ close }) => close()));
    expect(await serverOf(dir)).toBeNull();
    expect(await missing(dir, acknowledged)).toEqual([]);
    await rm(dir, { recursive: true });
  },
  60_000 + ROUNDS * 30_000,
);

/** A server that was killed is started again by those who use it; until then they are told that it is not there. */
async function writeSoon(tenant: Tenant): Promise<number> {
  for (let tried = 0; tried < 300; tried++) {
    const row = await tenant.write();
    if (row !== null) return row;
    await sleep(50);
  }
  throw new Error(`no server within 15 s: ${tenant.warnings.join("; ")}`);
}

async function killServer(dir: string): Promise<void> {
  const server = await serverOf(dir);
  if (server !== null && (await isRunning(server))) process.kill(server, "SIGKILL");
}

async function missing(dir: string, acknowledged: readonly number[]): Promise<number[]> {
  const embedded = await openEmbedded(dir, silentLog);
  const { pool, close } = await openDatabase(embedded.url, { log: silentLog });
  const { rows } = await pool.query<{ row: number }>("select row from written");
  await close();
  await embedded.close();
  const kept = new Set(rows.map(({ row }) => row));
  return acknowledged.filter((row) => !kept.has(row));
}
