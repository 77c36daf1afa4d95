import type { MemberId } from "../domain/ids.ts";
import type { Connection, Transaction } from "./database.ts";
import { sql } from "./drizzle.ts";
import { lockRow } from "./locks.ts";

/** Notes that a member is in for a weekly prompt. False: they were already, or the prompt is forgotten. */
export async function joinWeek(
  tx: Transaction,
  occurrence: number,
  member: MemberId,
  at: Temporal.Instant,
): Promise<boolean> {
  await lockRow(tx, member, "share");
  const { rowCount } = await tx.execute(sql`
    insert into week_joins (occurrence, member, at)
    select id, ${member}, ${at.toString()} from occurrences where id = ${occurrence} for key share
    on conflict do nothing`);
  return rowCount === 1;
}

/** Who is in for a weekly prompt and still in its guild, in the order in which they said so. */
export async function joinedWeek(
  db: Connection,
  occurrence: number,
): Promise<{ readonly member: MemberId; readonly displayName: string }[]> {
  const { rows } = await db.execute<{ member: MemberId; displayName: string }>(sql`
    select joined.member, there.display_name as "displayName"
    from week_joins as joined join occurrences as own on own.id = joined.occurrence
    join guild_members as there on there.guild = own.guild and there.member = joined.member and there.present
    where joined.occurrence = ${occurrence} order by joined.at, joined.member`);
  return rows;
}
