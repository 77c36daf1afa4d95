import type { ServerResponse } from "node:http";
import pg from "pg";
import type { Client } from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { isPost } from "./discord.ts";
import type { BotProcess } from "./fleet.ts";
import type { Field } from "./field.ts";

/** A moment in the life of an occurrence at which a process can die. */
export type Seam = (typeof SEAMS)[number];
export const SEAMS = [
  "before claim",
  "after claim",
  "before accept",
  "after accept",
  "before commit",
  "after commit",
] as const;

export type Seams = AsyncDisposable & {
  /**
   * Kills the process that comes to this seam next, once so many have passed. Resolves with it when it is dead; with null when nobody
   * came within so many milliseconds.
   */
  readonly killAt: (seam: Seam, skip: number, timeoutMs: number) => Promise<BotProcess | null>;
};

// Whoever changes an occurrence passes a lock that the harness can hold, and says so when it is committed.
const CLAIM = 1;
const COMMIT = 2;
const GATE = 1_020_304;
const TRIGGERS = `
  create function world.pass() returns trigger language plpgsql as $$
  declare step integer := case when new.state = 'claimed' then ${CLAIM} when new.state = 'sent' then ${COMMIT} end;
  begin
    if step is null or new.state = old.state then return new; end if;
    perform pg_advisory_xact_lock_shared(${GATE}, step);
    -- With its id, since Postgres tells the same words once.
    perform pg_notify('passed_' || step, current_setting('application_name') || ' ' || new.id);
    return new;
  end $$;
  create trigger pass before update on occurrences for each row execute function world.pass()`;

/** Makes the seams of a field. */
export async function openSeams(field: Field): Promise<Seams> {
  const { database } = field;
  await database.pool.query(TRIGGERS);
  const client = new pg.Client({ connectionString: database.url });
  client.on("error", () => undefined); // the next query tells of it
  await client.connect();
  await client.query(`listen passed_${CLAIM}; listen passed_${COMMIT}`);
  const killNamed = async (name: string): Promise<BotProcess | null> => {
    const process = field.fleet.named(name);
    await process?.kill();
    return process;
  };
  return {
    killAt: async (seam, skip, timeoutMs) => {
      switch (seam) {
        case "before claim":
          return atLock(client, CLAIM, killNamed, timeoutMs);
        case "before commit":
          return atLock(client, COMMIT, killNamed, timeoutMs);
        case "after claim":
          return atNotice(client, CLAIM, skip, killNamed, timeoutMs);
        case "after commit":
          return atNotice(client, COMMIT, skip, killNamed, timeoutMs);
        case "before accept":
        case "after accept":
          return atRequest(field, seam, skip, killNamed, timeoutMs);
      }
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

type Kill = (name: string) => Promise<BotProcess | null>;

/** Holds the lock until somebody waits for it; kills them, and rolls back what they had begun. */
async function atLock(
  client: Client,
  step: number,
  kill: Kill,
  timeoutMs: number,
): Promise<BotProcess | null> {
  const end = performance.now() + timeoutMs;
  await client.query(`select pg_advisory_lock(${GATE}, ${step})`);
  try {
    while (performance.now() < end) {
      const { rows } = await client.query<{ name: string; pid: number }>(
        `select application_name as name, pid from pg_locks join pg_stat_activity using (pid)
        where locktype = 'advisory' and not granted and classid = ${GATE} and objid = ${step}`,
      );
      const [caught] = rows;
      if (caught) {
        const killed = await kill(caught.name);
        await client.query(
          `select pg_terminate_backend(pid, 5000) from pg_locks
          where locktype = 'advisory' and not granted and classid = ${GATE} and objid = ${step}`,
        );
        return killed;
      }
      await sleep(2);
    }
    return null;
  } finally {
    await client.query(`select pg_advisory_unlock(${GATE}, ${step})`);
  }
}

/** Waits for what Postgres tells once it is committed. */
async function atNotice(
  client: Client,
  step: number,
  skip: number,
  kill: Kill,
  timeoutMs: number,
): Promise<BotProcess | null> {
  const trap = openTrap(skip, kill, timeoutMs);
  const hear = ({ channel, payload }: { channel: string; payload?: string | undefined }): void => {
    if (channel === `passed_${step}` && trap.comes()) trap.shut(payload?.split(" ")[0] ?? "");
  };
  client.on("notification", hear);
  try {
    return await trap.caught();
  } finally {
    client.off("notification", hear);
  }
}

/** Kills before the stand-in has seen the request, or after it has taken it and before it answers. */
async function atRequest(
  { doors, standIn }: Field,
  seam: "before accept" | "after accept",
  skip: number,
  kill: Kill,
  timeoutMs: number,
): Promise<BotProcess | null> {
  const trap = openTrap(skip, kill, timeoutMs);
  doors.hook = (name, req, res) => {
    if (!isPost(req) || !trap.comes()) return false;
    if (seam === "after accept")
      standIn.handle(
        req,
        withoutAnswer(res, () => trap.shut(name)),
      );
    else trap.shut(name);
    return true;
  };
  try {
    return await trap.caught();
  } finally {
    doors.hook = null;
  }
}

type Trap = {
  /** True for the one that is to be caught, after so many that pass. */
  readonly comes: () => boolean;
  readonly shut: (name: string) => void;
  /** Resolves with whom it caught; with null when nobody came in time. Who has come in time is waited for until they are dead. */
  readonly caught: () => Promise<BotProcess | null>;
};

function openTrap(skip: number, kill: Kill, timeoutMs: number): Trap {
  const { promise, resolve } = Promise.withResolvers<BotProcess | null>();
  let left = skip;
  let isOver = false;
  return {
    comes: () => {
      if (isOver) return false;
      left -= 1;
      isOver = left < 0;
      return isOver;
    },
    shut: (name) => resolve(kill(name)),
    caught: async () => {
      await Promise.race([promise, sleep(timeoutMs, null, { ref: false })]);
      if (isOver) return promise;
      isOver = true;
      return null;
    },
  };
}

/** A response that is never sent; tells when it would have been. */
function withoutAnswer(res: ServerResponse, answered: () => void): ServerResponse {
  res.writeHead = () => res;
  res.end = () => {
    answered();
    res.destroy();
    return res;
  };
  return res;
}
