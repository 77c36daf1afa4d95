import { applySprintEvent, newSprint } from "../domain/sprint-fold.ts";
import type { SprintState } from "../domain/sprint.ts";
import type { Transaction } from "./database.ts";
import { asc, eq, inArray } from "./drizzle.ts";
import { sprintDays, sprintEvents, sprintMembers, sprintMinutes, sprints } from "./schema-sprints.ts";
import { toSprint, toSprintEvent } from "./sprint-rows.ts";

const BATCH = 50; // sprints held in memory at once

/** The tables that `rebuildSprints` fills; they must be empty. Of `sprints` it sets what is derived. */
export const DERIVED_OF_SPRINTS = ["sprint_members", "sprint_days", "sprint_minutes"] as const;

/** Derives sprints anew from their events. */
export async function rebuildSprints(tx: Transaction): Promise<void> {
  const ids = (await tx.select({ id: sprints.id }).from(sprints).orderBy(asc(sprints.id))).map(
    ({ id }) => id,
  );
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH);
    const rows = await tx.select().from(sprints).where(inArray(sprints.id, batch));
    const record = await tx
      .select()
      .from(sprintEvents)
      .where(inArray(sprintEvents.sprint, batch))
      .orderBy(asc(sprintEvents.id));
    const bySprint = Map.groupBy(record, ({ sprint }) => sprint);
    for (const row of rows) {
      const events = (bySprint.get(row.id) ?? []).map(toSprintEvent);
      await write(tx, events.reduce(applySprintEvent, newSprint(toSprint(row))));
    }
  }
}

async function write(
  tx: Transaction,
  { sprint: { id }, phase, early, mergedInto, members }: SprintState,
): Promise<void> {
  await tx.update(sprints).set({ phase, early, mergedInto }).where(eq(sprints.id, id));
  for (const [member, { active, since, joinedAt, plan, checkIns, minutes }] of members) {
    const key = { sprint: id, member };
    await tx.insert(sprintMembers).values({ ...key, active, since, joinedAt, plan });
    const days = [...checkIns].map(([day, checkIn]) => ({
      ...key,
      day: Temporal.PlainDate.from(day),
      ...checkIn,
    }));
    if (days.length > 0) await tx.insert(sprintDays).values(days);
    const worked = [...minutes].flatMap(([day, byActivity]) =>
      Object.entries(byActivity).map(([activity, count]) => ({
        ...key,
        day: Temporal.PlainDate.from(day),
        activity: activity as keyof typeof byActivity,
        minutes: count,
      })),
    );
    if (worked.length > 0) await tx.insert(sprintMinutes).values(worked);
  }
}
