import { readFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { openEmbedded } from "../../../src/store/embedded.ts";
import { silentLog } from "../../support/database.ts";
import { disturbFanOut } from "../fan-out.ts";
import type { Scene } from "../fan-out.ts";
import { courierOf, nextCourier } from "../field/courier.ts";
import { openWire } from "../field/wire.ts";
import type { Wire } from "../field/wire.ts";
import type { Scenario } from "../scenario.ts";

const FAN_OUT_MS = 2_000;
const BACK_MS = 60_000;

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
          for (const wire of lines) wire[random() < 0.5 ? "mend" : "sever"]();
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
