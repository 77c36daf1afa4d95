import type { GuildId } from "../domain/ids.ts";
import type { Connection, Database } from "./database.ts";
import { eq } from "./drizzle.ts";
import { lockGuilds } from "./locks.ts";
import { events, guildMembers, guilds, scoreHistogram, scores, scoreTotals } from "./schema.ts";

/** Notes that the bot is in a guild. "new": it was not there before; time for a welcome. */
export async function addGuild(
  db: Connection,
  guild: GuildId,
  locale: string,
  at: Temporal.Instant,
): Promise<"new" | "known"> {
  // Read first: at every start each guild is told again, and a write that changes nothing costs as much as one that does.
  const [known] = await db.select({ locale: guilds.locale }).from(guilds).where(eq(guilds.id, guild));
  if (known?.locale === locale) return "known";
  if (known) {
    await db.update(guilds).set({ locale }).where(eq(guilds.id, guild));
    return "known";
  }
  const row = { id: guild, locale, since: at };
  const added = await db.insert(guilds).values(row).onConflictDoNothing().returning({ id: guilds.id });
  return added.length > 0 ? "new" : "known";
}

/**
 * The bot was removed from a guild: names, boards and the guild itself are deleted; members keep their progress, without the points they
 * earned there. Not for an outage.
 */
export async function removeGuild(db: Database, guild: GuildId): Promise<void> {
  await db.transaction(async (tx) => {
    await lockGuilds(tx, [guild]);
    await tx.update(events).set({ guild: null }).where(eq(events.guild, guild));
    for (const table of [scores, scoreHistogram, scoreTotals, guildMembers]) {
      await tx.delete(table).where(eq(table.guild, guild));
    }
    await tx.delete(guilds).where(eq(guilds.id, guild));
  });
}
