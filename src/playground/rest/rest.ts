import type { IncomingMessage, ServerResponse } from "node:http";
import { refuse, unauthorised } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Core } from "../core.ts";
import type { Fault } from "../faults.ts";
import type { RequestEntry } from "../log.ts";
import { readBody } from "./multipart.ts";
import type { Body } from "./multipart.ts";
import { tooMany } from "./rate-limits.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Note, Route } from "./call.ts";
import { findRoute } from "./router.ts";
import type { Found } from "./router.ts";

const BAN_AFTER = 10_000;

/** A request on its way through the stand-in. */
type Passage = {
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

/** Answers one request below `/api`. Never rejects: what goes wrong with the socket is the client's business. */
export async function serveRest(
  core: Core,
  limits: RateLimits,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  try {
    await core.faults.delay();
    const passage = await arrive(core, req);
    const method = req.method ?? "GET";
    const fault = core.faults.take(method, passage.found.pattern, passage.path);
    if (fault && isBefore(fault)) return await meetBefore(core, passage, fault, res);
    const answer = decideOrFail(core, limits, passage);
    note(core, passage, answer, fault ? lostBy(fault) : "sent");
    await core.faults.delay();
    if (fault) return meetAfter(fault, res);
    write(res, answer);
  } catch {
    res.destroy(); // the client went away in the middle of its request
  }
}

/** A fault of the stand-in's own is answered, and logged, as one of Discord's would be. */
function decideOrFail(core: Core, limits: RateLimits, passage: Passage): Answer {
  try {
    return decide(core, limits, passage);
  } catch (error) {
    return { status: 500, body: { message: `the stand-in failed: ${String(error)}`, code: 0 }, code: 0 };
  }
}

async function arrive(core: Core, req: IncomingMessage): Promise<Passage> {
  const url = new URL(req.url ?? "/", "http://localhost");
  const path = url.pathname.replace(/^\/api(?:\/v\d+)?/, "");
  const body = await readBody(req);
  return {
    req,
    url,
    path,
    found: findRoute(req.method ?? "GET", path),
    authorised: req.headers.authorization === `Bot ${core.options.token}`,
    body,
    arrived: { at: core.clock.now(), elapsed: core.clock.elapsed() },
    notes: { unknownFields: [] },
  };
}

/** What Discord says to a request, and what comes of it. */
function decide(core: Core, limits: RateLimits, passage: Passage): Answer {
  const { found, authorised, body } = passage;
  if (!passage.req.headers["user-agent"]) return refuse(40333);
  if (core.log.invalidRequests() >= BAN_AFTER) return banned();
  const version = /^\/api\/v(\d+)\//.exec(passage.url.pathname)?.[1] ?? "10";
  if (version !== "10")
    return { status: 400, body: { message: "Invalid API version", code: 50041 }, code: 50041 };
  if (!found.route) return notFound(found);
  const withWrongToken = passage.req.headers.authorization !== undefined && !authorised;
  if (withWrongToken || (found.route.auth === "bot" && !authorised)) return unauthorised();
  const { refusal, headers } = limits.count(found.route, found.params, authorised);
  const answer = refusal ?? ("status" in body ? body : run(core, found.route, passage, body));
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

function notFound(found: Found): Answer {
  if (found.pattern === null) return refuse(0);
  return { status: 405, body: { message: "405: Method Not Allowed", code: 0 }, code: 0 };
}

/** Cloudflare's answer to an address that asked in vain too often: no JSON. */
function banned(): Answer {
  return {
    status: 429,
    body: "error code: 1015",
    code: 1015,
    headers: { "retry-after": "600", "content-type": "text/plain" },
  };
}

function run(core: Core, route: Route, passage: Passage, body: Body): Answer {
  return route.run({
    core,
    params: passage.found.params,
    query: passage.url.searchParams,
    body: body.json,
    files: body.files,
    note: ({ message, unknownFields }) => {
      if (message) passage.notes.message = message;
      if (unknownFields) passage.notes.unknownFields = unknownFields;
    },
  });
}

function note(core: Core, passage: Passage, answer: Answer, fate: RequestEntry["answer"]): void {
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

const isBefore = (fault: Fault): boolean => fault.kind.startsWith("429") || fault.kind.endsWith("-before");

function lostBy(fault: Fault): RequestEntry["answer"] {
  return fault.kind === "reset-after" ? "reset" : fault.kind === "hang-after" ? "hung" : "replaced";
}

/** A fault that keeps the request from taking effect. */
async function meetBefore(core: Core, passage: Passage, fault: Fault, res: ServerResponse): Promise<void> {
  if (fault.kind === "reset-before" || fault.kind === "hang-before") {
    const fate = fault.kind === "reset-before" ? "reset" : "hung";
    note(core, passage, { status: 0, code: null }, fate);
    if (fate === "reset") reset(res);
    return;
  }
  const scope = fault.kind === "429-global" ? "global" : fault.kind === "429-shared" ? "shared" : "user";
  const answer = fault.kind === "5xx-before" ? broken(fault) : tooMany(scope, fault.retryAfter ?? 0.05);
  note(core, passage, answer, "sent");
  await core.faults.delay();
  write(res, answer);
}

/** A fault that loses the answer of a request that took effect. A hanging one is never answered at all. */
function meetAfter(fault: Fault, res: ServerResponse): void {
  if (fault.kind === "reset-after") reset(res);
  else if (fault.kind === "5xx-after") write(res, broken(fault));
}

function broken(fault: Fault): Answer {
  const status = fault.status ?? 500;
  return { status, body: { message: `${status}: out of order`, code: 0 }, code: 0 };
}

/** The client sees ECONNRESET, not a proper end. */
function reset(res: ServerResponse): void {
  const { socket } = res;
  if (socket && "resetAndDestroy" in socket) socket.resetAndDestroy();
  else res.destroy();
}

function write(res: ServerResponse, answer: Answer): void {
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
