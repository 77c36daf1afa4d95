import type { GuildId } from "../domain/ids.ts";
import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";
import { guilds } from "./schema.ts";

/** Notes guilds that the bot is in, each named once, in one statement. Tells which of them were not there before. */
export async function addGuilds(
  db: Connection,
  joined: readonly { readonly id: GuildId; readonly locale: string }[],
  at: Temporal.Instant,
): Promise<Set<GuildId>> {
  if (joined.length === 0) return new Set();
  const rows = await db
    .insert(guilds)
    .values(joined.map(({ id, locale }) => ({ id, locale, since: at })))
    .onConflictDoUpdate({
      target: guilds.id,
      set: { locale: sql`excluded.locale` },
      setWhere: sql`${guilds.locale} <> excluded.locale`,
    })
    // A row that was not there before has no deleting transaction, as one that was updated has.
    .returning({ id: guilds.id, isNew: sql<boolean>`xmax = 0` });
  return new Set(rows.filter(({ isNew }) => isNew).map(({ id }) => id));
}

/** Every guild that the bot is in, as far as it knows. */
export async function listGuilds(db: Connection): Promise<GuildId[]> {
  const rows = await db.select({ id: guilds.id }).from(guilds);
  return rows.map(({ id }) => id);
}
