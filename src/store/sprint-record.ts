import type { InteractionId, MemberId } from "../domain/ids.ts";
import { applySprintEvent } from "../domain/sprint-fold.ts";
import type { SprintAction, SprintEvent, SprintId, SprintMember, SprintState } from "../domain/sprint.ts";
import type { Connection, Transaction } from "./database.ts";
import { and, eq, sql } from "./drizzle.ts";
import {
  sprintChanges,
  sprintDays,
  sprintEvents,
  sprintMembers,
  sprintMinutes,
  sprints,
} from "./schema-sprints.ts";
import { sprintActionColumns, toSprintEvent } from "./sprint-rows.ts";

/** What did it, and when. `interaction` is null where time did. */
export type SprintOrigin = { readonly interaction: InteractionId | null; readonly at: Temporal.Instant };

/**
 * Records what was decided for a sprint in this state, and derives from it in the same transaction. The sprint must be locked, and the
 * members whom it is about. Returns the state afterwards; null where this interaction was recorded before, and nothing was changed.
 */
export async function recordSprint<State extends SprintState>(
  tx: Transaction,
  state: State,
  actions: readonly SprintAction[],
  origin: SprintOrigin,
): Promise<State | null> {
  if (actions.length === 0) return state;
  const { id } = state.sprint;
  if (origin.interaction !== null && (await sprintOf(tx, origin.interaction, id)) !== null) return null;
  const rows = await tx
    .insert(sprintEvents)
    .values(
      actions.map((action, ordinal) => ({ ...sprintActionColumns(action), ...origin, sprint: id, ordinal })),
    )
    .returning();
  const events = rows.toSorted((one, other) => one.ordinal - other.ordinal).map(toSprintEvent);
  const after = events.reduce<SprintState>(applySprintEvent, state);
  if (after.phase !== state.phase) {
    const { phase, early, mergedInto } = after;
    await tx.update(sprints).set({ phase, early, mergedInto }).where(eq(sprints.id, id));
  }
  for (const event of events) await deriveMember(tx, after, event);
  await tx.insert(sprintChanges).values({ sprint: id });
  return { ...state, ...after };
}

async function deriveMember(
  tx: Transaction,
  { sprint, members }: SprintState,
  { action }: SprintEvent,
): Promise<void> {
  if (!("member" in action) || action.kind === "helped") return;
  const own = members.get(action.member);
  if (!own) throw new Error(`a member of sprint ${sprint.id} was recorded who is not in it`);
  const key = { sprint: sprint.id, member: action.member };
  if (action.kind === "checked-in") return writeDay(tx, key, own, action.day);
  if (action.kind === "logged") {
    const { day, activity, minutes } = action;
    const target = [sprintMinutes.sprint, sprintMinutes.member, sprintMinutes.day, sprintMinutes.activity];
    await tx
      .insert(sprintMinutes)
      .values({ ...key, day, activity, minutes })
      .onConflictDoUpdate({ target, set: { minutes } });
    return;
  }
  const { active, since, joinedAt, plan } = own;
  const target = [sprintMembers.sprint, sprintMembers.member];
  await tx
    .insert(sprintMembers)
    .values({ ...key, active, since, joinedAt, plan })
    .onConflictDoUpdate({ target, set: { active, since, plan } });
}

async function writeDay(
  tx: Transaction,
  key: { readonly sprint: SprintId; readonly member: MemberId },
  own: SprintMember,
  day: Temporal.PlainDate,
): Promise<void> {
  const checkIn = own.checkIns.get(day.toString());
  if (!checkIn) return;
  const target = [sprintDays.sprint, sprintDays.member, sprintDays.day];
  await tx
    .insert(sprintDays)
    .values({ ...key, day, ...checkIn })
    .onConflictDoUpdate({ target, set: checkIn });
}

/** The sprint in which an interaction was recorded, or of one sprint whether it was in that; null where it was not. */
export async function sprintOf(
  db: Connection,
  interaction: InteractionId,
  sprint: SprintId | null = null,
): Promise<SprintId | null> {
  const there = sprint === null ? sql`true` : eq(sprintEvents.sprint, sprint);
  const [row] = await db
    .select({ sprint: sprintEvents.sprint })
    .from(sprintEvents)
    .where(and(eq(sprintEvents.interaction, interaction), there))
    .limit(1);
  return row?.sprint ?? null;
}

/** Says that the cards of sprints are no longer true. */
export async function noteChanges(tx: Transaction, ids: readonly SprintId[]): Promise<void> {
  if (ids.length > 0) await tx.insert(sprintChanges).values(ids.map((sprint) => ({ sprint })));
}
