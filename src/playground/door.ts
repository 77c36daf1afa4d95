import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { StandIn } from "./stand-in.ts";

// Who is let in, where a browser on this machine can reach the port: the bot, and our own page. Any other page could act as either.

/**
 * Whether the request was made to us by a name of ours. A page elsewhere can point its own name at 127.0.0.1 and so reach this port as its
 * own origin; the Host header then still carries its name. An address that the connection came in on is no name and is fine.
 */
export function isOwnHost(req: IncomingMessage, host: string | undefined): boolean {
  const { localPort, localAddress } = req.socket;
  const local = localAddress?.replace(/^::ffff:/, "");
  const own = ["127.0.0.1", "localhost", "[::1]", host, local, local && `[${local}]`];
  const asked = req.headers.host?.toLowerCase();
  return own.some((name) => name && asked === withPort(name.toLowerCase(), localPort));
}

/** Browsers leave port 80 out. */
const withPort = (name: string, port: number | undefined) => (port === 80 ? name : `${name}:${port}`);

/** Whether our own page made the request, by what the browser says of it. */
export function isOwnOrigin(req: IncomingMessage): boolean {
  return req.headers.origin?.toLowerCase() === `http://${req.headers.host?.toLowerCase()}`;
}

export function refuseUpgrade(socket: Duplex): void {
  socket.on("error", () => {}); // whoever is refused may be gone already
  socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
}

/**
 * The stand-in behind the door: a bot is no browser and sends no Origin; files are asked for by our own page too. `host` is the configured name
 * or address, where it is not loopback.
 */
export function behindDoor(standIn: StandIn, host?: string): Pick<StandIn, "handle" | "upgrade"> {
  const isBot = ({ headers }: IncomingMessage): boolean => headers.origin === undefined;
  return {
    handle(req, res) {
      const isOurs = isOwnHost(req, host) && (isBot(req) || isOwnOrigin(req));
      if (isOurs || !/^\/(api|cdn)\//.test(req.url ?? "")) return standIn.handle(req, res);
      refuse(res);
      return true;
    },
    upgrade(req, socket, head) {
      const isOurs = isOwnHost(req, host) && isBot(req);
      if (isOurs || !/^\/gateway\b/.test(req.url ?? "")) return standIn.upgrade(req, socket, head);
      refuseUpgrade(socket);
      return true;
    },
  };
}

function refuse(res: ServerResponse): void {
  res.writeHead(403, { "content-type": "text/plain; charset=utf-8" });
  res.end("Discord's stand-in answers the bot and its own page.\n");
}
