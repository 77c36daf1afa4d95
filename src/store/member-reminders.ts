import type { MemberId } from "../domain/ids.ts";
import { UNCHANGED_REMINDERS } from "../domain/reminders.ts";
import type { Reminders } from "../domain/reminders.ts";
import type { Connection, Transaction } from "./database.ts";
import { eq } from "./drizzle.ts";
import { lockRow } from "./locks.ts";
import { memberReminders } from "./schema-delivery.ts";

/** How a member wants to be reminded. */
export async function loadReminders(db: Connection, member: MemberId): Promise<Reminders> {
  const [row] = await db.select().from(memberReminders).where(eq(memberReminders.member, member));
  if (!row) return UNCHANGED_REMINDERS;
  const { place: where, digest, quietFrom, quietTo, dayEnd } = row;
  return { where, digest, quietFrom, quietTo, dayEnd };
}

/** Changes how a member wants to be reminded; what is not named stays as it is. */
export async function changeReminders(
  tx: Transaction,
  member: MemberId,
  change: Partial<Reminders>,
): Promise<void> {
  // Held until the end, so that of two changes at once none is lost.
  await lockRow(tx, member, "write");
  const { where: place, ...rest } = { ...(await loadReminders(tx, member)), ...change };
  const row = { place, ...rest };
  await tx
    .insert(memberReminders)
    .values({ member, ...row })
    .onConflictDoUpdate({ target: memberReminders.member, set: row });
}
