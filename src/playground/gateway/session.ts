import { randomBytes } from "node:crypto";
import type { Connection } from "./connection.ts";

/** A session: what survives a lost socket, so that a resume can send what was missed. */
export type Session = {
  readonly id: string;
  readonly shard: readonly [index: number, count: number];
  readonly intents: number;
  sequence: number;
  /** Sent dispatches, for a replay. */
  readonly sent: { readonly sequence: number; readonly frame: string }[];
  connection: Connection | null;
  /** Real milliseconds when the socket was lost. */
  lostAt: number | null;
};

const KEPT_DISPATCHES = 2000;
/** How long a session can be resumed after its socket is gone. Discord does not say; a few minutes are seen. */
export const RESUMABLE_MS = 3 * 60 * 1000;

export function newSession(
  shard: readonly [number, number],
  intents: number,
  connection: Connection,
): Session {
  const id = randomBytes(16).toString("hex");
  return { id, shard, intents, sequence: 0, sent: [], connection, lostAt: null };
}

/** Whether a guild's events go to this session; direct messages (null) go to shard 0. */
export function covers(session: Session, guildId: string | null): boolean {
  const [index, count] = session.shard;
  const wanted = guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
  return wanted === index;
}

/** Numbers an event, keeps it for a replay and sends it where there is a socket. */
export function sendDispatch(session: Session, event: string, data: unknown): void {
  session.sequence += 1;
  const frame = JSON.stringify({ op: 0, t: event, s: session.sequence, d: data });
  session.sent.push({ sequence: session.sequence, frame });
  if (session.sent.length > KEPT_DISPATCHES * 1.5)
    session.sent.splice(0, session.sent.length - KEPT_DISPATCHES);
  session.connection?.sendFrame(frame);
}

/** Whether everything after `sequence` is still kept. */
export function canReplay(session: Session, sequence: number): boolean {
  if (sequence > session.sequence) return false;
  const oldest = session.sent[0]?.sequence ?? session.sequence + 1;
  return sequence >= oldest - 1;
}
