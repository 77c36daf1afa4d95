import type { IncomingMessage, ServerResponse } from "node:http";
import type { Core } from "../core.ts";
import type { RequestEntry } from "../log.ts";
import type { Answer } from "./answer.ts";
import type { Note } from "./call.ts";
import type { Body } from "./multipart.ts";
import type { Found } from "./router.ts";

/** A request on its way through the stand-in. */
export type Passage = {
  readonly req: IncomingMessage;
  readonly url: URL;
  /** Below `/api/v10`. */
  readonly path: string;
  readonly found: Found;
  readonly authorised: boolean;
  readonly body: Body | Answer;
  readonly arrived: Pick<RequestEntry, "at" | "elapsed">;
  notes: { message?: Note["message"]; unknownFields: readonly string[] };
};

/** Writes a request into the log, and counts it when it was in vain. */
export function note(core: Core, passage: Passage, answer: Answer, fate: RequestEntry["answer"]): void {
  const { body, notes } = passage;
  const read = "status" in body ? null : body;
  if ([401, 403, 429].includes(answer.status) && answer.headers?.["x-ratelimit-scope"] !== "shared") {
    core.log.countInvalid();
  }
  core.log.addRequest({
    ...passage.arrived,
    method: passage.req.method ?? "GET",
    route: passage.found.pattern,
    path: passage.path + passage.url.search,
    body: read?.json,
    files: read?.files.map((file) => file.name) ?? [],
    authorised: passage.authorised,
    status: answer.status,
    code: answer.code,
    accepted: answer.status >= 200 && answer.status < 300,
    answer: fate,
    ...(answer.status >= 400 ? { refusal: answer.body } : {}),
    ...(notes.message ? { message: messageNote(notes.message) } : {}),
    unknownFields: notes.unknownFields,
  });
}

function messageNote({
  message,
  created,
}: NonNullable<Note["message"]>): NonNullable<RequestEntry["message"]> {
  const nonce = message.nonce === null ? null : String(message.nonce);
  return { id: message.id, nonce, pings: message.pings, created };
}

/** Sends an answer. */
export function write(res: ServerResponse, answer: Answer): void {
  if (answer.status === 204) {
    res.writeHead(204, { ...answer.headers });
    res.end();
    return;
  }
  const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? null);
  res.writeHead(answer.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...answer.headers,
  });
  res.end(text);
}
