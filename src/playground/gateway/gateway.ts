import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Core } from "../core.ts";
import type { GatewayFaults } from "../fault-book.ts";
import { createConnection } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { createGatewayFaults } from "./socket-faults.ts";
import { receive } from "./ops.ts";
import { covers, sendDispatch } from "./session.ts";
import { closeWith, expectHeartbeat, forgetOldSessions, lose } from "./state.ts";
import type { GatewayState } from "./state.ts";

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
    socketsRefused: 0,
  };
  return {
    upgrade(req, socket, head) {
      const url = new URL(req.url ?? "/", "http://localhost");
      if (url.pathname !== "/gateway" && url.pathname !== "/gateway/") return false;
      if (state.socketsRefused > 0) {
        socket.on("error", () => {}); // whoever is refused may be gone already
        socket.end("HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
        return true;
      }
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
    const waiting = state.connections.has(connection) && !connection.closing;
    if (waiting && !connection.session) closeWith(state, connection, 4009, "Session timed out");
  });
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
