import { setTimeout as sleep } from "node:timers/promises";
import type { Field } from "../field/field.ts";
import { openField } from "../field/field.ts";
import { makeGroups } from "../field/groups.ts";
import { disturbFanOut } from "../fan-out.ts";
import { expectThat, problemsOf } from "../scenario.ts";
import type { Scenario } from "../scenario.ts";

const FAN_OUT_MS = 2_000;
const DELETED_A_WEEK = 3;
const SEND_MESSAGES = 1n << 11n;
const DAY_MS = 24 * 3_600_000;
const TICKS_MS = 2_500;
const PER_ROUND = 100;
const GUILDS_A_SHARD = 2_000;
const SENT_A_SECOND = 48;

/** What a post was meant for goes away: while it is on its way, or before. */
export const deletions: Scenario = {
  name: "F11",
  says: "channels, guilds and messages are deleted while prompts and their discussions are sent",
  unit: "weeks in which some are deleted",
  rounds: { full: 15, short: 2 },
  run: (plan) =>
    disturbFanOut(plan, {
      processes: 1,
      groups: 90,
      threadEvery: 2,
      organisers: true,
      isDwindling: true,
      disturb: async (scene) => {
        const { field, groups, random, round } = scene;
        await planned(field);
        await sleep(random() * FAN_OUT_MS);
        const mine = groups.slice(round * 2 * DELETED_A_WEEK).slice(0, 2 * DELETED_A_WEEK);
        for (const { channel } of mine.slice(0, DELETED_A_WEEK)) field.standIn.world.removeChannel(channel);
        await field.judge.collect();
        for (const { guild } of mine.slice(DELETED_A_WEEK)) {
          field.judge.forget(guild);
          field.standIn.world.removeGuild(guild);
        }
      },
      allowed: (state) => /^(week|thread) dead (channel-gone|message-gone)$/.test(state),
      check: ({ field }) => refusedTwice(field),
    }),
};

/** A channel in which the bot may not write any more is tried once, and its organiser told once. */
export const permissions: Scenario = {
  name: "F12",
  says: "the permission to write is lost in one channel of ten: one refusal for each of them, and the others get their posts",
  unit: `hundreds of channels`,
  rounds: { full: 100, short: 1 },
  run: async ({ server, rounds, onProgress }) => {
    const size = rounds * PER_ROUND;
    const shards = Math.ceil(size / GUILDS_A_SHARD);
    await using field = await openField({ server, standIn: { shards, maxConcurrency: 16 } });
    const groups = await makeGroups({ standIn: field.standIn, db: field.database.db }, size, {
      organisers: true,
    });
    const closed = groups.filter((_, number) => number % 10 === 0);
    for (const { guild, channel } of closed) {
      field.standIn.world.setOverwrite(channel, { id: guild, type: 0, allow: 0n, deny: SEND_MESSAGES });
    }
    await field.fleet.start().ready;
    const patienceMs = 60_000 + (2_000 * size) / SENT_A_SECOND;
    for (const move of ["Monday", "Tuesday", "Wednesday", "Monday"]) {
      await (move === "Monday" ? field.nextMonday() : field.moveTo(field.standIn.clock.now() + DAY_MS));
      await sleep(TICKS_MS);
      await field.settled(patienceMs);
      await field.judge.collect();
      field.standIn.log.clear();
    }
    onProgress(rounds);
    const verdict = field.judge.verdict();
    const { states } = verdict;
    const [lost, others] = [closed.length, size - closed.length];
    const refused = [...field.judge.refusals().values()].reduce((sum, count) => sum + count, 0);
    return {
      problems: [
        ...problemsOf(verdict, (state) => state === "week dead no-permission"),
        ...refusedTwice(field),
        ...expectThat(refused === lost, `${refused} refusals for ${lost} channels`),
        ...expectThat(states["week dead no-permission"] === lost, "not each closed channel ended as dead"),
        ...expectThat(states["notice sent"] === lost, "not each organiser was told, once"),
        ...expectThat(states["week sent"] === 2 * others, "not each other channel got its two prompts"),
        ...field.fleet.crashes,
      ],
      counts: { channels: size, refused, states },
    };
  },
};

function refusedTwice({ judge }: Field): string[] {
  const twice = [...judge.refusals()].filter(([, count]) => count > 1).length;
  return expectThat(twice === 0, `${twice} channels were tried again after a refusal`);
}

/** Until the week's prompts are in the outbox. */
async function planned({ database, standIn }: Field): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ due: number }>(
      "select count(*)::int as due from guild_settings where parked is null and next_at <= $1",
      [new Date(standIn.clock.now())],
    );
    if (rows[0]?.due === 0) return;
    await sleep(20);
  }
}
