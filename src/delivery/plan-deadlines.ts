import { reminderTimes, WHENS } from "../domain/reminders.ts";
import { unplannedReminders, datesBetween } from "../store/due-planning.ts";
import type { MemberReminder, ReminderSlot } from "../store/due-planning.ts";
import type { Transaction } from "../store/database.ts";
import { plan } from "../store/outbox.ts";
import type { NewOccurrence } from "../store/outbox.ts";
import { saveCursor } from "../store/planner-cursors.ts";
import { deadlinePayload } from "./deadline.ts";
import type { Planner } from "./kind.ts";
import { movePassedTargets } from "./pass-targets.ts";
import { plannedUpTo } from "./window.ts";

const CURSOR = "deadlines";
// What one transaction does: some tenths of a second's work, so that the lease is renewed in between.
const AT_ONCE = 2_500;

/**
 * Plans reminders of dates that fall due, those too whose moment passed while nobody planned: they are recorded as skipped. Then moves on
 * the dates whose day is over.
 */
export const planDeadlines: Planner = async (tx, { roadmap }, until) => {
  const since = await plannedUpTo(tx, CURSOR, until);
  if (since === null) return 0;
  const reminders = await unplannedReminders(tx, await slotsBetween(tx, since, until), AT_ONCE);
  const fresh = await plan(tx, reminders.map(occurrenceOf));
  // The rest comes in the next transaction, and the cursor after that.
  if (reminders.length === AT_ONCE) return fresh;
  const isDone = await movePassedTargets(tx, roadmap, until, AT_ONCE);
  if (isDone) await saveCursor(tx, CURSOR, until);
  return fresh;
};

/** The reminders that fell due after one moment and up to another. */
async function slotsBetween(
  tx: Transaction,
  since: Temporal.Instant,
  until: Temporal.Instant,
): Promise<ReminderSlot[]> {
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO("UTC").toPlainDate();
  // Zones reach a day to either side of UTC, a day can end six hours late, and one reminder comes a day early.
  const dates = await datesBetween(tx, day(since).subtract({ days: 2 }), day(until).add({ days: 2 }));
  const slots = dates.flatMap((date) =>
    WHENS.map((when) => ({ ...date, when, ...reminderTimes(date.date, when, date) })),
  );
  return slots.filter(
    ({ dueAt }) => Temporal.Instant.compare(since, dueAt) < 0 && Temporal.Instant.compare(dueAt, until) <= 0,
  );
}

function occurrenceOf({ key, member, guild, dueAt, expiresAt, ...about }: MemberReminder): NewOccurrence {
  return { key, kind: "deadline", guild, member, dueAt, expiresAt, payload: deadlinePayload(about) };
}
