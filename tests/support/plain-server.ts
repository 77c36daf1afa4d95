import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";

export type PlainRequest = { readonly method: string; readonly path: string; readonly body: unknown };
export type PlainServer = AsyncDisposable & {
  readonly apiUrl: string;
  readonly requests: readonly PlainRequest[];
  /** Gateway messages of the bot, heartbeats left out. */
  readonly received: readonly { readonly op: number; readonly d: unknown }[];
  /** Sends an event over the gateway. */
  readonly dispatch: (type: string, data: object) => void;
  /** Resolves with the first request whose path ends like this. */
  readonly request: (ending: string) => Promise<PlainRequest>;
};

/**
 * The least that speaks Discord's API: not the stand-in, but what somebody else may have written for trials. It has three routes, sends no
 * field that could be left out, acknowledges heartbeats and knows no other request of the gateway.
 */
export async function servePlainDiscord(): Promise<PlainServer> {
  const requests: PlainRequest[] = [];
  const received: { op: number; d: unknown }[] = [];
  const waiting = new Set<(request: PlainRequest) => void>();
  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const text = (await req.toArray()).join("");
    const request = {
      method: req.method ?? "",
      path: req.url ?? "",
      body: text ? JSON.parse(text) : undefined,
    };
    requests.push(request);
    for (const tell of waiting) tell(request);
    const answer = (status: number, body?: unknown): void => {
      res
        .writeHead(status, { "content-type": "application/json" })
        .end(body === undefined ? "" : JSON.stringify(body));
    };
    const { port } = server.address() as AddressInfo;
    if (request.path.endsWith("/gateway/bot")) {
      const session_start_limit = { total: 1, remaining: 1, reset_after: 0, max_concurrency: 1 };
      answer(200, { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit });
    } else if (request.method === "PUT" && request.path.endsWith("/commands")) {
      const commands = request.body as { name: string }[];
      answer(
        200,
        commands.map(({ name }, index) => ({ id: String(index), name })),
      );
    } else if (request.path.endsWith("/callback")) answer(204);
    else answer(404, { code: 0, message: "404: Not Found" });
  };
  const server = createServer((req, res) => void serve(req, res));
  const gateway = new WebSocketServer({ server });
  let sequence = 0;
  const send = (socket: WebSocket, op: number, d: unknown, t?: string): void => {
    socket.send(JSON.stringify({ op, d, ...(t && { t, s: (sequence += 1) }) }));
  };
  gateway.on("connection", (socket) => {
    send(socket, 10, { heartbeat_interval: 40_000 });
    socket.on("message", (data) => {
      const { op, d } = JSON.parse((data as Buffer).toString()) as { op: number; d: unknown };
      if (op === 1) return send(socket, 11, null);
      received.push({ op, d });
      const ready = {
        v: 10,
        user: { id: "200000000000000001", username: "bot" },
        guilds: [{ id: "300000000000000001", unavailable: true }],
      };
      if (op === 2) send(socket, 0, { ...ready, session_id: "s", resume_gateway_url: gatewayUrl() }, "READY");
      if (op === 6) send(socket, 9, false);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const gatewayUrl = (): string => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    requests,
    received,
    dispatch: (type, data) => {
      for (const socket of gateway.clients) send(socket, 0, data, type);
    },
    request: (ending) =>
      new Promise((resolve) => {
        const tell = (request: PlainRequest): void => {
          if (request.path.endsWith(ending)) resolve(request);
        };
        waiting.add(tell);
        for (const request of requests) tell(request);
      }),
    [Symbol.asyncDispose]: async () => {
      for (const socket of gateway.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
