import type { IncomingMessage } from "node:http";
import { refuse } from "./answer.ts";
import type { Answer } from "./answer.ts";

/** A file that came with a request as `files[index]`. */
export type Upload = {
  readonly index: number;
  readonly name: string;
  readonly contentType: string;
  readonly data: Buffer;
};
export type Body = { readonly json: unknown; readonly files: readonly Upload[] };

const MAX_REQUEST = 25 * 1024 * 1024;
const MAX_FILE = 10 * 1024 * 1024;

/** Reads what was sent. `undefined` in `json` means that there was no body. */
export async function readBody(req: IncomingMessage): Promise<Body | Answer> {
  const bytes = await readBytes(req);
  if (bytes === null) return refuse(40005);
  const type = req.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) return readForm(bytes, type);
  if (bytes.length === 0) return { json: undefined, files: [] };
  if (!/^application\/json\b/.test(type)) return wrongContentType();
  return parseJson(bytes.toString("utf8"), []);
}

/** The bytes of a request; null when they are more than Discord takes. The rest is still read, so that the answer can be. */
async function readBytes(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_REQUEST) chunks.push(chunk);
  }
  return size > MAX_REQUEST ? null : Buffer.concat(chunks);
}

async function readForm(bytes: Buffer, type: string): Promise<Body | Answer> {
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  if (!form) return refuse(50109);
  const files: Upload[] = [];
  let payload: string | null = null;
  for (const [name, value] of form) {
    if (typeof value === "string") {
      if (name === "payload_json") payload = value;
      continue;
    }
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    const data = Buffer.from(await value.arrayBuffer());
    if (data.length > MAX_FILE) return refuse(40005);
    files.push({ index: Number(index ?? files.length), name: value.name, contentType: value.type, data });
  }
  return payload === null ? { json: {}, files } : parseJson(payload, files);
}

function parseJson(text: string, files: readonly Upload[]): Body | Answer {
  try {
    return { json: JSON.parse(text) as unknown, files };
  } catch {
    return refuse(50109);
  }
}

function wrongContentType(): Answer {
  const message = { _misc: ['Expected "Content-Type" header to be one of {"application/json"}.'] };
  return { status: 400, body: { message, code: 50035 }, code: 50035 };
}
