import { mint } from "../../src/domain/ids.ts";
import type { GuildId } from "../../src/domain/ids.ts";
import type { Database } from "../../src/store/database.ts";
import { saveGuildSettings } from "../../src/store/guild-settings.ts";
import type { GuildSettings } from "../../src/store/guild-settings.ts";
import { addGuilds } from "../../src/store/guilds.ts";
import { GUILD, NOW, TODAY } from "./people.ts";

// Guilds with a schedule, with as few words as a test needs.

export const SETTINGS: GuildSettings = {
  channel: "50",
  channelKind: "text",
  slot: { weekday: 1, time: Temporal.PlainTime.from("18:30"), zone: "Europe/Berlin" },
  pingRole: null,
  pace: 8,
  discussion: false,
  from: { topic: mint("a"), hour: 16 },
  fromDate: TODAY,
  skips: new Set(),
  pausedUntil: null,
  nextAt: NOW,
  parked: null,
  parkedAt: null,
  setBy: null,
};

/** A guild that the bot is in, with these settings. */
export async function schedule(
  db: Database,
  change: Partial<GuildSettings> = {},
  guild: GuildId = GUILD,
): Promise<void> {
  await addGuilds(db, [{ id: guild, locale: "de" }], NOW);
  await db.transaction((tx) => saveGuildSettings(tx, guild, { ...SETTINGS, ...change }));
}
