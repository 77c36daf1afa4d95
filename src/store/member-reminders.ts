import type { MemberId } from "../domain/ids.ts";
import type { Connection, Transaction } from "./database.ts";
import { eq, sql } from "./drizzle.ts";
import { lockRow } from "./locks.ts";
import { memberReminders } from "./schema-delivery.ts";
import type { ReminderPlace } from "./schema-delivery.ts";

/** How a member wants to be reminded; hours are of their own zone. */
export type StoredReminders = {
  readonly where: ReminderPlace;
  readonly digest: boolean;
  readonly quietFrom: number;
  readonly quietTo: number;
  /** The hour at which a day ends. */
  readonly dayEnd: number;
};

/** Where a member changed nothing. */
export const UNCHANGED_REMINDERS: StoredReminders = {
  where: "channel",
  digest: false,
  quietFrom: 22,
  quietTo: 8,
  dayEnd: 0,
};

/** How a member wants to be reminded. */
export async function loadReminders(db: Connection, member: MemberId): Promise<StoredReminders> {
  const [row] = await db.select().from(memberReminders).where(eq(memberReminders.member, member));
  if (!row) return UNCHANGED_REMINDERS;
  const { place: where, digest, quietFrom, quietTo, dayEnd } = row;
  return { where, digest, quietFrom, quietTo, dayEnd };
}

/** Keeps how a member wants to be reminded. */
export async function saveReminders(
  tx: Transaction,
  member: MemberId,
  { where: place, digest, quietFrom, quietTo, dayEnd }: StoredReminders,
): Promise<void> {
  await lockRow(tx, member, "share");
  const row = { place, digest, quietFrom, quietTo, dayEnd };
  await tx
    .insert(memberReminders)
    .values({ member, ...row })
    .onConflictDoUpdate({ target: memberReminders.member, set: row });
}

export type DigestReader = {
  readonly member: MemberId;
  readonly zone: string;
  readonly reminders: StoredReminders;
};

/** Everybody who wants the weekly digest; their zone is UTC until they gave one. */
export async function loadDigestReaders(db: Connection): Promise<DigestReader[]> {
  const { rows } = await db.execute<{ member: MemberId; zone: string; reminders: StoredReminders }>(sql`
    select own.member, coalesce(member.zone, 'UTC') as zone, json_build_object('where', own.place,
      'digest', own.digest, 'quietFrom', own.quiet_from, 'quietTo', own.quiet_to, 'dayEnd', own.day_end) as reminders
    from member_reminders as own join members as member on member.id = own.member
    where own.digest and own.place <> 'off' order by own.member`);
  return rows;
}
