import { pino } from "pino";
import { openDatabase } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { rebuild } from "../../src/store/rebuild.ts";
import type { KillRun } from "./kill-interactions.ts";

/** What a run came to. All but `sent`, `acknowledged`, `kills` and `takenOver` must be nothing. */
export type Verdict = {
  readonly sent: number;
  readonly acknowledged: number;
  readonly kills: number;
  /** Starts that found the database server of before. */
  readonly takenOver: number;
  /** Members who were told that their topic is done, and of whom the database knows nothing. */
  readonly lost: readonly string[];
  /** Members whose topic is in the record more than once. */
  readonly doubled: readonly string[];
  /** Answers that told of a fault. */
  readonly faults: number;
  /** Derived rows that are not what the record says. */
  readonly differing: number;
};

/** Holds what members were told against what the database has. */
export async function judge(run: KillRun, dataDir: string): Promise<Verdict> {
  const log = pino({ level: "warn" });
  const server = await openEmbedded(dataDir, log);
  const { db, pool, close } = await openDatabase(server.url, { log });
  try {
    const { rows } = await pool.query<{ member: string; times: number }>(
      "select member, count(*)::int as times from events where kind = 'topic.done' group by member",
    );
    const times = new Map(rows.map((row) => [row.member, row.times]));
    const told = run.acknowledged.filter(({ outcome }) => !isFault(outcome));
    const { tables } = await rebuild(db);
    return {
      sent: run.sent,
      acknowledged: run.acknowledged.length,
      kills: run.servers.length,
      takenOver: run.servers.filter(({ before, after }) => before === after).length,
      lost: told.filter(({ member }) => !times.has(member)).map(({ member }) => member),
      doubled: rows.filter((row) => row.times > 1).map(({ member }) => member),
      faults: run.acknowledged.length - told.length,
      differing: tables.values().reduce((sum, { differed }) => sum + differed, 0),
    };
  } finally {
    await close();
    await server.close();
  }
}

const isFault = (outcome: unknown): boolean => JSON.stringify(outcome).includes("on our side");
