import type { Logger } from "pino";
import type { Database } from "../store/database.ts";
import { claim } from "../store/outbox.ts";
import type { Claimed } from "../store/outbox.ts";
import type { Desk, Kind, Task } from "./kind.ts";
import type { Held } from "./lease.ts";
import type { Ledger } from "./ledger.ts";
import type { Pace } from "./pace.ts";
import type { SendOutcome, Sender } from "./port.ts";
import { prepare } from "./prepare.ts";
import { backoffMs, verdictOf } from "./verdict.ts";

export type Courier = {
  /** Claims what is due within the next seconds and sends each at its time. `now` is the world's time at `at`, an elapsed time. */
  readonly work: (now: Temporal.Instant, at: number) => Promise<void>;
  /** Gives back what is claimed and not sent yet. Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>;
};

export type CourierParts = {
  readonly db: Database;
  readonly desk: Desk;
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly sender: Sender;
  readonly pace: Pace;
  readonly lease: Held;
  readonly ledger: Ledger;
  /** Real milliseconds since an arbitrary start. */
  readonly elapsed: () => number;
  readonly log: Logger;
};

/** How far ahead what is due is planned and claimed, so that it is at hand when its moment comes: two ticks and a half. */
export const AHEAD_MS = 2_500;
// Two seconds' work at Discord's pace: what a crash leaves uncertain is that at most.
const MOST_CLAIMED = 96;
// What is claimed is put into words a moment before it is due, few at once: members who use commands need the database too.
const PREPARE_MS = 300;
const PREPARED_AT_ONCE = 2;
const MOST_FAULTS = 8;
const THREAD_ARCHIVED = 50083;

/** Takes occurrences from the outbox to Discord, under the lease and at the pace given. */
export function createCourier(parts: CourierParts): Courier {
  const { db, desk, kinds, sender, pace, lease, ledger, elapsed, log } = parts;
  const active = new Set<Promise<void>>();
  const stopping = new AbortController();
  const inTurn = createQueue(1);
  const preparing = createQueue(PREPARED_AT_ONCE);
  const mayGoOn = (): boolean => lease.holds() && !stopping.signal.aborted;

  /** Waits for the next moment at which the pace allows a request; null: none is to be made any more. What comes is to be called once it is over. */
  const takeTurn = (): Promise<(() => void) | null> =>
    inTurn(async () => {
      for (let ms = pace.wait(); ms > 0 && mayGoOn(); ms = pace.wait()) await sleep(ms, stopping.signal);
      return mayGoOn() ? pace.begin() : null;
    });
  /** Asks Discord when the pace allows it; null: nothing is to be asked any more. */
  const atPace = async <T>(ask: () => Promise<T>): Promise<T | null> => {
    const over = await takeTurn();
    if (!over) return null;
    try {
      return await ask();
    } finally {
      over();
    }
  };

  const deliver = async (one: Claimed, dueAt: number, now: () => Temporal.Instant): Promise<void> => {
    const kind = kinds[one.kind];
    if (!kind) return ledger.over(one, { ...own(one), kind: "dead", reason: "unknown-kind" });
    await sleep(dueAt - PREPARE_MS - elapsed(), stopping.signal);
    if (!mayGoOn()) return giveBack(one);
    const ready = await preparing(() =>
      prepare({ db, desk, kind, find: (search) => findInTurn(search) }, one, now()),
    );
    if (ready.kind === "over") return ledger.over(one, ready.settled);
    if (ready.kind === "later") return note(one, ready.task, ready.outcome);
    await sleep(dueAt - elapsed(), stopping.signal);
    const outcome = await atPace(() => perform(sender, ready.task, one));
    await (outcome ? note(one, ready.task, outcome) : giveBack(one));
  };

  const findInTurn: Sender["find"] = async (search) => {
    const stopped = { kind: "paused", retryAfterMs: 0, scope: "channel" } as const;
    return (await atPace(() => sender.find(search))) ?? { kind: "failed", outcome: stopped };
  };

  const note = async (one: Claimed, task: Task, outcome: SendOutcome): Promise<void> => {
    const verdict = verdictOf(one, task, outcome);
    if (verdict.pauseMs > 0) pace.pause(verdict.pauseMs);
    if (verdict.isBug) log.error({ key: one.key, outcome }, "Discord does not take a post of ours");
    await ledger.attempted(one, task, verdict);
  };
  const giveBack = (one: Claimed): Promise<void> =>
    ledger.over(one, { ...own(one), kind: "retry", afterMs: 0, reason: "given-back", uncertain: false });
  /** What throws is ours to mend; the post is tried a few times more, as the cause may be the database. */
  const fault = (one: Claimed, error: unknown): Promise<void> => {
    log.error({ key: one.key, attempts: one.attempts, err: error }, "an occurrence could not be delivered");
    if (one.attempts >= MOST_FAULTS) return ledger.over(one, { ...own(one), kind: "dead", reason: "fault" });
    const afterMs = backoffMs(one.attempts);
    return ledger.over(one, { ...own(one), kind: "retry", afterMs, reason: "fault", uncertain: false });
  };

  return {
    work: async (now, at) => {
      const room = MOST_CLAIMED - active.size;
      if (room <= 0 || !mayGoOn()) return;
      const worldNow = (): Temporal.Instant => now.add({ milliseconds: Math.round(elapsed() - at) });
      for (const one of await claim(db, worldNow(), room, AHEAD_MS)) {
        const aheadMs = one.retryAt.since(now).total("milliseconds");
        // One that lies further ahead than what is claimed was put off by a clock that was turned since, and is due.
        const dueAt = at + (aheadMs > AHEAD_MS + (elapsed() - at) ? 0 : aheadMs);
        const work = deliver(one, dueAt, worldNow).catch((error: unknown) => fault(one, error));
        const tracked: Promise<void> = work.finally(() => active.delete(tracked));
        active.add(tracked);
      }
    },
    stop: async () => {
      stopping.abort();
      while (active.size > 0) await Promise.allSettled(active);
    },
  };
}

const own = ({ id, attempts }: Claimed) => ({ id, attempts });

function perform(
  sender: Sender,
  task: Exclude<Task, { do: "skip" }>,
  { tag }: Claimed,
): Promise<SendOutcome> {
  switch (task.do) {
    case "post":
      return post(sender, task, tag);
    case "thread":
      return sender.openThread(task.channel, task.message, task.name);
    case "edit":
      return sender.edit(task.channel, task.message, task.content);
    case "event":
      return sender.createEvent(task.guild, task.event);
    case "end-event":
      return sender.endEvent(task.guild, task.event);
  }
}

/** A thread that went to sleep is opened again, as a person's message would. */
async function post(
  sender: Sender,
  { target, message, title }: Extract<Task, { do: "post" }>,
  nonce: string,
): Promise<SendOutcome> {
  const send = () => sender.send({ target, message, nonce, ...(title !== undefined && { title }) });
  const outcome = await send();
  if (outcome.kind !== "refused" || outcome.code !== THREAD_ARCHIVED) return outcome;
  const opened = await sender.unarchive(target.id);
  return opened.kind === "refused" ? outcome : send();
}

/** Runs what it is given in order, so many at once. */
function createQueue(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Waits so many milliseconds, or until the signal. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
