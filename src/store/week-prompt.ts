import type { GuildId } from "../domain/ids.ts";
import type { GroupChoices } from "../domain/week-prompt.ts";
import type { Connection } from "./database.ts";
import type { Occurrence } from "./outbox.ts";
import { guildChoices, weekRecap } from "./recap.ts";
import type { WeekRecap } from "./recap.ts";
import { joinedWeek } from "./week-joins.ts";

const SEVEN_DAYS = { hours: 7 * 24 };

/** What a weekly prompt tells of its group: its choices, the seven days before it was due, and who is in. */
export async function loadWeekGroup(
  db: Connection,
  { id, dueAt }: Pick<Occurrence, "id" | "dueAt">,
  guild: GuildId,
): Promise<WeekRecap & { readonly choices: GroupChoices; readonly joined: readonly string[] }> {
  const recap = await weekRecap(db, guild, dueAt.subtract(SEVEN_DAYS), dueAt);
  const choices = await guildChoices(db, guild);
  const joined = await joinedWeek(db, id);
  return { ...recap, choices, joined: joined.map(({ displayName }) => displayName) };
}
