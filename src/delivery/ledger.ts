import type { Logger } from "pino";
import type { Database, Transaction } from "../store/database.ts";
import { parkGuild } from "../store/guild-settings.ts";
import { plan, settle } from "../store/outbox.ts";
import type { Claimed, NewOccurrence, Settled } from "../store/outbox.ts";
import type { Desk, Kind, Task } from "./kind.ts";
import { noticeOf } from "./notice.ts";
import type { Verdict } from "./verdict.ts";

/** Writes down what attempts came to, and what follows from it, in one transaction. */
export type Ledger = {
  /** An attempt was made at a task. Resolves when it is written down, or is kept to be. Never rejects. */
  readonly attempted: (one: Claimed, task: Task, verdict: Verdict) => Promise<void>;
  /** It ended without one, or is put off. */
  readonly over: (one: Claimed, settled: Settled) => Promise<void>;
  /** Writes what could not be written before. Rejects where it still cannot. */
  readonly flush: () => Promise<void>;
};

export type LedgerParts = {
  readonly db: Database;
  readonly desk: Desk;
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly clock: () => Promise<Temporal.Instant>;
  readonly log: Logger;
  /** Told of each occurrence that is settled for good. */
  readonly onSettled?: (one: Claimed, settled: Settled) => void;
};

type Entry = {
  readonly one: Claimed;
  readonly settled: Settled;
  readonly task: Task | null;
  readonly verdict: Verdict | null;
};

/**
 * Keeps entries until the database has them: while it is away they wait here, and if the process dies first the next courier finds the
 * occurrences claimed and looks. What comes in while one transaction is under way goes into the next.
 */
export function createLedger(parts: LedgerParts): Ledger {
  const { db, clock, log } = parts;
  const waiting: Entry[] = [];
  let writing: Promise<void> | null = null;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice();
      const now = await clock();
      await keep(batch, now).catch((error: unknown) => oneByOne(batch, now, error));
    }
  };
  const keep = async (batch: readonly Entry[], now: Temporal.Instant): Promise<void> => {
    const applied = await db.transaction((tx) => write(tx, parts, batch, now));
    for (const entry of batch) {
      waiting.splice(waiting.indexOf(entry), 1);
      const { one, settled } = entry;
      if (!applied.has(one.id))
        log.warn({ key: one.key }, "somebody else has settled or claimed it meanwhile");
      else if (settled.kind !== "retry") parts.onSettled?.(one, settled);
    }
  };
  /** One that cannot be written must not keep the others back. */
  const oneByOne = async (batch: readonly Entry[], now: Temporal.Instant, first: unknown): Promise<void> => {
    if (batch.length === 1) throw first;
    const failures: unknown[] = [];
    for (const entry of batch) {
      await keep([entry], now).catch((error: unknown) => failures.push(error));
      // More than a few: the database is away, and each try waits for it.
      if (failures.length > 2) break;
    }
    if (failures.length > 0) throw failures[0];
  };
  const flush = (): Promise<void> => (writing ??= drain().finally(() => (writing = null)));
  const add = async (entry: Entry): Promise<void> => {
    waiting.push(entry);
    try {
      await flush();
    } catch (error) {
      log.warn({ key: entry.one.key, err: error }, "what became of a post could not be written down yet");
    }
  };

  return {
    attempted: (one, task, verdict) => add({ one, settled: verdict.settled, task, verdict }),
    over: (one, settled) => add({ one, settled, task: null, verdict: null }),
    flush,
  };
}

async function write(
  tx: Transaction,
  parts: LedgerParts,
  batch: readonly Entry[],
  now: Temporal.Instant,
): Promise<ReadonlySet<number>> {
  const settled = batch.map((entry) => entry.settled);
  const applied = new Set(await settle(tx, settled, now));
  for (const entry of batch) {
    if (applied.has(entry.one.id)) await plan(tx, await consequences(tx, parts, entry, now));
  }
  return applied;
}

/** What is due because of an end, once: whoever settled it plans that too. */
async function consequences(
  tx: Transaction,
  { desk, kinds }: LedgerParts,
  { one, settled, task, verdict }: Entry,
  now: Temporal.Instant,
): Promise<readonly NewOccurrence[]> {
  const kind = kinds[one.kind];
  if (settled.kind === "sent") return (await kind?.followUp?.(tx, desk, one, settled, now)) ?? [];
  if (settled.kind === "unknown") return noticeOf(tx, one, "unknown", now);
  if (verdict?.refusal == null) return [];
  const { refusal } = verdict;
  const instead = (await kind?.refused?.(tx, desk, one, refusal, now)) ?? [];
  const isBlocked = verdict.blocksChannel && task?.do === "post";
  return isBlocked ? [...instead, ...(await blocked(tx, one, task.target.id, refusal.reason, now))] : instead;
}

/** Stops a guild's schedule where its own channel takes nothing any more, and tells its organiser once. */
async function blocked(
  tx: Transaction,
  one: Claimed,
  channel: string,
  reason: string,
  now: Temporal.Instant,
): Promise<readonly NewOccurrence[]> {
  // Who tries the channel out is told at once.
  if (one.guild === null || one.kind === "test") return [];
  const isFirst = await parkGuild(tx, one.guild, channel, reason, now);
  return isFirst ? noticeOf(tx, one, reason, now) : [];
}
