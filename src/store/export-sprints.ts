import type { MemberId } from "../domain/ids.ts";
import type { Connection } from "./database.ts";
import { asc, eq } from "./drizzle.ts";
import { sprintDays, sprintEvents, sprintMembers, sprintMinutes, sprints } from "./schema-sprints.ts";

/** What is kept of a member in sprints: part of `exportMember`. */
export async function exportSprints(tx: Connection, member: MemberId): Promise<Record<string, unknown>> {
  const own = await tx
    .select({ member: sprintMembers, sprint: sprints })
    .from(sprintMembers)
    .innerJoin(sprints, eq(sprints.id, sprintMembers.sprint))
    .where(eq(sprintMembers.member, member))
    .orderBy(asc(sprints.id));
  const record = await tx
    .select()
    .from(sprintEvents)
    .where(eq(sprintEvents.member, member))
    .orderBy(asc(sprintEvents.id));
  const days = await tx.select().from(sprintDays).where(eq(sprintDays.member, member));
  const minutes = await tx.select().from(sprintMinutes).where(eq(sprintMinutes.member, member));
  return {
    sprints: own.map(({ member: { active, joinedAt, plan, since }, sprint }) => ({
      sprint: sprint.id,
      server: sprint.guild,
      topic: sprint.topic,
      goal: sprint.goal,
      starts: sprint.startsAt.toString(),
      ends: sprint.endsAt.toString(),
      joinedAt: joinedAt.toString(),
      inItSinceEvent: since,
      stillIn: active,
      plan,
    })),
    sprintRecord: record.map((row) => ({
      id: row.id,
      interaction: row.interaction,
      sprint: row.sprint,
      at: row.at.toString(),
      did: row.kind,
      day: row.day?.toString() ?? null,
      mark: row.mark,
      words: row.words,
      activity: row.activity,
      minutes: row.minutes,
      helpedWithEvent: row.checkIn,
    })),
    sprintDays: days.map(({ sprint, day, mark, note, event }) => {
      return { sprint, day: day.toString(), mark, note, event };
    }),
    sprintMinutes: minutes.map(({ sprint, day, activity, minutes: worked }) => {
      return { sprint, day: day.toString(), activity, minutes: worked };
    }),
  };
}
