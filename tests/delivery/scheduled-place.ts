import { commands } from "../../commands/registry.ts";
import type { Bot, BotParts } from "../../src/bot.ts";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId, MemberId } from "../../src/domain/ids.ts";
import { planStart } from "../../src/domain/group-plan.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import type { ShownMessage, StandInOptions } from "../../src/playground/stand-in.ts";
import { saveGuildSettings } from "../../src/store/guild-settings.ts";
import type { GuildSettings } from "../../src/store/guild-settings.ts";
import { addGuilds } from "../../src/store/guilds.ts";
import { lockRow } from "../../src/store/locks.ts";
import { lastOf } from "../../src/store/outbox-lookups.ts";
import type { Occurrence } from "../../src/store/outbox.ts";
import { createTestPlace } from "../support/bot.ts";
import type { TestPlace } from "../support/bot.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

// The whole way: a schedule in the database, a bot, the stand-in, and its clock moved.

export const GUILD = mint<GuildId>(SEED.guild);
const ORGANISER = mint<MemberId>(SEED.admin);
const SUNDAY = "2030-06-09T12:00:00Z";
export const MONDAY = "2030-06-10T07:00:00Z";

export type ScheduledPlace = TestPlace & {
  /** Starts the real bot. */
  readonly run: (parts?: Partial<BotParts>) => Promise<Bot>;
  readonly moveTo: (moment: string) => void;
  /** Every Monday at 9 in Berlin, from the day after. */
  readonly schedule: (change?: Partial<GuildSettings>, guild?: GuildId) => Promise<void>;
  /** Resolves when so many occurrences of the guild are settled: all that are, oldest first. */
  readonly settled: (count: number) => Promise<Occurrence[]>;
  readonly inStudy: () => readonly ShownMessage[];
};

/** A place on a Sunday, with a schedule that begins on Monday. */
export async function createScheduledPlace(options: StandInOptions = {}): Promise<ScheduledPlace> {
  const place = await createTestPlace(options);
  const roadmap = await realRoadmap();
  const moveTo = (moment: string): void => place.standIn.clock.set(Date.parse(moment));
  moveTo(SUNDAY);
  const usual: GuildSettings = {
    channel: SEED.study,
    channelKind: "text",
    slot: { weekday: 1, time: new Temporal.PlainTime(9), zone: "Europe/Berlin" },
    pingRole: null,
    pace: 8,
    discussion: false,
    from: planStart(roadmap),
    fromDate: Temporal.PlainDate.from("2030-06-10"),
    skips: new Set(),
    pausedUntil: null,
    nextAt: Temporal.Instant.from(MONDAY),
    parked: null,
    parkedAt: null,
    setBy: ORGANISER,
  };
  return {
    ...place,
    run: (parts = {}) => place.start({ commands, roadmap, ...parts }),
    moveTo,
    schedule: (change = {}, guild = GUILD) =>
      place.database.db.transaction(async (tx) => {
        await lockRow(tx, ORGANISER, "share");
        await addGuilds(tx, [{ id: guild, locale: "de" }], Temporal.Instant.from(SUNDAY));
        await saveGuildSettings(tx, guild, { ...usual, ...change });
      }),
    settled: (count) =>
      until(async () => {
        const all = await lastOf(place.database.db, GUILD, 500);
        const over = all.filter(({ settledAt }) => settledAt !== null);
        return over.length >= count && over.toReversed();
      }),
    inStudy: () => place.standIn.view(SEED.admin, SEED.study),
  };
}

/** Waits for real: what is due is sent within a tick or two. */
export async function until<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let turn = 0; turn < 800; turn += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("it did not happen within twenty seconds");
}

export const briefly = ({ kind, state, reason }: Occurrence) => [kind, state, reason];
