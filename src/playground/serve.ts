import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { StandIn } from "./stand-in.ts";

/** An HTTP server with nothing on it but a stand-in. Port 0 takes a free one. */
export async function serve(
  standIn: StandIn,
  where: { readonly host: string; readonly port: number },
): Promise<{ readonly url: string; readonly apiUrl: string; close(): Promise<void> }> {
  const server = createServer((req, res) => {
    if (standIn.handle(req, res)) return;
    res.writeHead(404).end();
  });
  server.on("upgrade", (req, socket, head) => {
    if (!standIn.upgrade(req, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(where.port, where.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${where.host}:${port}`;
  standIn.baseUrl = url;
  return {
    url,
    apiUrl: `${url}/api`,
    async close() {
      await standIn.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
