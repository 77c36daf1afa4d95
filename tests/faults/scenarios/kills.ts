import { seededRandom } from "../../support/random.ts";
import { openField } from "../field/field.ts";
import type { Field } from "../field/field.ts";
import { makeGroups } from "../field/groups.ts";
import type { Group } from "../field/groups.ts";
import { openSeams, SEAMS } from "../field/seams.ts";
import type { Seam } from "../field/seams.ts";
import { createWeeks } from "../field/weeks.ts";
import { problemsOf } from "../scenario.ts";
import type { Plan, Result, Scenario } from "../scenario.ts";

const GROUPS = 120;
const SEAM_MS = 5_000;
// Of the posts of a week so many may pass before the one at which the process dies.
const SKIPPED = 25;
const TEN_MINUTES_MS = 10 * 60_000;
const READ_MESSAGE_HISTORY = 1n << 16n;
const UNREADABLE_EVERY = 10;

export const kills: Scenario = {
  name: "F1",
  says: "SIGKILL at six seams of a delivery, while others stand by and the killed one starts again",
  unit: "kills at each of six seams",
  rounds: { full: 200, short: 1 },
  run: (plan) =>
    killAtSeams(plan, {
      processes: 3,
      prepare: () => undefined,
      afterKill: async (field) => void field.fleet.start(),
      allowed: () => false,
    }),
};

/** Past the nonce's time only the channel's history tells whether the first try arrived, and in some channels it cannot be read. */
export const killsAndSilence: Scenario = {
  name: "F2",
  says: "the same with nobody else there: ten minutes pass, and Discord has forgotten the nonces",
  unit: "kills at each of six seams",
  rounds: { full: 50, short: 1 },
  run: (plan) =>
    killAtSeams(plan, {
      processes: 1,
      prepare: ({ standIn }, groups) => {
        const closed = groups.filter((_, number) => number % UNREADABLE_EVERY === 0);
        for (const { channel, guild } of closed) {
          standIn.world.setOverwrite(channel, { id: guild, type: 0, allow: 0n, deny: READ_MESSAGE_HISTORY });
        }
      },
      afterKill: async (field) => {
        await field.moveTo(field.standIn.clock.now() + TEN_MINUTES_MS);
        field.fleet.start();
      },
      allowed: (state) => state === "week unknown history-unreadable" || state.startsWith("notice "),
    }),
};

type Setting = {
  readonly processes: number;
  readonly prepare: (field: Field, groups: readonly Group[]) => void;
  readonly afterKill: (field: Field) => Promise<void>;
  readonly allowed: (state: string) => boolean;
};

/** Kills so often at each seam, in an order drawn by the seed, while prompts are sent. A new week begins when one is nearly over. */
async function killAtSeams(
  { server, rounds, seed, onProgress }: Plan,
  { processes, prepare, afterKill, allowed }: Setting,
): Promise<Result> {
  const random = seededRandom(seed);
  await using field = await openField({ server, processes });
  const groups = await makeGroups({ standIn: field.standIn, db: field.database.db }, GROUPS, {
    forumEvery: 7,
    threadEvery: 11,
  });
  prepare(field, groups);
  await using seams = await openSeams(field);
  for (let number = 0; number < processes; number += 1) field.fleet.start();
  await Promise.all(field.fleet.running().map(({ ready }) => ready));

  const done = Object.fromEntries(SEAMS.map((seam) => [seam, 0])) as Record<Seam, number>;
  const left = SEAMS.flatMap((seam) => Array<Seam>(rounds).fill(seam));
  shuffle(left, random);
  const weeks = createWeeks(field, GROUPS);
  while (left.length > 0) {
    await weeks.begin();
    while (left.length > 0 && (await weeks.left()) > SKIPPED) {
      const seam = left.pop()!;
      const killed = await seams.killAt(seam, Math.floor(random() * SKIPPED), SEAM_MS);
      if (killed === null) {
        // All of the week were past that seam.
        left.unshift(seam);
        break;
      }
      done[seam] += 1;
      await afterKill(field);
      onProgress(Object.values(done).reduce((sum, count) => sum + count, 0));
    }
    await weeks.end();
  }
  const verdict = field.judge.verdict();
  return {
    problems: [...problemsOf(verdict, allowed), ...weeks.unplanned(), ...field.fleet.crashes],
    counts: { kills: done, weeks: weeks.count(), states: verdict.states },
  };
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
}
