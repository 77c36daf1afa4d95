import type { IncomingMessage, ServerResponse } from "node:http";
import { refuse, unauthorised } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Core } from "../core.ts";
import { readBody } from "./multipart.ts";
import type { Body } from "./multipart.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Route } from "./call.ts";
import { isBefore, lostBy, meetAfter, meetBefore } from "./misfortune.ts";
import { note, write } from "./passage.ts";
import type { Passage } from "./passage.ts";
import { findRoute } from "./router.ts";
import type { Found } from "./router.ts";

const BAN_AFTER = 10_000;

/** Answers one request below `/api`. */
export async function serveRest(
  core: Core,
  limits: RateLimits,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  await core.faults.delay();
  const passage = await arrive(core, req).catch(() => null);
  if (!passage) {
    res.destroy(); // the client went away in the middle of its request
    return;
  }
  const fault = core.faults.take(req.method ?? "GET", passage.found.pattern, passage.path);
  if (fault && isBefore(fault)) return await meetBefore(core, passage, fault, res);
  const answer = decideOrFail(core, limits, passage);
  note(core, passage, answer, fault ? lostBy(fault) : "sent");
  await core.faults.delay();
  if (fault) return meetAfter(fault, res);
  write(res, answer);
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
