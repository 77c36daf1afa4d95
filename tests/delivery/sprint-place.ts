import { expect } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import type { Actor, Outcome, ShownMessage } from "../../src/playground/stand-in.ts";
import { createScheduledPlace, until } from "./scheduled-place.ts";
import type { ScheduledPlace } from "./scheduled-place.ts";

// Whole sprints over the real protocol, with the stand-in's clock moved. It is a Sunday, noon in UTC; the group's zone is Berlin.

export type SprintPlace = ScheduledPlace & {
  readonly as: (user: string, channel?: string) => Actor;
  readonly now: () => Temporal.Instant;
  /** The messages whose title begins so, oldest first; in #study unless told. */
  readonly titled: (start: string, channel?: string) => ShownMessage[];
  /** The newest card that says something. */
  readonly cardSays: (what: string, channel?: string) => Promise<ShownMessage>;
  readonly threadOf: (message: ShownMessage) => Promise<string>;
  readonly outbox: () => Promise<readonly { key: string; state: string; reason: string | null }[]>;
  /** Waits until nothing is under way. */
  readonly quiet: () => Promise<unknown>;
  /** Goes to a time and waits for all that falls due. */
  readonly goTo: (moment: string) => Promise<void>;
  readonly points: (user: string) => Promise<number>;
  /** Starts a sprint and waits for its card. */
  readonly begin: (user: string, options: Options, channel?: string) => Promise<ShownMessage>;
  readonly joinWith: (
    user: string,
    message: ShownMessage,
    plan: string | null,
    channel?: string,
  ) => Promise<void>;
};
type Options = Readonly<Record<string, string | number | boolean>>;

export const text = (message: ShownMessage | undefined): string => JSON.stringify(message);
export const textOf = (outcome: Outcome): string =>
  outcome.kind === "message" ? text(outcome.message) : JSON.stringify(outcome);

export async function createSprintPlace(): Promise<SprintPlace> {
  const place = await createScheduledPlace();
  await place.schedule({ nextAt: null });
  const { standIn, database } = place;
  const as = (user: string, channel: string = SEED.study): Actor => standIn.as(user, channel);
  const titled = (start: string, channel: string = SEED.study): ShownMessage[] =>
    standIn
      .view(SEED.admin, channel)
      .filter(({ embeds, ephemeral }) => !ephemeral && embeds[0]?.title?.startsWith(start));
  const outbox = async () =>
    (
      await database.pool.query<{ key: string; state: string; reason: string | null }>(
        "select key, state, reason from occurrences where kind like 'sprint%' order by id",
      )
    ).rows;
  const quiet = () =>
    until(async () => (await outbox()).every(({ state }) => state !== "planned" && state !== "claimed"));
  return {
    ...place,
    as,
    titled,
    outbox,
    quiet,
    now: () => Temporal.Instant.fromEpochMilliseconds(standIn.clock.now()),
    cardSays: (what, channel) =>
      until(async () => titled("Sprint: ", channel).findLast((message) => text(message).includes(what))),
    threadOf: async (message) =>
      (await until(async () => titled("Sprint: ").find(({ id }) => id === message.id)?.thread)).id,
    goTo: async (moment) => {
      place.moveTo(moment);
      await until(async () => {
        const { rows } = await database.pool.query("select 1 from sprints where next_at <= $1", [moment]);
        return rows.length === 0;
      });
      await quiet();
    },
    points: async (user) => {
      const { rows } = await database.pool.query<{ sum: string | null }>(
        "select sum(points) from events where member = $1 and kind = 'sprint.finished'",
        [user],
      );
      return Number(rows[0]?.sum ?? 0);
    },
    begin: async (user, options, channel) => {
      const before = titled("Sprint: ", channel).length;
      const outcome = await as(user, channel).command("sprint start", options);
      expect(textOf(outcome)).toContain("You are in, and lead it");
      return until(async () => titled("Sprint: ", channel)[before]);
    },
    joinWith: async (user, message, plan, channel) => {
      const outcome = await as(user, channel).click(message, "Join");
      if (outcome.kind !== "modal") throw new Error(textOf(outcome));
      if (plan === null) return;
      expect(textOf(await as(user, channel).submit(outcome.modal, { answer: plan }))).toContain("You are in");
    },
  };
}
