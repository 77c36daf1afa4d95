import type { Event } from "../domain/event.ts";
import { foldSubject, subjectOf } from "../domain/fold.ts";
import type { MemberId } from "../domain/ids.ts";
import type { Database, Transaction } from "./database.ts";
import { asc, inArray, sql } from "./drizzle.ts";
import { toEvent } from "./event-rows.ts";
import { closeGate } from "./locks.ts";
import { writeProgress } from "./progress.ts";
import type { Derived } from "./progress.ts";
import { events } from "./schema.ts";
import { DERIVED_OF_SPRINTS, rebuildSprints } from "./rebuild-sprints.ts";
import { changesOf } from "./standings.ts";

export type Rebuilt = {
  readonly members: number;
  readonly events: number;
  /** By derived table: rows now, and how many rows were not what the events say, or missing. */
  readonly tables: ReadonlyMap<string, { readonly rows: number; readonly differed: number }>;
};

const DERIVED = [
  "topic_progress",
  "objective_progress",
  "certification_progress",
  "scores",
  "score_histogram",
  "score_totals",
  ...DERIVED_OF_SPRINTS,
] as const;
const BATCH = 200; // members held in memory at once

/** Derives progress, scores, boards and sprints anew from the events, while nobody writes. All of it or, after a fault, nothing. */
export async function rebuild(db: Database): Promise<Rebuilt> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await closeGate(tx);
    for (const table of DERIVED) {
      await tx.execute(sql.raw(`create temporary table old_${table} on commit drop as table ${table}`));
      await tx.execute(sql.raw(`delete from ${table}`));
    }
    // Of sprints it is columns alone that are derived: the rows stay.
    await tx.execute(sql`create temporary table old_sprints on commit drop as table sprints`);
    const { rows } = await tx.execute<{ member: MemberId }>(
      sql`select distinct member from events order by 1`,
    );
    const members = rows.map(({ member }) => member);
    let recorded = 0;
    for (let start = 0; start < members.length; start += BATCH) {
      recorded += await rebuildMembers(tx, members.slice(start, start + BATCH));
    }
    await countScores(tx);
    await rebuildSprints(tx);
    const tables = new Map<string, { rows: number; differed: number }>();
    for (const table of [...DERIVED, "sprints"]) tables.set(table, await compare(tx, table));
    return { members: members.length, events: recorded, tables };
  });
}

async function rebuildMembers(tx: Transaction, members: readonly MemberId[]): Promise<number> {
  const theirs = inArray(events.member, [...members]);
  const record = (await tx.select().from(events).where(theirs).orderBy(asc(events.id))).map(toEvent);
  const derived: Derived[] = [];
  for (const [member, own] of Map.groupBy(record, (event) => event.member)) {
    const bySubject = Map.groupBy(own, ({ action }) => subjectOf(action));
    for (const [subject, about] of bySubject) derived.push({ member, state: foldSubject(subject, about) });
    await writeScores(tx, member, own);
  }
  await writeProgress(tx, derived);
  return record.length;
}

async function writeScores(tx: Transaction, member: MemberId, own: readonly Event[]): Promise<void> {
  const sums = changesOf(own).filter(({ by }) => by !== 0);
  if (sums.length === 0) return;
  await tx.execute(sql`
    insert into scores (guild, period, metric, member, value, reached, listed)
    select sum.guild, period, metric, ${member}, by, reached, coalesce(member.visible and there.present, false)
    from json_to_recordset(${JSON.stringify(sums)})
      as sum (guild text, period text, metric text, by integer, reached bigint)
    left join members as member on member.id = ${member}
    left join guild_members as there on there.guild = sum.guild and there.member = ${member}`);
}

async function countScores(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    insert into score_histogram (guild, period, metric, value, members)
    select guild, period, metric, value, count(*) from scores where listed group by guild, period, metric, value`);
  await tx.execute(sql`
    insert into score_totals (guild, period, metric, total, listed)
    select guild, period, metric, sum(value), count(*) filter (where listed)
    from scores group by guild, period, metric`);
}

async function compare(tx: Transaction, table: string): Promise<{ rows: number; differed: number }> {
  const { rows } = await tx.execute<{ rows: string; lost: string; wrong: string }>(
    sql.raw(`select (select count(*) from ${table}) as rows,
      (select count(*) from (table old_${table} except table ${table}) as old) as lost,
      (select count(*) from (table ${table} except table old_${table}) as new) as wrong`),
  );
  const { rows: now = "0", lost = "0", wrong = "0" } = rows[0] ?? {};
  // A row with a wrong value is in both differences, a missing or a superfluous one in one of them.
  return { rows: Number(now), differed: Math.max(Number(lost), Number(wrong)) };
}
