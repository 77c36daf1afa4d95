import { once } from "node:events";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { serveHttp } from "../../src/ops/http.ts";
import { createPage } from "../../src/playground/page-server.ts";
import { createStandIn } from "../../src/playground/stand-in.ts";

test("the server ends while a page is open: a connection that was upgraded is not waited for", async () => {
  const standIn = createStandIn();
  const page = createPage(standIn);
  const http = await serveHttp({
    host: "127.0.0.1",
    port: 0,
    readiness: async () => ({}),
    metrics: { text: async () => "", contentType: "text/plain" },
    sites: [standIn, page],
  });
  const socket = new WebSocket(`${http.url.replace("http", "ws")}/control`, { origin: http.url });
  await once(socket, "open");
  const closed = once(socket, "close");
  await http.close();
  const [code] = await closed;
  expect(code).toBe(1006);
  page.close();
  await standIn.close();
});
