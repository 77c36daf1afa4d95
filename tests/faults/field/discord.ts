import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { StandIn } from "../../../src/playground/stand-in.ts";

/** Told of each request before the stand-in is; true: it has taken care of it. */
export type Hook = (process: string, req: IncomingMessage, res: ServerResponse) => boolean;

export type Doors = {
  /** Where a process finds Discord. */
  readonly apiUrlFor: (process: string) => string;
  /** What is asked first, until it is set again. */
  hook: Hook | null;
  readonly close: () => Promise<void>;
};

/** One stand-in behind a door of its own for each process, so that a request tells whose it is. */
export async function openDoors(standIn: StandIn, processes: readonly string[]): Promise<Doors> {
  const servers = new Map<string, Server>();
  const doors: Doors = {
    apiUrlFor: (process) => `${urlOf(servers.get(process)!)}/api`,
    hook: null,
    close: async () => {
      await standIn.close();
      for (const server of servers.values()) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
  for (const process of processes) {
    const server = createServer((req, res) => {
      if (doors.hook?.(process, req, res)) return;
      if (!standIn.handle(req, res)) res.writeHead(404).end();
    });
    server.on("upgrade", (req, socket, head) => {
      if (!standIn.upgrade(req, socket, head)) socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    servers.set(process, server);
  }
  standIn.baseUrl = urlOf(servers.values().next().value!);
  return doors;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Whether a request makes a message in a channel or a post in a forum. */
export function isPost({ method, url }: IncomingMessage): boolean {
  return method === "POST" && /^\/api\/v10\/channels\/\d+\/(messages|threads)$/.test(url ?? "");
}
