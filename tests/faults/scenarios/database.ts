import { execFile } from "node:child_process";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { openEmbedded } from "../../../src/store/embedded.ts";
import { silentLog } from "../../support/database.ts";
import { disturbFanOut } from "../fan-out.ts";
import type { Scene } from "../fan-out.ts";
import { courierOf, nextCourier } from "../field/courier.ts";
import { openWire } from "../field/wire.ts";
import type { Wire } from "../field/wire.ts";
import type { Scenario } from "../scenario.ts";

const run = promisify(execFile);
const FAN_OUT_MS = 2_000;
const BACK_MS = 60_000;
/** How a silence ends: what was held up arrives, the connections end, or those that were open stay silent for ever. */
const ENDS = ["mend", "sever", "forget"] as const;

/** The server of a run's own, with what it has committed on disk, and started again by whoever uses it. */
export const restarts: Scenario = {
  name: "F3",
  says: "Postgres ends at once, in the middle of whatever it does, and starts again",
  unit: "restarts",
  rounds: { full: 20, short: 1 },
  run: async (plan) => {
    const dir = await mkdtemp(join(tmpdir(), "waymark-restarts-"));
    const server = await openEmbedded(dir, silentLog);
    try {
      return await disturbFanOut(
        { ...plan, server: server.url },
        {
          processes: 2,
          threadEvery: 5,
          disturb: async (scene) => {
            await sleep(scene.random() * FAN_OUT_MS);
            process.kill(await postmasterOf(dir), "SIGQUIT");
            await answersAgain(scene);
          },
        },
      );
    } finally {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    }
  },
};

/** Lines of each process's own, so that one of them can lose the database while the others have it. */
export const blackHole: Scenario = {
  name: "F4",
  says: "the database falls silent, for the process that delivers or for all, for longer than a lease or not",
  unit: "silences",
  rounds: { full: 20, short: 1 },
  run: async (plan) => {
    const wires = new Map<string, Wire>();
    for (const name of ["bot-0", "bot-1"]) wires.set(name, await openWire(plan.server));
    try {
      return await disturbFanOut(plan, {
        processes: 2,
        threadEvery: 5,
        reach: (url) => wires.get(new URL(url).searchParams.get("application_name") ?? "")!.through(url),
        disturb: async ({ field, random, round }) => {
          await sleep(random() * FAN_OUT_MS);
          const courier = await courierOf(field);
          const isOne = round % 2 === 0 && courier !== null;
          const lines = isOne ? [wires.get(courier.name)!] : [...wires.values()];
          for (const wire of lines) wire.cut();
          await sleep(2_000 + random() * 8_000);
          if (isOne && random() < 0.5) await nextCourier(field, courier);
          for (const wire of lines) wire[ENDS[Math.floor(random() * ENDS.length)]!]();
        },
        patienceMs: 90_000,
      });
    } finally {
      for (const wire of wires.values()) await wire.close();
    }
  },
};

async function postmasterOf(dir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dir, "postgres/data/postmaster.pid"), "utf8"), 10);
}

async function answersAgain({ field }: Scene): Promise<void> {
  const end = performance.now() + BACK_MS;
  // The first answers may still be those of connections that have just ended.
  for (let good = 0; good < 3;) {
    good = await field.database.pool.query("select 1").then(
      () => good + 1,
      () => 0,
    );
    if (performance.now() > end) throw new Error("Postgres did not come back within a minute");
    await sleep(100);
  }
}

const DISK_MB = 300;
const FULL_MS = 6_000;
const FILL_CHUNK = Buffer.alloc(1024 * 1024, 1);

/** A small disk of its own, which fills up while prompts are sent, and has room again some seconds later. */
export const diskFull: Scenario = {
  name: "F15",
  says: "the database's disk is full for some seconds",
  unit: "times",
  rounds: { full: 10, short: 1 },
  run: async (plan) => {
    const dir = await mkdtemp(join(tmpdir(), "waymark-disk-"));
    const isMounted = await mount(dir);
    if (!isMounted) {
      await rm(dir, { recursive: true, force: true });
      const skipped = "skipped: only root on Linux can make a small disk";
      console.warn(`F15 is ${skipped}`);
      return { problems: [], counts: { skipped } };
    }
    const server = await openEmbedded(dir, silentLog);
    let full = 0;
    try {
      return await disturbFanOut(
        { ...plan, server: server.url },
        {
          processes: 2,
          threadEvery: 5,
          disturb: async (scene) => {
            await sleep(scene.random() * FAN_OUT_MS);
            const filler = join(dir, "filler");
            await fillUp(filler);
            const until = performance.now() + FULL_MS;
            if (await refusesWrites(scene)) full += 1;
            await sleep(until - performance.now());
            await rm(filler);
            await answersAgain(scene);
          },
          patienceMs: 120_000,
          check: () => (full === plan.rounds ? [] : ["the disk did not get full"]),
        },
      );
    } finally {
      await server.close();
      await run("umount", [dir]);
      await rm(dir, { recursive: true, force: true });
    }
  },
};

async function mount(dir: string): Promise<boolean> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  return run("mount", ["-t", "tmpfs", "-o", `size=${DISK_MB}m,mode=755`, "tmpfs", dir]).then(
    () => true,
    () => false,
  );
}

/** What room is left in the journal's files, kept ones too, is used up: true when the server can no longer write. It ends itself then. */
async function refusesWrites({ field }: Scene): Promise<boolean> {
  for (let megabytes = 0; megabytes < DISK_MB; megabytes += 1) {
    const written = await field.database.pool
      .query("select pg_logical_emit_message(true, 'junk', repeat('x', 1000000))")
      .then(
        () => true,
        () => false,
      );
    if (!written) return true;
  }
  return false;
}

/** Writes until nothing more fits. */
async function fillUp(file: string): Promise<void> {
  const handle = await open(file, "w");
  try {
    for (;;) await handle.write(FILL_CHUNK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    await handle.close();
  }
}
