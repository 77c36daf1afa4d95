import type { SessionInfo } from "@discordjs/ws";
import type { Logger } from "pino";

/** Where sessions outlive the process. */
export type SessionStore = {
  readonly load: (shard: number) => Promise<SessionInfo | null>;
  readonly save: (shard: number, session: SessionInfo | null) => Promise<void>;
};

/** What the gateway library asks for and reports, kept so that a restart resumes. */
export type Sessions = {
  /** Reads what is stored for a shard; a session of another number of shards is of no use. */
  readonly load: (shard: number, shardCount: number) => Promise<void>;
  readonly retrieve: (shard: number) => SessionInfo | null;
  readonly update: (shard: number, session: SessionInfo | null) => void;
  /** A shard's connection was closed with this code. */
  readonly closed: (shard: number, code: number) => void;
  /** A shard's connection works again. */
  readonly opened: (shard: number) => void;
  /** The shard is somebody else's now: nothing of it is kept or written any more. */
  readonly drop: (shard: number) => void;
  /** Writes what is not written yet. Never throws. */
  readonly flush: () => Promise<void>;
};

// After a kill the events of this last stretch come again; what they did before is in the database under their ids.
const SAVE_EVERY_MS = 1_000;
// The library waits half a second between two attempts.
const MAX_FAILED_CONNECTIONS = 20;
const CLOSED_WITHOUT_A_WORD = 1006;

/** Keeps the sessions in memory, and the store at most a second behind. */
export function createSessions(store: SessionStore, log: Logger, saveEveryMs = SAVE_EVERY_MS): Sessions {
  /** Null: Discord has ended it. */
  const current = new Map<number, SessionInfo | null>();
  const unsaved = new Set<number>();
  const lastClose = new Map<number, number>();
  const failures = new Map<number, number>();
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();

  const write = async (): Promise<void> => {
    const shards = Array.from(unsaved);
    unsaved.clear();
    for (const shard of shards) {
      const session = current.get(shard);
      if (session === undefined) continue;
      try {
        await store.save(shard, session);
      } catch (error) {
        if (current.has(shard)) unsaved.add(shard);
        log.warn({ shard, err: error }, "the gateway session could not be saved");
      }
    }
  };
  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    writing = writing.then(write);
    return writing;
  };
  const schedule = (shard: number, atOnce: boolean): void => {
    unsaved.add(shard);
    if (atOnce) void flush();
    else timer ??= setTimeout(() => void flush(), saveEveryMs).unref();
  };
  /** The library forgets a session when it cannot connect. A network that is away for a moment is no reason to. */
  const isWorthKeeping = (shard: number): boolean => {
    if (lastClose.get(shard) !== CLOSED_WITHOUT_A_WORD) return false;
    const failed = (failures.get(shard) ?? 0) + 1;
    failures.set(shard, failed);
    return failed <= MAX_FAILED_CONNECTIONS;
  };

  return {
    load: async (shard, shardCount) => {
      const session = await store.load(shard);
      if (session?.shardCount === shardCount) current.set(shard, session);
    },
    retrieve: (shard) => current.get(shard) ?? null,
    update: (shard, session) => {
      if (session) {
        const isNew = current.get(shard)?.sessionId !== session.sessionId;
        current.set(shard, session);
        schedule(shard, isNew);
      } else if (!isWorthKeeping(shard)) {
        current.set(shard, null);
        schedule(shard, true);
      }
    },
    closed: (shard, code) => void lastClose.set(shard, code),
    opened: (shard) => {
      lastClose.delete(shard);
      failures.delete(shard);
    },
    drop: (shard) => {
      for (const kept of [current, unsaved, lastClose, failures]) kept.delete(shard);
    },
    flush,
  };
}
