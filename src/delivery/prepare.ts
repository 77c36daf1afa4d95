import type { Connection } from "../store/database.ts";
import type { Claimed, Settled } from "../store/outbox.ts";
import type { Desk, Kind, Task } from "./kind.ts";
import type { FindOutcome, Search } from "./port.ts";

/** What is to be done for an occurrence now, or how it ended without anything being done. */
export type Prepared =
  | { readonly kind: "task"; readonly task: Exclude<Task, { do: "skip" }> }
  /** A look at the channel came to nothing for now. */
  | {
      readonly kind: "later";
      readonly outcome: Extract<FindOutcome, { kind: "failed" }>["outcome"];
      readonly task: Task;
    }
  | { readonly kind: "over"; readonly settled: Settled };

type Parts = {
  readonly db: Connection;
  readonly desk: Desk;
  readonly kind: Kind;
  /** Looks for what an earlier try may have done; takes its turn among the requests. */
  readonly find: (search: Search) => Promise<FindOutcome>;
};

// Discord remembers a nonce for "the past few minutes". Within two of the first try, sending again is safe.
const NONCE_WINDOW = Temporal.Duration.from({ minutes: 2 });

/**
 * Puts an occurrence into words, and before any second try finds out whether the first arrived: within the nonce's time Discord tells by
 * itself; past it, and in forums, which know no nonce, the channel's history does. Before it is given up it is looked for, too.
 */
export async function prepare(parts: Parts, one: Claimed, now: Temporal.Instant): Promise<Prepared> {
  const { id, attempts } = one;
  const task = await parts.kind.render(parts.db, parts.desk, one, now);
  const search = one.firstClaimedAt === null ? null : searchFor(task, one, one.firstClaimedAt, now);
  if (search !== null) {
    const found = search === "nowhere" ? ({ kind: "unreadable" } as const) : await parts.find(search);
    switch (found.kind) {
      case "found":
        return {
          kind: "over",
          settled: { id, attempts, kind: "sent", channel: found.channel, message: found.message },
        };
      case "unreadable":
        return { kind: "over", settled: { id, attempts, kind: "unknown", reason: "history-unreadable" } };
      case "failed":
        return { kind: "later", outcome: found.outcome, task };
      case "absent":
        break;
    }
  }
  if (task.do === "skip") {
    const settled = { id, attempts, kind: "skipped", reason: task.reason } as const;
    return { kind: "over", settled };
  }
  if (isExpired(one, now)) {
    return { kind: "over", settled: { id, attempts, kind: "skipped", reason: "expired" } };
  }
  return { kind: "task", task };
}

/**
 * What is to be looked for before a second try; null: nothing, as trying again finds it or does no harm twice. "nowhere": nobody knows where
 * it went.
 */
function searchFor(
  task: Task,
  one: Claimed,
  first: Temporal.Instant,
  now: Temporal.Instant,
): Search | "nowhere" | null {
  switch (task.do) {
    case "post":
      return isNonceFresh(task, one, first, now) ? null : postSearch(task, one, first, now);
    case "skip":
      return task.tried === undefined ? postSearch(task, one, first, now) : lastingSearch(task.tried);
    case "thread":
    case "event":
    case "end-event":
      // To try again is to look. What is over is not begun to find out.
      return isExpired(one, now) ? lastingSearch(task) : null;
    case "edit":
      return null;
  }
}

/** Where an earlier try went, if what is to be done has changed since. */
function postSearch(
  task: Extract<Task, { do: "post" | "skip" }>,
  { channel, guild, tag }: Claimed,
  first: Temporal.Instant,
  now: Temporal.Instant,
): Search | "nowhere" {
  const planned = task.do === "post" ? task.target : null;
  const target = channel === null ? planned : ({ kind: "channel", id: channel } as const);
  if (target === null) return "nowhere";
  return { kind: "post", target, guild, tag, since: earlier(first, now) };
}

function lastingSearch(task: Extract<Task, { do: "thread" | "event" | "end-event" }>): Search {
  switch (task.do) {
    case "thread":
      return { kind: "thread", message: task.message };
    case "event":
      return { kind: "event", guild: task.guild, event: task.event };
    case "end-event":
      return { kind: "event-end", guild: task.guild, event: task.event };
  }
}

function isNonceFresh(
  { target }: Extract<Task, { do: "post" }>,
  one: Claimed,
  first: Temporal.Instant,
  now: Temporal.Instant,
): boolean {
  // A forum has no nonces, and another channel than the one before does not know it.
  if (target.kind === "forum" || (one.channel !== null && one.channel !== target.id)) return false;
  // What is over is not sent again to find out.
  if (isExpired(one, now)) return false;
  const age = now.since(first);
  return age.sign >= 0 && Temporal.Duration.compare(age, NONCE_WINDOW) < 0;
}

function isExpired({ expiresAt }: Claimed, now: Temporal.Instant): boolean {
  return expiresAt !== null && Temporal.Instant.compare(expiresAt, now) <= 0;
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other;
}
