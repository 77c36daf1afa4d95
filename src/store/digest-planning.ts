import type { MemberId } from "../domain/ids.ts";
import type { DayHours } from "../domain/member-day.ts";
import type { Connection } from "./database.ts";
import { sql } from "./drizzle.ts";

// Digests are planned by what their readers have in common: who lives by the same hours has it due at the same moment.

/** The digest of a week for everybody who lives by these hours. */
export type DigestSlot = DayHours & {
  /** Such as "2026-W48". */
  readonly week: string;
  readonly dueAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
};

export type MemberDigest = Pick<DigestSlot, "dueAt" | "expiresAt" | "week"> & {
  /** `digest/<member>/<week>`. */
  readonly key: string;
  readonly member: MemberId;
};

const READERS = sql`select own.member, coalesce(member.zone, 'UTC') as zone, own.quiet_from, own.quiet_to, own.day_end
  from member_reminders as own join members as member on member.id = own.member where own.digest`;

/** The hours by which readers of the digest live, each once. A zone is UTC until its member gave one. */
export async function digestHours(db: Connection): Promise<DayHours[]> {
  const { rows } = await db.execute<DayHours & Record<string, unknown>>(sql`
    select distinct zone, quiet_from as "quietFrom", quiet_to as "quietTo", day_end as "dayEnd"
    from (${READERS}) as reader`);
  return rows;
}

type Row = { key: string; member: MemberId; week: string; due: string; expires: string };

/** The digests of these slots that are not in the outbox yet, at most so many. */
export async function unplannedDigests(
  db: Connection,
  slots: readonly DigestSlot[],
  limit: number,
): Promise<MemberDigest[]> {
  if (slots.length === 0) return [];
  const wanted = slots.map(({ zone, quietFrom, quietTo, dayEnd, week, dueAt, expiresAt }) => {
    const hours = { zone, quiet_from: quietFrom, quiet_to: quietTo, day_end: dayEnd };
    return { ...hours, week, due: dueAt.toString(), expires: expiresAt.toString() };
  });
  const { rows } = await db.execute<Row>(sql`
    with slot as materialized (
      select * from json_to_recordset(${JSON.stringify(wanted)}) as slot (zone text, quiet_from integer,
        quiet_to integer, day_end integer, week text, due timestamptz, expires timestamptz)
    ), reader as materialized (
      -- By itself: else each reader would be looked up once for each slot.
      ${READERS}
    ), fresh as (
      select member, week, due, expires, concat_ws('/', 'digest', member, week) as key
      from reader join slot using (zone, quiet_from, quiet_to, day_end)
    )
    select * from fresh where not exists (select from occurrences where occurrences.key = fresh.key)
    limit ${limit}`);
  return rows.map(({ due, expires, ...row }) => ({
    ...row,
    dueAt: Temporal.Instant.from(due),
    expiresAt: Temporal.Instant.from(expires),
  }));
}
