import { setTimeout as sleep } from "node:timers/promises";
import { disturbFanOut } from "../fan-out.ts";
import { courierOf, nextCourier } from "../field/courier.ts";
import type { Plan, Result, Scenario } from "../scenario.ts";

const BETWEEN_MS = 600;
const FREEZE_EVERY = 5;
const RESTARTS_A_WEEK = 4;

/** A new version is rolled out again and again while prompts are sent, and now and then the one who delivers hangs for a while. */
export const replicas: Scenario = {
  name: "F14",
  says: "two and five replicas: rolling restarts in the middle of everything, and a leader that is stopped and woken",
  unit: "rolling restarts with each number of replicas",
  rounds: { full: 100, short: 2 },
  run: async (plan) => {
    const two = await roll(plan, 2);
    const five = await roll(plan, 5);
    return {
      problems: [...two.problems, ...five.problems],
      counts: { "two replicas": two.counts, "five replicas": five.counts },
    };
  },
};

async function roll(plan: Plan, processes: number): Promise<Result> {
  const done = { restarts: 0, freezes: 0 };
  const badEnds: string[] = [];
  return disturbFanOut(
    { ...plan, rounds: Math.ceil(plan.rounds / RESTARTS_A_WEEK) },
    {
      processes,
      threadEvery: 5,
      standIn: { shards: 2, maxConcurrency: 2 },
      disturb: async ({ field, random }) => {
        for (let number = 0; number < RESTARTS_A_WEEK && done.restarts < plan.rounds; number += 1) {
          await sleep(random() * BETWEEN_MS);
          done.restarts += 1;
          if (done.restarts % FREEZE_EVERY === 0) {
            const leader = (await courierOf(field)) ?? (await nextCourier(field, null));
            leader.freeze();
            await nextCourier(field, leader);
            leader.thaw();
            done.freezes += 1;
          }
          const leaving = field.fleet.running()[done.restarts % processes]!;
          const code = await leaving.stop();
          if (code !== 0) badEnds.push(`${leaving.name} ended with ${code} when it was told to stop`);
          await field.fleet.start().ready;
        }
      },
      check: () => badEnds,
      count: () => done,
    },
  );
}
