import type { GuildId } from "../domain/ids.ts";
import { DEFAULT_LIMIT } from "../domain/sprint-start.ts";
import type { Connection, Transaction } from "./database.ts";
import { eq } from "./drizzle.ts";
import { sprintSettings } from "./schema-sprints.ts";

/** What a server allows of sprints. */
export type SprintSettings = {
  /** Who may start one; null: everybody. */
  readonly role: string | null;
  /** How many may be live at once. */
  readonly limit: number;
};

/** What a server allows of sprints; the usual where it said nothing. */
export async function loadSprintSettings(db: Connection, guild: GuildId): Promise<SprintSettings> {
  const [row] = await db.select().from(sprintSettings).where(eq(sprintSettings.guild, guild));
  return { role: row?.role ?? null, limit: row?.liveLimit ?? DEFAULT_LIMIT };
}

/** Keeps what a server allows. The bot must be known to be in it. */
export async function saveSprintSettings(
  tx: Transaction,
  guild: GuildId,
  { role, limit: liveLimit }: SprintSettings,
): Promise<void> {
  await tx
    .insert(sprintSettings)
    .values({ guild, role, liveLimit })
    .onConflictDoUpdate({ target: sprintSettings.guild, set: { role, liveLimit } });
}
