import type { InteractionId, MemberId } from "../domain/ids.ts";
import { applySprintEvent } from "../domain/sprint-fold.ts";
import type { SprintAction, SprintEvent, SprintId, SprintMember, SprintState } from "../domain/sprint.ts";
import { isOver } from "../domain/sprint-time.ts";
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

/** The state afterwards, and what was recorded. */
export type Recorded<State> = { readonly state: State; readonly events: readonly SprintEvent[] };

/**
 * Records what was decided for a sprint in this state, and derives from it in the same transaction. The sprint must be locked, and the
 * members whom it is about. Null where this interaction was recorded before, and nothing was changed.
 */
export async function recordSprint<State extends SprintState>(
  tx: Transaction,
  state: State,
  actions: readonly SprintAction[],
  origin: SprintOrigin,
): Promise<Recorded<State> | null> {
  if (actions.length === 0) return { state, events: [] };
  const { id } = state.sprint;
  // The change is noted by the same statement, for members wait.
  const change = tx.$with("change").as(tx.insert(sprintChanges).values({ sprint: id }).returning());
  const rows = await tx
    .with(change)
    .insert(sprintEvents)
    .values(
      actions.map((action, ordinal) => ({ ...sprintActionColumns(action), ...origin, sprint: id, ordinal })),
    )
    .onConflictDoNothing()
    .returning();
  // This interaction was recorded before: whoever repeats it waits for the first to be done, and then finds it.
  if (rows.length === 0) return null;
  if (rows.length < actions.length)
    throw new Error(`sprint ${id}: another thing was recorded for this interaction`);
  const events = rows.toSorted((one, other) => one.ordinal - other.ordinal).map(toSprintEvent);
  const after = events.reduce<SprintState>(applySprintEvent, state);
  if (after.phase !== state.phase) {
    const { phase, early, mergedInto } = after;
    const rest = isOver(phase) ? { nextAt: null } : {};
    await tx
      .update(sprints)
      .set({ phase, early, mergedInto, ...rest })
      .where(eq(sprints.id, id));
  }
  for (const event of events) await deriveMember(tx, after, event);
  return { state: { ...state, ...after }, events };
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

/** The sprint in which an interaction was recorded; null where it was not. */
export async function sprintOf(db: Connection, interaction: InteractionId): Promise<SprintId | null> {
  const [row] = await db
    .select({ sprint: sprintEvents.sprint })
    .from(sprintEvents)
    .where(eq(sprintEvents.interaction, interaction))
    .limit(1);
  return row?.sprint ?? null;
}

/** Says that the cards of sprints are no longer true. */
export async function noteChanges(tx: Transaction, ids: readonly SprintId[]): Promise<void> {
  if (ids.length > 0) await tx.insert(sprintChanges).values(ids.map((sprint) => ({ sprint })));
}

/** Whether a member said before that they help with a check-in. */
export async function hasHelped(db: Connection, member: MemberId, checkIn: number): Promise<boolean> {
  const said = and(eq(sprintEvents.member, member), eq(sprintEvents.checkIn, checkIn));
  return (await db.select({ id: sprintEvents.id }).from(sprintEvents).where(said).limit(1)).length > 0;
}

/** Who offered to help whom with what; null where one of them is gone. */
export async function loadHelp(
  db: Connection,
  event: number,
): Promise<{ readonly helper: MemberId; readonly member: MemberId; readonly note: string | null } | null> {
  const { rows } = await db.execute<{ helper: MemberId; member: MemberId; note: string | null }>(sql`
    select help.member as helper, own.member, own.words as note
    from sprint_events as help join sprint_events as own on own.id = help.check_in
    join sprints on sprints.id = help.sprint
    join guild_members as one on one.guild = sprints.guild and one.member = help.member and one.present
    join guild_members as other on other.guild = sprints.guild and other.member = own.member and other.present
    where help.id = ${event} and help.kind = 'helped'`);
  return rows[0] ?? null;
}
