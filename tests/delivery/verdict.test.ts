import { expect, test } from "vitest";
import type { Task } from "../../src/delivery/kind.ts";
import type { SendOutcome, Target } from "../../src/delivery/port.ts";
import { backoffMs, verdictOf } from "../../src/delivery/verdict.ts";

const one = { id: 7, attempts: 3 };
const postTo = (kind: Target["kind"]): Task => ({
  do: "post",
  target: { kind, id: "50" },
  message: { content: "x" },
});
const edit: Task = { do: "edit", channel: "50", message: "60", content: { content: "x" } };
const refusal = (status: number, code: number | null): SendOutcome => {
  return { kind: "refused", status, code, detail: "No" };
};

test("what was sent is sent", () => {
  const verdict = verdictOf(one, postTo("channel"), { kind: "sent", channel: "50", message: "60" });
  expect(verdict).toMatchObject({
    settled: { ...one, kind: "sent", channel: "50", message: "60" },
    pauseMs: 0,
  });
});

test.each([
  ["all", 700, 1_000, 1_000],
  ["all", 90_000, 90_000, 90_000],
  ["channel", 2_000, 2_000, 2_000],
  ["channel", 600_000, 600_000, 10_000],
  ["post", 4_000, 4_000, 0],
] as const)(
  "a limit for %s of %d ms: again after %d, the others wait %d",
  (scope, retryAfterMs, afterMs, pauseMs) => {
    const verdict = verdictOf(one, postTo("channel"), { kind: "paused", retryAfterMs, scope });
    expect(verdict).toMatchObject({ pauseMs, settled: { kind: "retry", afterMs, uncertain: false } });
  },
);

test("no answer: it may have arrived, so the channel is kept to look in", () => {
  const outcome: SendOutcome = { kind: "uncertain", detail: "reset" };
  expect(verdictOf(one, postTo("channel"), outcome).settled).toMatchObject({
    kind: "retry",
    uncertain: true,
    afterMs: backoffMs(3),
    channel: "50",
  });
  expect(verdictOf(one, postTo("direct"), outcome).settled).not.toHaveProperty("channel");
  // A forum knows no nonce: what is still on its way gets time to arrive.
  expect(verdictOf({ ...one, attempts: 1 }, postTo("forum"), outcome).settled).toMatchObject({
    afterMs: 15_000,
  });
});

test.each([
  [404, 10003, "channel-gone", true, false],
  [404, 10004, "guild-gone", true, false],
  [403, 50001, "no-access", true, false],
  [403, 50013, "no-permission", true, false],
  [400, 50083, "thread-archived", true, false],
  [403, 160005, "thread-locked", true, false],
  [400, 40067, "forum-tag", true, false],
  [400, 200000, "blocked", true, false],
  [403, 50007, "direct-messages-closed", false, false],
  [404, 10008, "message-gone", false, false],
  [400, 30046, "edited-too-often", false, false],
  [400, 50035, "No (50035)", false, true],
  [418, null, "No (418)", false, true],
] as const)("%d with %s is %s for good", (status, code, reason, blocksChannel, isBug) => {
  const verdict = verdictOf(one, postTo("channel"), refusal(status, code));
  expect(verdict).toMatchObject({
    settled: { kind: "dead", reason },
    refusal: { code, reason },
    blocksChannel,
    isBug,
  });
});

test("a refusal of a direct message or of an edit stops no schedule", () => {
  expect(verdictOf(one, postTo("direct"), refusal(403, 50001)).blocksChannel).toBe(false);
  expect(verdictOf(one, edit, refusal(403, 50001)).blocksChannel).toBe(false);
});

test("a token that is not taken, or direct messages opened too fast, are no fault of the post", () => {
  expect(verdictOf(one, postTo("channel"), refusal(401, 0))).toMatchObject({
    pauseMs: 60_000,
    settled: { kind: "retry", uncertain: false },
  });
  expect(verdictOf(one, postTo("direct"), refusal(400, 40003))).toMatchObject({
    pauseMs: 0,
    settled: { kind: "retry", afterMs: 60_000 },
  });
});

test("tries are put off twice as long each time, up to five minutes", () => {
  expect([1, 2, 3, 9, 10, 60].map(backoffMs)).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
});
