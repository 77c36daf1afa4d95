import type { IncomingMessage, ServerResponse } from "node:http";
import type { StandIn } from "../stand-in.ts";

const MAX_BYTES = 10 * 1024 * 1024; // Discord's limit
const MAX_NAME = 200;

/** Takes a file that somebody puts into the page, `POST /upload?member=…&channel=…&name=…`, and answers with its id. */
export async function takeUpload(standIn: StandIn, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const answer = (status: number, body: object): void => {
    if (!res.headersSent)
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  try {
    const { searchParams } = new URL(req.url ?? "/", "http://localhost");
    const data = await bytesOf(req);
    if (!data) return answer(413, { why: "Files of up to 10 MB can be sent." });
    const person = standIn.as(searchParams.get("member") ?? "", searchParams.get("channel") ?? "");
    const name =
      (searchParams.get("name") ?? "").replaceAll(/[/\\\p{Cc}]/gu, "_").slice(0, MAX_NAME) || "file";
    const id = person.upload({ name, contentType: req.headers["content-type"] ?? "", data });
    answer(200, { id });
  } catch (error) {
    answer(400, { why: error instanceof Error ? error.message : String(error) });
  }
}

/** Null where there are too many. The rest is still read, so that the answer can be. */
async function bytesOf(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  return size > MAX_BYTES ? null : Buffer.concat(chunks);
}
