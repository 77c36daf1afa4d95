import type { Core } from "../core.ts";
import type { Connection } from "./connection.ts";
import { RESUMABLE_MS } from "./session.ts";
import type { Session } from "./session.ts";

/** What the gateway's parts share. */
export type GatewayState = {
  readonly core: () => Core;
  readonly connections: Set<Connection>;
  readonly sessions: Map<string, Session>;
  /** Real milliseconds of the last identify, by the bucket of max_concurrency. */
  readonly identifiedAt: Map<number, number>;
  identifiesLeft: number;
  acksWithheld: number;
  socketsRefused: number;
};

const GRACE_MS = 5000;

/** Discord drops a client that stays silent for well over its interval. */
export function expectHeartbeat(state: GatewayState, connection: Connection): void {
  const { clock, options } = state.core();
  connection.stopHeartbeatCheck();
  const interval = options.heartbeatIntervalMs;
  connection.stopHeartbeatCheck = clock.after(interval + Math.max(interval / 2, GRACE_MS), () => {
    if (state.connections.has(connection) && !connection.closing)
      closeWith(state, connection, 4009, "Session timed out");
  });
}

/** Closes from our side, and notes why. */
export function closeWith(state: GatewayState, connection: Connection, code: number, reason: string): void {
  state.core().log.addGateway({
    event: "closed by server",
    shard: connection.session?.shard[0] ?? null,
    session: connection.session?.id ?? null,
    code,
  });
  connection.closing = true;
  connection.stopHeartbeatCheck();
  detach(state, connection, code);
  connection.close(code, reason);
}

/** Cuts the line without a word. The session can be resumed. */
export function cut(state: GatewayState, connection: Connection): void {
  const { session } = connection;
  const shard = session?.shard[0] ?? null;
  state.core().log.addGateway({ event: "closed by server", shard, session: session?.id ?? null, code: 1006 });
  detach(state, connection, 1006);
  connection.terminate();
}

/** A socket is gone. A client that closes with 1000 or 1001 ends its session; otherwise it can be resumed for a while. */
export function lose(state: GatewayState, connection: Connection, code: number): void {
  const { session } = connection;
  if (!session) return;
  state
    .core()
    .log.addGateway({ event: "closed by client", shard: session.shard[0], session: session.id, code });
  detach(state, connection, code);
}

const ENDS_SESSION = new Set([1000, 1001, 4003, 4004, 4005, 4007, 4009, 4010, 4011, 4012, 4013, 4014]);

function detach(state: GatewayState, connection: Connection, code: number): void {
  const { session } = connection;
  connection.session = null;
  if (session?.connection !== connection) return;
  session.connection = null;
  session.lostAt = state.core().clock.elapsed();
  if (ENDS_SESSION.has(code)) state.sessions.delete(session.id);
}

/** Sessions that nobody resumed in time are over. */
export function forgetOldSessions(state: GatewayState): void {
  const now = state.core().clock.elapsed();
  for (const session of state.sessions.values()) {
    if (session.lostAt !== null && now - session.lostAt > RESUMABLE_MS) state.sessions.delete(session.id);
  }
}
