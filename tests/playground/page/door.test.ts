import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { FAKE_TOKEN, SEED } from "../../../src/playground/stand-in.ts";
import { servePlayground } from "./playground.ts";
import type { Playground } from "./playground.ts";

let place: Playground;
let port: string;
beforeAll(async () => {
  place = await servePlayground();
  port = new URL(place.url).port;
});
afterAll(() => place[Symbol.asyncDispose]());

type Got = { readonly status: number; readonly headers: IncomingMessage["headers"]; readonly body: string };

/** A request as it stands: fetch would tidy the path and set the host itself. */
function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, headers, method }, (answer) => {
      const got = text(answer).then((body) => {
        return { status: answer.statusCode ?? 0, headers: answer.headers, body };
      });
      resolve(got);
    });
    sent.on("error", reject).end();
  });
}

/** Whether a socket is let in. */
function knock(headers: { host?: string; origin?: string }, path = "/control"): Promise<"in" | "out"> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  return new Promise((resolve) => {
    socket.on("open", () => resolve("in"));
    socket.on("error", () => resolve("out"));
  }).finally(() => socket.terminate()) as Promise<"in" | "out">;
}

describe("the page's files", () => {
  test("the page comes with headers that let nothing else in", async () => {
    const { status, headers, body } = await get("/");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(body).not.toMatch(/<script(?![^>]*src=)/);
    expect(body).not.toMatch(/https?:\/\//);
  });

  test("TypeScript arrives as JavaScript", async () => {
    const { headers, body } = await get("/page/app.ts");
    expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(body).not.toContain("import type");
    expect(body).not.toContain(": State | null");
  });

  test("a file that did not change is not sent again", async () => {
    const { headers } = await get("/page/style/base.css");
    const again = await get("/page/style/base.css", { "if-none-match": String(headers.etag) });
    expect([again.status, again.body]).toEqual([304, ""]);
  });

  test.each([
    ["/page/../control.ts", 404],
    ["/page/..%2fcontrol.ts", 404],
    ["/page/%2e%2e/control.ts", 404],
    ["/page/tsconfig.json", 404],
    ["/page/", 404],
    ["/page/constructor", 404],
    ["/elsewhere", 404],
  ])("%s is not served", async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  test("files are read, nothing else", async () => {
    expect((await get("/", {}, "POST")).status).toBe(405);
    expect(await get("/", {}, "HEAD")).toMatchObject({ status: 200, body: "" });
  });
});

describe("the page's own host", () => {
  test.each(["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])("%s is ours", async (name) => {
    expect((await get("/", { host: `${name}:${port}` })).status).toBe(200);
  });

  test.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", ""])(
    "%j is not",
    async (name) => {
      expect((await get("/", { host: `${name}:${port}` })).status).toBe(403);
      expect((await get("/page/app.ts", { host: `${name}:${port}` })).status).toBe(403);
    },
  );

  test("neither is another port", async () => {
    expect((await get("/", { host: "127.0.0.1:1" })).status).toBe(403);
    expect((await get("/", { host: "127.0.0.1" })).status).toBe(403);
  });
});

describe("the stand-in for Discord", () => {
  const api = `/api/v10/channels/${SEED.study}/messages`;
  const bot = { authorization: `Bot ${FAKE_TOKEN}`, "user-agent": "DiscordBot (https://example.org, 1)" };
  const asBot = (headers: Record<string, string>) => ({ ...bot, ...headers });

  test("is there for the bot, which is no browser, and its files for the page", async () => {
    const host = `127.0.0.1:${port}`;
    expect((await get(api, asBot({ host }))).status).toBe(200);
    expect(await knock({ host }, "/gateway/?v=10&encoding=json")).toBe("in");
    const file = "/cdn/attachments/1/1/a.png";
    expect((await get(file, { host })).status).toBe(404);
    expect((await get(file, { host, origin: `http://${host}` })).status).toBe(404);
  });

  test("is there for no other page, by whatever name it calls us", async () => {
    const host = `127.0.0.1:${port}`;
    const evil = `evil.example:${port}`;
    for (const headers of [
      { host: evil },
      { host, origin: "http://evil.example" },
      { host, origin: "null" },
    ]) {
      expect((await get(api, asBot(headers))).status).toBe(403);
      expect((await get(api, asBot(headers), "POST")).status).toBe(403);
      expect((await get("/cdn/attachments/1/1/a.png", headers)).status).toBe(403);
      expect(await knock(headers, "/gateway")).toBe("out");
      expect(await knock(headers, "/gateway/?v=10")).toBe("out");
    }
    // Not even our own page is the bot.
    expect(await knock({ host, origin: `http://${host}` }, "/gateway")).toBe("out");
  });
});

describe("the page's socket", () => {
  test("the page itself is let in", async () => {
    for (const name of ["127.0.0.1", "localhost"]) {
      const host = `${name}:${port}`;
      expect(await knock({ host, origin: `http://${host}` })).toBe("in");
    }
  });

  test("another page, another host and nobody are not", async () => {
    const host = `127.0.0.1:${port}`;
    expect(await knock({ host, origin: "http://evil.example" })).toBe("out");
    expect(await knock({ host, origin: "null" })).toBe("out");
    expect(await knock({ host, origin: `http://localhost:${port}` })).toBe("out");
    expect(await knock({ host: `evil.example:${port}`, origin: `http://evil.example:${port}` })).toBe("out");
    expect(await knock({ host })).toBe("out");
  });

  test("an act beyond a limit is refused, and the connection stays", async () => {
    const host = `127.0.0.1:${port}`;
    const socket = new WebSocket(`ws://${host}/control`, { headers: { host, origin: `http://${host}` } });
    const answer = await new Promise<string>((resolve) => {
      socket.on("open", () => {
        socket.send(
          JSON.stringify({ kind: "act", id: 7, act: { do: "say", text: "y".repeat(2_001), uploads: [] } }),
        );
      });
      socket.on("message", (data: Buffer) => resolve(data.toString()));
    });
    expect(JSON.parse(answer)).toEqual({
      kind: "answer",
      id: 7,
      answer: { kind: "failed", why: "The playground does not take that. It may be too long." },
    });
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.close();
  });

  test.each(["no JSON", '{"kind":"act","id":1,"act":{"do":"delete everything"}}', '{"kind":"look"}', "[]"])(
    "who says %j is shown out",
    async (said) => {
      const host = `127.0.0.1:${port}`;
      const socket = new WebSocket(`ws://${host}/control`, { headers: { host, origin: `http://${host}` } });
      const code = await new Promise((resolve) => {
        socket.on("open", () => socket.send(said));
        socket.on("close", resolve);
      });
      expect(code).toBe(1008);
    },
  );
});
