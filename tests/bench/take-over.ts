import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { openField, until, wholeSecondAhead } from "./delivery-field.ts";
import type { Bench } from "./main.ts";
import { sizeOf } from "./size.ts";
import { percentile, shortened } from "./statistics.ts";

const ROUNDS = sizeOf(20);
const CHANNELS = 300;
const LEASE_MS = 6_000; // what a take-over by the lease's end alone takes

/** The courier is killed in the middle of a fan-out, beside a process that stands by: from the kill to the next post that arrives. */
export const takeOver: Bench = {
  name: "B11 take-over",
  async run({ createDatabase }) {
    await using field = await openField(await createDatabase(), CHANNELS, { rateLimits: false });
    const { discord, database } = field;
    const arrived = async () => (await discord.posts()).length;
    let courier = field.startBot();
    await discord.online();
    const gaps: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const other = field.startBot();
      await sleep(4_000);
      const before = await arrived();
      await field.allDueAt(await wholeSecondAhead(database, 3_000));
      await until(async () => (await arrived()) >= before + CHANNELS / 4, 20_000);
      const ended = once(courier, "exit");
      courier.kill("SIGKILL");
      await ended;
      const { elapsed } = await discord.clock();
      await until(async () => (await arrived()) >= before + CHANNELS, 60_000);
      // What was on its way when it was killed does not count as the successor's.
      const next = (await discord.posts()).find((post) => post.elapsed > elapsed + 50);
      if (next) gaps.push(next.elapsed - elapsed);
      await database.pool.query("update guild_settings set next_at = null");
      await database.pool.query("delete from occurrences");
      courier = other;
    }
    const rows = ([0.5, 0.99] as const).map((share) => ({
      what: `p${share * 100} of ${gaps.length} kills: SIGKILL to the next post`,
      ours: `${shortened(percentile(gaps, share))} ms`,
      comparator: `${LEASE_MS} ms (the lease's end)`,
      ratio: shortened(percentile(gaps, share) / LEASE_MS),
      bar: "at most 10 s",
    }));
    return { raw: gaps, rows };
  },
};
