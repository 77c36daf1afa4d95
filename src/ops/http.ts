import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** What answers a request or an upgrade; false when it is for somebody else. */
export type Site = {
  readonly handle: (req: IncomingMessage, res: ServerResponse) => boolean;
  readonly upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
};

/** Whether each part that is needed works, by its name. "standby": it would, but another process does its work. */
export type Readiness = Readonly<Record<string, boolean | "standby">>;

export type HttpOptions = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: { readonly text: () => Promise<string>; readonly contentType: string };
  /** Asked in order, after the three addresses of our own. */
  readonly sites?: readonly Site[];
};

export type HttpServer = {
  /** Where it can be reached from this machine, without a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** Serves /healthz, /readyz and /metrics, and the sites given. Throws what `listen` throws: EADDRINUSE where the port is taken. */
export async function serveHttp({
  host,
  port,
  readiness,
  metrics,
  sites = [],
}: HttpOptions): Promise<HttpServer> {
  const own: Record<string, (res: ServerResponse) => void | Promise<void>> = {
    "/healthz": (res) => answer(res, 200, "text/plain", "ok\n"),
    "/readyz": async (res) => {
      const parts = await readiness();
      answer(
        res,
        Object.values(parts).every(Boolean) ? 200 : 503,
        "application/json",
        `${JSON.stringify(parts)}\n`,
      );
    },
    "/metrics": async (res) => answer(res, 200, metrics.contentType, await metrics.text()),
  };
  const server = createServer((req, res) => {
    const page = own[(req.url ?? "").split("?", 1)[0] ?? ""];
    if (page && (req.method === "GET" || req.method === "HEAD")) {
      void Promise.resolve(page(res)).catch(() => answer(res, 500, "text/plain", "failed\n"));
    } else if (!sites.some((site) => site.handle(req, res))) {
      answer(res, 404, "text/plain", "not found\n");
    }
  });
  // Once upgraded, a connection is no longer the server's: it would not close it, and would wait for it.
  const upgraded = new Set<Duplex>();
  server.on("upgrade", (req, socket, head) => {
    upgraded.add(socket);
    socket.once("close", () => upgraded.delete(socket));
    if (!sites.some((site) => site.upgrade(req, socket, head))) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    url: urlOf(server.address() as AddressInfo),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of upgraded) socket.destroy();
      }),
  };
}

function answer(res: ServerResponse, status: number, contentType: string, body: string): void {
  if (res.headersSent) return;
  res.writeHead(status, { "content-type": contentType, "cache-control": "no-store" }).end(body);
}

/** A server on all addresses is reached here by the loopback one. */
function urlOf({ address, family, port }: AddressInfo): string {
  if (family !== "IPv6") return `http://${address === "0.0.0.0" ? "127.0.0.1" : address}:${port}`;
  return `http://[${address === "::" ? "::1" : address}]:${port}`;
}
