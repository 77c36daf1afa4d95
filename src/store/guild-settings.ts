import type { GuildId, MemberId, TopicId } from "../domain/ids.ts";
import type { Connection, Transaction } from "./database.ts";
import { and, eq, isNull } from "./drizzle.ts";
import { lockRow } from "./locks.ts";
import { guildSettings } from "./schema-delivery.ts";
import type { ChannelKind } from "./schema-delivery.ts";

/** A guild's schedule. It holds what the domain calls a plan: slot, pace, from, fromDate, skips and pausedUntil. */
export type GuildSettings = {
  /** Null until somebody chose one: then nothing is posted. */
  readonly channel: string | null;
  readonly channelKind: ChannelKind | null;
  readonly slot: {
    readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
    readonly time: Temporal.PlainTime;
    readonly zone: string;
  };
  readonly pingRole: string | null;
  /** Hours a week. */
  readonly pace: number;
  /** Open a thread with each prompt. */
  readonly discussion: boolean;
  /** Where the plan stands at the slot of `fromDate`; null: the roadmap is finished. */
  readonly from: { readonly topic: TopicId; readonly hour: number } | null;
  readonly fromDate: Temporal.PlainDate;
  /** ISO dates of slots that are left out. */
  readonly skips: ReadonlySet<string>;
  readonly pausedUntil: Temporal.PlainDate | null;
  readonly nextAt: Temporal.Instant | null;
  /** Why nothing can be posted, since when. */
  readonly parked: string | null;
  readonly parkedAt: Temporal.Instant | null;
  readonly setBy: MemberId | null;
};
/** What is set in a guild; null where nothing is. */
export async function loadGuildSettings(db: Connection, guild: GuildId): Promise<GuildSettings | null> {
  const [row] = await db.select().from(guildSettings).where(eq(guildSettings.guild, guild));
  return row ? toSettings(row) : null;
}

/** The same, and nobody else changes it until the transaction ends. Before reading what is changed and saved again. */
export async function lockGuildSettings(tx: Transaction, guild: GuildId): Promise<GuildSettings | null> {
  const [row] = await tx.select().from(guildSettings).where(eq(guildSettings.guild, guild)).for("update");
  return row ? toSettings(row) : null;
}

/** Keeps all of a guild's settings. The bot must be known to be in the guild. */
export async function saveGuildSettings(
  tx: Transaction,
  guild: GuildId,
  settings: GuildSettings,
): Promise<void> {
  if (settings.setBy !== null) await lockRow(tx, settings.setBy, "share");
  const row = toRow(settings);
  await tx
    .insert(guildSettings)
    .values({ guild, ...row })
    .onConflictDoUpdate({ target: guildSettings.guild, set: row });
}

/**
 * Stops posting in a guild until somebody resumes it, if this is the channel that it posts in. True the first time: then its organiser is
 * to be told.
 */
export async function parkGuild(
  db: Connection,
  guild: GuildId,
  channel: string,
  reason: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const posting = and(eq(guildSettings.guild, guild), eq(guildSettings.channel, channel));
  const running = and(posting, isNull(guildSettings.parked));
  const { rowCount } = await db.update(guildSettings).set({ parked: reason, parkedAt: at }).where(running);
  return rowCount === 1;
}

/** Lets posting go on. What fell due meanwhile is caught up by the planner. */
export async function unparkGuild(db: Connection, guild: GuildId): Promise<void> {
  await db.update(guildSettings).set({ parked: null, parkedAt: null }).where(eq(guildSettings.guild, guild));
}

type Row = typeof guildSettings.$inferSelect;

function toSettings(row: Row): GuildSettings {
  const { weekday, at, zone, planTopic, planHour, planDate, skips } = row;
  return {
    channel: row.channel,
    channelKind: row.channelKind,
    slot: { weekday: weekday as GuildSettings["slot"]["weekday"], time: at, zone },
    pingRole: row.pingRole,
    pace: row.pace,
    discussion: row.discussion,
    from: planTopic === null ? null : { topic: planTopic, hour: planHour ?? 0 },
    fromDate: planDate,
    skips: new Set(skips.map(String)),
    pausedUntil: row.pausedUntil,
    nextAt: row.nextAt,
    parked: row.parked,
    parkedAt: row.parkedAt,
    setBy: row.setBy,
  };
}

function toRow({ slot, from, fromDate, skips, ...rest }: GuildSettings): Omit<Row, "guild"> {
  return {
    channel: rest.channel,
    channelKind: rest.channelKind,
    weekday: slot.weekday,
    at: slot.time,
    zone: slot.zone,
    pingRole: rest.pingRole,
    pace: rest.pace,
    discussion: rest.discussion,
    planTopic: from?.topic ?? null,
    planHour: from?.hour ?? null,
    planDate: fromDate,
    skips: [...skips].toSorted().map((date) => Temporal.PlainDate.from(date)),
    pausedUntil: rest.pausedUntil,
    nextAt: rest.nextAt,
    parked: rest.parked,
    parkedAt: rest.parkedAt,
    setBy: rest.setBy,
  };
}
