import type { Connection } from "../store/database.ts";
import type { Claimed, Settled } from "../store/outbox.ts";
import type { Desk, Kind, Task } from "./kind.ts";
import type { FindOutcome, Search, Target } from "./port.ts";

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
  /** Looks for a post; takes its turn among the requests. */
  readonly find: (search: Search) => Promise<FindOutcome>;
};

// Discord remembers a nonce for "the past few minutes". Within two of the first try, sending again is safe.
const NONCE_WINDOW = Temporal.Duration.from({ minutes: 2 });

/**
 * Puts an occurrence into words, and before any second try finds out whether the first arrived: within the nonce's time Discord tells by
 * itself; past it, and in forums, which know no nonce, the channel's history does.
 */
export async function prepare(parts: Parts, one: Claimed, now: Temporal.Instant): Promise<Prepared> {
  const { id, attempts } = one;
  const task = await parts.kind.render(parts.db, parts.desk, one, now);
  const target = lastTarget(one) ?? (task.do === "post" ? task.target : null);
  if (
    one.firstClaimedAt !== null &&
    needsLook(task) &&
    !(task.do === "post" && isNonceFresh(one, target, now))
  ) {
    const { tag, guild } = one;
    const since = earlier(one.firstClaimedAt, now);
    const found =
      target === null ? ({ kind: "unreadable" } as const) : await parts.find({ target, guild, tag, since });
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
  if (one.expiresAt !== null && Temporal.Instant.compare(one.expiresAt, now) <= 0) {
    return { kind: "over", settled: { id, attempts, kind: "skipped", reason: "expired" } };
  }
  return { kind: "task", task };
}

/** Where an earlier try went, if what is to be done has changed since. */
function lastTarget({ channel }: Claimed): Target | null {
  return channel === null ? null : { kind: "channel", id: channel };
}

/** A thread is opened once and an edit does no harm twice. A post, or what was one and is to be left out now, may be there. */
function needsLook(task: Task): boolean {
  return task.do === "post" || task.do === "skip";
}

function isNonceFresh(
  { firstClaimedAt, expiresAt }: Claimed,
  target: Target | null,
  now: Temporal.Instant,
): boolean {
  if (target === null || target.kind === "forum" || firstClaimedAt === null) return false;
  // What is over is not sent again to find out.
  if (expiresAt !== null && Temporal.Instant.compare(expiresAt, now) <= 0) return false;
  const age = now.since(firstClaimedAt);
  return age.sign >= 0 && Temporal.Duration.compare(age, NONCE_WINDOW) < 0;
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other;
}
