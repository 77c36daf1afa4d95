import type { ServerResponse } from "node:http";
import type { FileStore } from "./file-store.ts";

const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Serves a file of a message: `/cdn/attachments/:channel/:id/:name`. */
export function serveFile(files: FileStore, path: string, res: ServerResponse): void {
  const id = /^\/cdn\/attachments\/\d+\/(\d+)\//.exec(path)?.[1];
  const file = id === undefined ? undefined : files.get(id);
  if (!file) {
    res.writeHead(404, { "content-type": "text/plain" }).end("This content is no longer available.");
    return;
  }
  // What people attach is never run on our origin: all but pictures is a download, and nothing in it may load or run.
  const type = SHOWN.has(file.contentType) ? file.contentType : "application/octet-stream";
  const kind = type === "application/octet-stream" ? "attachment" : "inline";
  res.writeHead(200, {
    "content-type": type,
    "content-length": file.data.length,
    "content-disposition": `${kind}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  });
  res.end(file.data);
}
