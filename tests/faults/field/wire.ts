import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** A line to a server that can fail without a word. */
export type Wire = {
  /** The same address, by way of this line. */
  readonly through: (url: string) => string;
  /** Nothing arrives any more, either way, and nobody is told. */
  readonly cut: () => void;
  /** What was held up arrives after all. */
  readonly mend: () => void;
  /** Those that are open stay silent for ever, as when a router in between has forgotten them; new ones work. */
  readonly forget: () => void;
  /** Every connection ends; new ones work. */
  readonly sever: () => void;
  readonly close: () => Promise<void>;
};

/** Opens a line to the server of this address. */
export async function openWire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    all.add(socket);
    if (isCut) socket.pause();
    socket.on("data", (data) => other.write(data));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      all.delete(socket);
      // The end, too, is something that does not arrive.
      if (!isCut) other.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    keep(near, far);
    keep(far, near);
    if (isCut) {
      near.pause();
      far.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const all = new Set<Socket>();
  const end = (): void => {
    for (const socket of all) socket.destroy();
  };
  return {
    through: (address) => {
      const changed = new URL(address);
      changed.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      return changed.href;
    },
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.pause();
    },
    mend: () => {
      isCut = false;
      for (const socket of sockets) socket.resume();
    },
    forget: () => {
      for (const socket of sockets) socket.pause();
      sockets.clear();
      isCut = false;
    },
    sever: () => {
      isCut = false;
      end();
    },
    close: async () => {
      isCut = false;
      end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
