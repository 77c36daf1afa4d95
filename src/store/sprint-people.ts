import type { ChoiceId, GuildId, MemberId, OptionId } from "../domain/ids.ts";
import { UNCHANGED_REMINDERS } from "../domain/reminders.ts";
import type { ReminderPlace } from "../domain/reminders.ts";
import type { SprintId } from "../domain/sprint.ts";
import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";

/** Names of members who are in a server, by id. */
export async function loadNames(
  db: Connection,
  guild: GuildId,
  members: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, string>> {
  if (members.length === 0) return new Map();
  const { rows } = await db.execute<{ member: MemberId; name: string }>(sql`
    select member, display_name as name from guild_members
    where guild = ${guild} and present and member in ${[...members]}`);
  return new Map(rows.map(({ member, name }) => [member, name]));
}

/** One who is in a sprint, as matching and reminding see them. */
export type SprintPerson = {
  readonly member: MemberId;
  readonly zone: string | null;
  readonly visible: boolean;
  readonly where: ReminderPlace;
  readonly quietFrom: number;
  readonly quietTo: number;
  /** The hour of the night at which their day ends. */
  readonly dayEnd: number;
  readonly choices: ReadonlyMap<ChoiceId, OptionId>;
};

/** Those who are in sprints, who has been in longest first. */
export async function loadSprintPeople(
  db: Connection,
  ids: readonly SprintId[],
): Promise<ReadonlyMap<SprintId, readonly SprintPerson[]>> {
  if (ids.length === 0) return new Map();
  const usual = UNCHANGED_REMINDERS;
  const { rows } = await db.execute<
    Omit<SprintPerson, "choices"> & { sprint: string; choices: [ChoiceId, OptionId][] | null }
  >(sql`
    select own.sprint, own.member, member.zone, member.visible, coalesce(reminder.place, ${usual.where}) as where,
      coalesce(reminder.quiet_from, ${usual.quietFrom}) as "quietFrom",
      coalesce(reminder.quiet_to, ${usual.quietTo}) as "quietTo",
      coalesce(reminder.day_end, ${usual.dayEnd}) as "dayEnd",
      (select json_agg(json_build_array(choice, option)) from member_choices where member = own.member) as choices
    from sprint_members as own join sprints on sprints.id = own.sprint
    join members as member on member.id = own.member
    join guild_members as there on there.guild = sprints.guild and there.member = own.member and there.present
    left join member_reminders as reminder on reminder.member = own.member
    where own.sprint in ${[...ids]} and own.active order by own.since`);
  return Map.groupBy(
    rows.map(({ choices, ...person }) => ({ ...person, choices: new Map(choices) })),
    ({ sprint }) => Number(sprint),
  );
}
