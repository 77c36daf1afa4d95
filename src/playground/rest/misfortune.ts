import type { ServerResponse } from "node:http";
import type { Core } from "../core.ts";
import type { Fault } from "../faults.ts";
import type { RequestEntry } from "../log.ts";
import type { Answer } from "./answer.ts";
import { note, write } from "./passage.ts";
import type { Passage } from "./passage.ts";
import { tooMany } from "./rate-limits.ts";

/** Whether a fault keeps the request from taking effect, rather than losing its answer. */
export const isBefore = (fault: Fault): boolean => !fault.kind.endsWith("-after");

/** What becomes of the answer. */
export function lostBy(fault: Fault): RequestEntry["answer"] {
  return fault.kind === "reset-after" ? "reset" : fault.kind === "hang-after" ? "hung" : "replaced";
}

/** A fault that keeps the request from taking effect. */
export async function meetBefore(
  core: Core,
  passage: Passage,
  fault: Fault,
  res: ServerResponse,
): Promise<void> {
  if (fault.kind === "reset-before" || fault.kind === "hang-before") {
    const fate = fault.kind === "reset-before" ? "reset" : "hung";
    note(core, passage, { status: 0, code: null }, fate);
    if (fate === "reset") reset(res);
    return;
  }
  const answer = answerTo(fault);
  note(core, passage, answer, "sent");
  await core.faults.delay();
  write(res, answer);
}

function answerTo(fault: Fault): Answer {
  const { retryAfter = 0.05 } = fault;
  if (fault.kind === "429-global") return tooMany("global", retryAfter);
  if (fault.kind === "429-shared") return tooMany("shared", retryAfter);
  if (fault.kind === "429-user") return tooMany("user", retryAfter);
  if (fault.kind !== "refusal") return broken(fault);
  const { status = 403, code = 0 } = fault;
  return { status, body: { message: "Refused on request", code }, code };
}

/** A fault that loses the answer of a request that took effect. A hanging one is never answered at all. */
export function meetAfter(fault: Fault, res: ServerResponse): void {
  if (fault.kind === "reset-after") reset(res);
  else if (fault.kind === "5xx-after") write(res, broken(fault));
}

function broken(fault: Fault): Answer {
  const status = fault.status ?? 500;
  return { status, body: { message: `${status}: out of order`, code: 0 }, code: 0 };
}

/** The client sees ECONNRESET, not a proper end. */
function reset(res: ServerResponse): void {
  const { socket } = res;
  if (socket && "resetAndDestroy" in socket) socket.resetAndDestroy();
  else res.destroy();
}
