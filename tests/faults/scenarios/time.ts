import { setTimeout as sleep } from "node:timers/promises";
import { disturbFanOut } from "../fan-out.ts";
import { isPost } from "../field/discord.ts";
import { courierOf, nextCourier } from "../field/courier.ts";
import { expectThat } from "../scenario.ts";
import type { Scenario } from "../scenario.ts";

const FAN_OUT_MS = 2_000;
const HOUR_MS = 3_600_000;
const TEN_MINUTES_MS = 10 * 60_000;
const JUMPS_MS = [-24 * HOUR_MS, -HOUR_MS, HOUR_MS, 24 * HOUR_MS];
const SOON_MS = 300;

/** The clock of the world jumps and comes back, or the process that delivers is frozen and ten minutes pass. */
export const clocks: Scenario = {
  name: "F9",
  says: "the clock jumps by an hour or a day and back; the process that delivers is stopped for ten minutes and woken",
  unit: "weeks with a fault of time",
  rounds: { full: 40, short: 2 },
  run: (plan) => {
    const late = { posts: 0, freezes: 0 };
    return disturbFanOut(plan, {
      processes: 2,
      threadEvery: 5,
      disturb: async ({ field, random, round }) => {
        await sleep(random() * FAN_OUT_MS);
        if (round % 2 === 0) {
          const jump = JUMPS_MS[Math.floor(random() * JUMPS_MS.length)]!;
          await field.moveTo(field.standIn.clock.now() + jump);
          await sleep(SOON_MS + random() * FAN_OUT_MS);
          await field.moveTo(field.standIn.clock.now() - jump);
          return;
        }
        const former = (await courierOf(field)) ?? (await nextCourier(field, null));
        former.freeze();
        await field.moveTo(field.standIn.clock.now() + TEN_MINUTES_MS);
        await nextCourier(field, former);
        await field.settled();
        // What it had already given to the network may arrive; nothing that it begins after it is woken.
        field.doors.hook = (name, req) => {
          if (name === former.name && isPost(req)) late.posts += 1;
          return false;
        };
        former.thaw();
        await sleep(2 * SOON_MS);
        field.doors.hook = null;
        late.freezes += 1;
      },
      // A discussion that was planned by a clock a day behind is too late when that is put right.
      allowed: (state) => state === "thread skipped expired",
      check: () =>
        expectThat(
          late.posts <= late.freezes,
          `${late.posts} posts after ${late.freezes} times of being woken`,
        ),
      count: () => ({ late }),
    });
  },
};
