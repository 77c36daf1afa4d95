import type { GuildId } from "../domain/ids.ts";
import type { Connection, Database } from "./database.ts";
import { eq, sql } from "./drizzle.ts";
import { lockGuilds, lockSprints } from "./locks.ts";
import { occurrences, topicTargets } from "./schema-delivery.ts";
import { sprints } from "./schema-sprints.ts";
import { events, guildMembers, guilds, scoreHistogram, scores, scoreTotals } from "./schema.ts";

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

/** Notes a guild that the bot is in, if it is not noted yet. */
export async function keepGuild(
  db: Connection,
  { id, locale }: { readonly id: GuildId; readonly locale: string },
  at: Temporal.Instant,
): Promise<void> {
  await db.insert(guilds).values({ id, locale, since: at }).onConflictDoNothing();
}

/** The locale of a guild; null where the bot does not know the guild. */
export async function localeOf(db: Connection, guild: GuildId): Promise<string | null> {
  const [row] = await db.select({ locale: guilds.locale }).from(guilds).where(eq(guilds.id, guild));
  return row?.locale ?? null;
}

/** Every guild that the bot is in, as far as it knows. */
export async function listGuilds(db: Connection): Promise<GuildId[]> {
  const rows = await db.select({ id: guilds.id }).from(guilds);
  return rows.map(({ id }) => id);
}

/**
 * The bot was removed from a guild: names, boards, schedule, sprints, posts and the guild itself are deleted; members keep their progress, without the points they
 * earned there. Not for an outage.
 */
export async function removeGuild(db: Database, guild: GuildId): Promise<void> {
  await db.transaction(async (tx) => {
    const held = await tx.select({ id: sprints.id }).from(sprints).where(eq(sprints.guild, guild));
    await lockSprints(
      tx,
      held.map(({ id }) => id),
      "write",
    );
    await lockGuilds(tx, [guild]);
    await tx.delete(sprints).where(eq(sprints.guild, guild));
    await tx.update(events).set({ guild: null }).where(eq(events.guild, guild));
    await tx.update(topicTargets).set({ guild: null }).where(eq(topicTargets.guild, guild));
    for (const table of [scores, scoreHistogram, scoreTotals, guildMembers, occurrences]) {
      await tx.delete(table).where(eq(table.guild, guild));
    }
    await tx.delete(guilds).where(eq(guilds.id, guild)); // and with it its settings
  });
}
