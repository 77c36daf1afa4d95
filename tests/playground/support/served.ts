import { createStandIn, serveStandIn } from "../../../src/playground/stand-in.ts";
import type { StandIn, StandInOptions } from "../../../src/playground/stand-in.ts";

export type Reply = { readonly status: number; readonly body: Json; readonly headers: Headers };
/** Whatever came back: tests look into it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test reads answers freely
export type Json = any;
type Send = { readonly token?: string | null; readonly headers?: Readonly<Record<string, string>> };

export type Served = {
  readonly standIn: StandIn;
  readonly url: string;
  readonly apiUrl: string;
  /** One request with the bot's token. `body`: JSON, or a form as it is. */
  readonly api: (method: string, path: string, body?: unknown, send?: Send) => Promise<Reply>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** A stand-in that listens on a free port, without rate limits unless they are asked for. */
export async function serveOne(options: StandInOptions = {}): Promise<Served> {
  const standIn = createStandIn({ rateLimits: false, identifyIntervalMs: 0, ...options });
  const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
  return {
    standIn,
    url: served.url,
    apiUrl: served.apiUrl,
    api: (method, path, body, send = {}) =>
      request(`${served.apiUrl}/v10${path}`, method, body, send, standIn.token),
    [Symbol.asyncDispose]: () => served.close(),
  };
}

async function request(url: string, method: string, body: unknown, send: Send, own: string): Promise<Reply> {
  const token = send.token === undefined ? own : send.token;
  const form = body instanceof FormData;
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bot ${token}` }),
      ...(body === undefined || form ? {} : { "content-type": "application/json" }),
      ...send.headers,
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text;
  return { status: response.status, body: json, headers: response.headers };
}

/** The codes that a refusal nests, by the dotted path of the field: `{ "embeds.0.title": ["BASE_TYPE_MAX_LENGTH"] }`. */
export function nestedCodes(errors: Json, path = ""): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const [step, inner] of Object.entries((errors ?? {}) as Record<string, Json>)) {
    if (step === "_errors") all[path] = (inner as { code: string }[]).map((one) => one.code);
    else Object.assign(all, nestedCodes(inner, path === "" ? step : `${path}.${step}`));
  }
  return all;
}
