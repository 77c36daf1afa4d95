import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Core } from "../core.ts";
import type { GatewayFaults } from "../fault-book.ts";
import { createConnection } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { createGatewayFaults } from "./socket-faults.ts";
import { receive } from "./ops.ts";
import { covers, RESUMABLE_MS, sendDispatch } from "./session.ts";
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
};

/** `intent`: the bit a session needs to be told; 0 for what everybody is told. */
export type Audience = { readonly guildId: string | null; readonly intent: number };

export type Gateway = {
  readonly upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Tells every session that covers the guild. `data` may be a function, called only when somebody listens. */
  dispatch(event: string, data: object | (() => object), audience: Audience): void;
  readonly faults: GatewayFaults;
  /** How many identifies are left today. */
  identifiesLeft(): number;
  /** Whether every shard of some set of shards has a working socket. */
  readonly isOnline: () => boolean;
  readonly close: () => Promise<void>;
};

export function createGateway(core: () => Core, identifiesLeft: number): Gateway {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const state: GatewayState = {
    core,
    connections: new Set(),
    sessions: new Map(),
    identifiedAt: new Map(),
    identifiesLeft,
    acksWithheld: 0,
  };
  return {
    upgrade(req, socket, head) {
      const url = new URL(req.url ?? "/", "http://localhost");
      if (url.pathname !== "/gateway" && url.pathname !== "/gateway/") return false;
      server.handleUpgrade(req, socket, head, (ws) => {
        greet(state, createConnection(ws, core().clock, core().faults), url);
      });
      return true;
    },
    dispatch: (event, data, audience) => dispatch(state, event, data, audience),
    faults: createGatewayFaults(state),
    identifiesLeft: () => state.identifiesLeft,
    isOnline: () => isOnline(state),
    async close() {
      for (const connection of state.connections) connection.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function greet(state: GatewayState, connection: Connection, url: URL): void {
  const { clock, log, options, change } = state.core();
  state.connections.add(connection);
  log.addGateway({ event: "connected", shard: null, session: null });
  connection.onMessage((text) => receive(state, connection, text));
  connection.onClose((code) => {
    connection.stopHeartbeatCheck();
    state.connections.delete(connection);
    lose(state, connection, code);
    change({ kind: "bot" });
  });
  if (url.searchParams.get("v") !== "10") return closeWith(state, connection, 4012, "Invalid API version");
  if (url.searchParams.get("encoding") !== "json")
    return closeWith(state, connection, 4002, "Only JSON is spoken here");
  connection.send(10, { heartbeat_interval: options.heartbeatIntervalMs, _trace: ["stand-in"] });
  expectHeartbeat(state, connection);
  clock.after(30_000, () => {
    if (!connection.session) closeWith(state, connection, 4009, "Session timed out");
  });
}

/** Discord drops a client that stays silent for longer than its interval. */
export function expectHeartbeat(state: GatewayState, connection: Connection): void {
  const { clock, options } = state.core();
  connection.stopHeartbeatCheck();
  connection.stopHeartbeatCheck = clock.after(options.heartbeatIntervalMs * 1.5, () => {
    if (state.connections.has(connection)) closeWith(state, connection, 4009, "Session timed out");
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
function lose(state: GatewayState, connection: Connection, code: number): void {
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

function dispatch(
  state: GatewayState,
  event: string,
  data: object | (() => object),
  audience: Audience,
): void {
  forgetOldSessions(state);
  for (const session of state.sessions.values()) {
    if (!covers(session, audience.guildId)) continue;
    if (audience.intent !== 0 && (session.intents & audience.intent) === 0) continue;
    sendDispatch(session, event, typeof data === "function" ? data() : data);
  }
}

function isOnline(state: GatewayState): boolean {
  const live = [...state.sessions.values()].filter((session) => session.connection !== null);
  return live.some(({ shard: [, count] }) => {
    const up = new Set(live.filter((one) => one.shard[1] === count).map((one) => one.shard[0]));
    return up.size === count;
  });
}
