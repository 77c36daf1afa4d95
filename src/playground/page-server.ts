import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import { extname, join } from "node:path";
import type { Duplex } from "node:stream";
import { createControl } from "./control/control.ts";
import type { Behind, Kept } from "./control/control.ts";
import type { SampleTime } from "./control/sample/fill.ts";
import { takeUpload } from "./control/upload.ts";
import { isOwnHost, isOwnOrigin, refuseUpgrade } from "./door.ts";
import type { StandIn } from "./stand-in.ts";

export type Page = {
  /** Answers a request for the page or one of its files. False when it is for somebody else. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** Takes the page's WebSocket, `/control`. False when it is for somebody else. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Fills the server with sample data; the world's time must be `sampleStart`. See createStandIn. */
  playSample(time: SampleTime): Promise<void>;
  /** Stops the bot and starts it again, as often as it takes; one that was switched off stays off. */
  restartBot(): Promise<void>;
  /** The stand-in's world, and what the page knows of it, for `restore` of a later page. Copy it at once. */
  keep(): Kept;
  /** Goes on with what was kept, before a bot connects. False where it is of another version's shape; throws where it does not fit. Nothing changes then. */
  restore(kept: unknown): boolean;
  close(): void;
};

const FOLDER = join(import.meta.dirname, "page");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ts": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};
const HEADERS = {
  "content-security-policy":
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-cache", // asked for again each time, answered with 304 by the ETag
} as const;

export { behindDoor } from "./door.ts";
export { sampleStart } from "./control/sample/fill.ts";

type PageFile = { readonly type: string; readonly body: string; readonly etag: string };

/**
 * The playground's web page, for a server that listens on loopback. It answers only to its own host and origin: any other page that the
 * browser has open could otherwise act through it. `host` is the configured name or address, where it is not loopback.
 */
export function createPage(
  standIn: StandIn,
  { host, ...behind }: { readonly host?: string } & Behind = {},
): Page {
  const names = new Set(
    readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
      .filter((file) => extname(file) in TYPES)
      .map((file) => file.replaceAll("\\", "/")),
  );
  const files = new Map<string, PageFile>();
  const control = createControl(standIn, behind);
  return {
    handle(req, res) {
      if (pathOf(req) === "/upload") {
        // Any page can send a file here; only our own says truly that it is our own.
        if (!isOwnHost(req, host) || !isOwnOrigin(req))
          return refuse(res, 403, "Only this page sends files here.");
        if (req.method !== "POST") return refuse(res, 405, "Files are sent here, not read.");
        void takeUpload(standIn, req, res);
        return true;
      }
      const name = fileName(pathOf(req));
      if (name === null) return false;
      if (!isOwnHost(req, host)) return refuse(res, 403, "This page answers only to its own address.");
      if (!names.has(name)) return refuse(res, 404, "There is no such file.");
      if (req.method !== "GET" && req.method !== "HEAD")
        return refuse(res, 405, "This file can only be read.");
      const file = files.get(name) ?? readPageFile(name);
      files.set(name, file);
      return send(req, res, file);
    },
    upgrade(req, socket, head) {
      if (pathOf(req) !== "/control") return false;
      if (isOwnHost(req, host) && isOwnOrigin(req)) control.accept(req, socket, head);
      else refuseUpgrade(socket);
      return true;
    },
    playSample: (time) => control.playSample(time),
    restartBot: () => control.restartBot(),
    keep: () => control.keep(),
    restore: (kept) => control.restore(kept),
    close: () => control.close(),
  };
}

const pathOf = (req: IncomingMessage): string => (req.url ?? "/").split("?", 1)[0] ?? "/";

/** The name of a file of the page; null for a path that is not the page's. A name that is no file's is refused later. */
function fileName(path: string): string | null {
  if (path === "/") return "index.html";
  return path.startsWith("/page/") ? path.slice("/page/".length) : null;
}

function readPageFile(name: string): PageFile {
  const source = readFileSync(join(FOLDER, name), "utf8");
  const extension = extname(name);
  const body = extension === ".ts" ? stripTypeScriptTypes(source) : source;
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return { type: TYPES[extension] ?? "application/octet-stream", body, etag };
}

function send(req: IncomingMessage, res: ServerResponse, { type, body, etag }: PageFile): true {
  const headers = { ...HEADERS, etag };
  if (req.headers["if-none-match"] === etag) res.writeHead(304, headers).end();
  else {
    res.writeHead(200, { ...headers, "content-type": type, "content-length": Buffer.byteLength(body) });
    res.end(req.method === "HEAD" ? undefined : body);
  }
  return true;
}

function refuse(res: ServerResponse, status: number, why: string): true {
  res.writeHead(status, { ...HEADERS, "content-type": "text/plain; charset=utf-8" }).end(`${why}\n`);
  return true;
}
