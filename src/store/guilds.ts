import type { GuildId } from "../domain/ids.ts";
import type { Connection, Database } from "./database.ts";

/** Notes that the bot is in a guild. "new": time for a welcome. */
export async function addGuild(
  db: Connection,
  guild: GuildId,
  locale: string,
  at: Temporal.Instant,
): Promise<"new" | "known"> {
  throw new Error(`not built yet ${db} ${guild} ${locale} ${at}`);
}

/**
 * The bot was removed from a guild: names, boards and the guild itself are deleted; members keep their progress, without the points they
 * earned there. Not for an outage.
 */
export async function removeGuild(db: Database, guild: GuildId): Promise<void> {
  throw new Error(`not built yet ${db} ${guild}`);
}
