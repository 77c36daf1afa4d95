import type { Claimed, Settled } from "../store/outbox.ts";
import type { Task } from "./kind.ts";
import type { SendOutcome } from "./port.ts";

/** What an attempt's outcome leads to. */
export type Verdict = {
  readonly settled: Settled;
  /** Nothing is sent to anybody for so long. */
  readonly pauseMs: number;
  /** Set where Discord will not take it, however often it is tried. */
  readonly refusal: { readonly code: number | null; readonly reason: string } | null;
  /** Nothing else can be posted there either, until an admin has mended something. */
  readonly blocksChannel: boolean;
  /** It is our mistake. */
  readonly isBug: boolean;
};

/** Discord's codes that say that nothing can be posted there; text/group-setup-words.ts puts the reasons into words. */
const BLOCKED: ReadonlyMap<number | null, string> = new Map([
  [10003, "channel-gone"],
  [10004, "guild-gone"],
  [50001, "no-access"],
  [50013, "no-permission"],
  [50083, "thread-archived"],
  [160005, "thread-locked"],
  [40067, "forum-tag"],
  [40058, "wrong-channel-kind"],
  [50008, "wrong-channel-kind"],
  [200000, "blocked"],
  [240000, "blocked"],
]);
const REFUSED: ReadonlyMap<number | null, string> = new Map([
  [50007, "direct-messages-closed"],
  [50278, "direct-messages-closed"],
  [10013, "member-gone"],
  [10008, "message-gone"],
  [30046, "edited-too-often"],
]);
const OPENING_TOO_FAST = 40003;
const UNAUTHORIZED = 401;
const LEAST_PAUSE_MS = 1_000;
// A limit that concerns one channel alone must not keep the others waiting for hours.
const LONGEST_PAUSE_FOR_ONE_MS = 10_000;
const MINUTE_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * MINUTE_MS;
// A forum has no nonces: whoever tries again looks first, and what was on its way must have arrived by then.
const FORUM_RETRY_MS = 15_000;

/** Milliseconds until the next try after so many: doubling, up to five minutes. */
export function backoffMs(attempts: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20));
}

/** Decides what becomes of an occurrence after an attempt at its task. */
export function verdictOf(
  { id, attempts }: Pick<Claimed, "id" | "attempts">,
  task: Task,
  outcome: SendOutcome,
): Verdict {
  const nothing = { pauseMs: 0, refusal: null, blocksChannel: false, isBug: false };
  switch (outcome.kind) {
    case "sent": {
      const { channel, message } = outcome;
      return { ...nothing, settled: { id, attempts, kind: "sent", channel, message } };
    }
    case "paused": {
      const afterMs = Math.max(outcome.retryAfterMs, LEAST_PAUSE_MS);
      const { scope } = outcome;
      const forOthers = scope === "all" ? afterMs : Math.min(afterMs, LONGEST_PAUSE_FOR_ONE_MS);
      const pauseMs = scope === "post" ? 0 : forOthers;
      const settled = {
        id,
        attempts,
        kind: "retry",
        afterMs,
        reason: "rate-limited",
        uncertain: false,
      } as const;
      return { ...nothing, pauseMs, settled };
    }
    case "uncertain": {
      const target = task.do === "post" ? task.target : null;
      const afterMs = Math.max(backoffMs(attempts), target?.kind === "forum" ? FORUM_RETRY_MS : 0);
      const inChannel = target?.kind === "channel" || target?.kind === "thread";
      const settled = {
        id,
        attempts,
        kind: "retry",
        afterMs,
        reason: "no-answer",
        uncertain: true,
        ...(inChannel && { channel: target.id }),
      } as const;
      return { ...nothing, settled };
    }
    case "refused":
      return refused({ id, attempts }, task, outcome);
  }
}

function refused(
  { id, attempts }: Pick<Claimed, "id" | "attempts">,
  task: Task,
  { status, code, detail }: Extract<SendOutcome, { kind: "refused" }>,
): Verdict {
  const nothing = { pauseMs: 0, refusal: null, blocksChannel: false, isBug: false };
  // The token is being changed, or a limit of its own: neither is about this post.
  if (status === UNAUTHORIZED || code === OPENING_TOO_FAST) {
    const pauseMs = status === UNAUTHORIZED ? MINUTE_MS : 0;
    const settled = {
      id,
      attempts,
      kind: "retry",
      afterMs: MINUTE_MS,
      reason: detail,
      uncertain: false,
    } as const;
    return { ...nothing, pauseMs, settled };
  }
  const blocked = BLOCKED.get(code);
  const reason = blocked ?? REFUSED.get(code) ?? `${detail} (${code ?? status})`;
  return {
    ...nothing,
    settled: { id, attempts, kind: "dead", reason },
    refusal: { code, reason },
    blocksChannel: blocked !== undefined && task.do === "post" && task.target.kind !== "direct",
    isBug: blocked === undefined && !REFUSED.has(code),
  };
}
