import type { StandInOptions } from "../../src/playground/stand-in.ts";
import { seededRandom } from "../support/random.ts";
import { openField } from "./field/field.ts";
import type { Field, FieldOptions } from "./field/field.ts";
import { makeGroups } from "./field/groups.ts";
import type { Group } from "./field/groups.ts";
import { createWeeks } from "./field/weeks.ts";
import type { Weeks } from "./field/weeks.ts";
import { problemsOf } from "./scenario.ts";
import type { Plan, Result } from "./scenario.ts";

export type FanOut = {
  readonly processes: number;
  readonly groups?: number;
  readonly forumEvery?: number;
  readonly threadEvery?: number;
  readonly organisers?: boolean;
  /** Groups come to an end in the course of it, so that not each has a prompt each week. */
  readonly isDwindling?: boolean;
  readonly standIn?: StandInOptions;
  readonly reach?: FieldOptions["reach"];
  readonly prepare?: (scene: Scene) => void | Promise<void>;
  /** What goes wrong while a week's prompts are sent. All must come right again before it is over. */
  readonly disturb: (scene: Scene) => Promise<void>;
  /** How long a week's prompts may take after that. */
  readonly patienceMs?: number;
  /** Ends beside "sent" that are right. */
  readonly allowed?: (state: string) => boolean;
  /** What else is wrong at the end. */
  readonly check?: (scene: Scene) => readonly string[] | Promise<readonly string[]>;
  readonly count?: (scene: Scene) => Readonly<Record<string, unknown>>;
};

export type Scene = {
  readonly field: Field;
  readonly groups: readonly Group[];
  readonly weeks: Weeks;
  readonly random: () => number;
  /** From 0. */
  readonly round: number;
};

export const GROUPS = 120;

/** Week after week prompts are sent to many groups, and each time something goes wrong in the middle of it. */
export async function disturbFanOut(
  { server, rounds, seed, onProgress }: Plan,
  what: FanOut,
): Promise<Result> {
  const { processes, standIn, reach, groups: size = GROUPS } = what;
  await using field = await openField({
    server,
    processes,
    ...(standIn && { standIn }),
    ...(reach && { reach }),
  });
  const { forumEvery = Infinity, threadEvery = Infinity, organisers = false } = what;
  const groups = await makeGroups({ standIn: field.standIn, db: field.database.db }, size, {
    forumEvery,
    threadEvery,
    organisers,
  });
  const weeks = createWeeks(field, size);
  const random = seededRandom(seed);
  const scene = { field, groups, weeks, random };
  await what.prepare?.({ ...scene, round: 0 });
  for (let number = 0; number < processes; number += 1) field.fleet.start();
  await Promise.all(field.fleet.running().map(({ ready }) => ready));
  for (let round = 0; round < rounds; round += 1) {
    await weeks.begin();
    await what.disturb({ ...scene, round });
    await weeks.end(what.patienceMs);
    onProgress(round + 1);
  }
  const last = { ...scene, round: rounds };
  const verdict = field.judge.verdict();
  return {
    problems: [
      ...problemsOf(verdict, what.allowed),
      ...(what.isDwindling ? [] : weeks.unplanned()),
      ...field.fleet.crashes,
      ...((await what.check?.(last)) ?? []),
    ],
    counts: { weeks: weeks.count(), states: verdict.states, ...what.count?.(last) },
  };
}
