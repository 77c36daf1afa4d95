import type { GuildId, MemberId } from "../domain/ids.ts";
import type { SprintId } from "../domain/sprint.ts";
import type { Transaction } from "./database.ts";
import { and, eq, sql } from "./drizzle.ts";
import { lockGuilds, lockRow, lockSprints } from "./locks.ts";
import { guildSettings, occurrences, topicTargets } from "./schema-delivery.ts";
import { sprintDays, sprintEvents, sprintMembers, sprintMinutes } from "./schema-sprints.ts";
import { events, guildMembers, members } from "./schema.ts";
import { eraseScores } from "./standings.ts";

/** Deletes everything that is kept of a member, everywhere, at once. */
export async function eraseMember(tx: Transaction, member: MemberId): Promise<void> {
  const alone = await sprintsOfNobodyElse(tx, member);
  await lockSprints(tx, alone, "write");
  await lockRow(tx, member, "erase");
  await noteSprintsLeft(tx, member, null);
  const { rows } = await tx.execute<{ guild: GuildId }>(sql`
    select guild from guild_members where member = ${member}
    union select guild from scores where member = ${member}
    union select guild from events where member = ${member} and guild is not null`);
  const guilds = rows.map(({ guild }) => guild);
  await lockGuilds(tx, guilds);
  for (const guild of guilds) await eraseScores(tx, guild, member);
  await tx.delete(members).where(eq(members.id, member)); // and with it, by its foreign keys, every row about them
  // What is left of a sprint in which there was nobody else is the goal that they wrote.
  if (alone.length > 0) {
    await tx.execute(sql`delete from sprints where id in ${alone}
      and not exists (select from sprint_members where sprint = sprints.id)`);
  }
}

async function sprintsOfNobodyElse(tx: Transaction, member: MemberId): Promise<SprintId[]> {
  const { rows } = await tx.execute<{ sprint: string }>(sql`
    select sprint from sprint_members as own where member = ${member}
      and not exists (select from sprint_members where sprint = own.sprint and member <> ${member})`);
  return rows.map(({ sprint }) => Number(sprint));
}

/** Their name goes from the cards of the sprints they are in; in one server, or in all. */
async function noteSprintsLeft(tx: Transaction, member: MemberId, guild: GuildId | null): Promise<void> {
  await tx.execute(sql`
    insert into sprint_changes (sprint) select sprints.id
    from sprint_members as own join sprints on sprints.id = own.sprint
    where own.member = ${member} and own.active and sprints.next_at is not null
      and (${guild}::text is null or sprints.guild = ${guild})`);
}

/** Deletes a member's name, place and points in one guild. Their progress stays: it is theirs and not the guild's. */
export async function eraseMemberInGuild(tx: Transaction, member: MemberId, guild: GuildId): Promise<void> {
  await lockRow(tx, member, "write");
  await lockGuilds(tx, [guild]);
  await noteSprintsLeft(tx, member, guild);
  for (const table of [sprintEvents, sprintMembers, sprintDays, sprintMinutes]) {
    const here = sql`sprint in (select id from sprints where guild = ${guild})`;
    await tx.delete(table).where(and(eq(table.member, member), here));
  }
  await eraseScores(tx, guild, member);
  await tx.delete(guildMembers).where(and(eq(guildMembers.member, member), eq(guildMembers.guild, guild)));
  // What they did there becomes what they did in a direct message: progress, and no points anywhere.
  await tx
    .update(events)
    .set({ guild: null })
    .where(and(eq(events.member, member), eq(events.guild, guild)));
  // So do their targets. Of what was posted there nothing tells of them any more.
  await tx
    .update(topicTargets)
    .set({ guild: null })
    .where(and(eq(topicTargets.member, member), eq(topicTargets.guild, guild)));
  await tx.delete(occurrences).where(and(eq(occurrences.member, member), eq(occurrences.guild, guild)));
  await tx.execute(sql`delete from week_joins as joined using occurrences as own
    where own.id = joined.occurrence and own.guild = ${guild} and joined.member = ${member}`);
  await tx
    .update(guildSettings)
    .set({ setBy: null })
    .where(and(eq(guildSettings.guild, guild), eq(guildSettings.setBy, member)));
}
