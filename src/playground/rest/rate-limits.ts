import { createHash } from "node:crypto";
import type { Answer } from "./answer.ts";
import type { Clock } from "../clock.ts";
import type { Route } from "./call.ts";

/** How often a route may be used, for each channel, guild, webhook or interaction. */
type Limit = { readonly requests: number; readonly perMs: number };

/** As seen on Discord, where it does not say: a client must read the headers. */
const LIMITS: Readonly<Record<string, Limit>> = {
  "POST /channels/:channel/messages": { requests: 5, perMs: 5000 },
  "PATCH /channels/:channel/messages/:message": { requests: 5, perMs: 5000 },
  "DELETE /channels/:channel/messages/:message": { requests: 5, perMs: 1000 },
  "POST /channels/:channel/threads": { requests: 50, perMs: 300_000 },
  "PATCH /channels/:channel": { requests: 5, perMs: 15_000 },
  "POST /users/@me/channels": { requests: 10, perMs: 10_000 },
  "GET /gateway/bot": { requests: 2, perMs: 5000 },
  "POST /webhooks/:application/:token": { requests: 5, perMs: 2000 },
  "PATCH /webhooks/:application/:token/messages/@original": { requests: 5, perMs: 2000 },
};
const OTHERWISE: Limit = { requests: 50, perMs: 5000 };

export type Scope = "user" | "global" | "shared";
type Verdict = { readonly refusal: Answer | null; readonly headers: Readonly<Record<string, string>> };

export type RateLimits = {
  /** Counts a request; refuses it when its bucket or the bot's 50 a second are used up. */
  count(route: Route, params: Readonly<Record<string, string>>, authorised: boolean): Verdict;
};

type Options = {
  readonly enabled: boolean;
  readonly globalLimit: number;
  readonly window: "fixed" | "sliding";
};
type Bucket = { remaining: number; resetAt: number };

const CALLBACK = "/interactions/:interaction/:token/callback";

/**
 * Buckets by route and major parameter, and the limit over all. Interaction callbacks are exempt from the latter. Requests without
 * a bot token (webhooks) are counted apart: Discord counts those by address.
 */
export function createRateLimits(clock: Clock, options: Options): RateLimits {
  const buckets = new Map<string, Bucket>();
  const overall = { bot: createWindow(options), address: createWindow(options) };
  return {
    count(route, params, authorised) {
      const now = clock.elapsed();
      const limit = LIMITS[`${route.method} ${route.path}`] ?? OTHERWISE;
      const bucketId = createHash("sha256")
        .update(`${route.method} ${route.path}`)
        .digest("hex")
        .slice(0, 32);
      if (buckets.size > 10_000) {
        for (const [key, bucket] of buckets) if (bucket.resetAt <= now) buckets.delete(key);
      }
      const bucket = refill(buckets, `${bucketId}:${majorOf(params)}`, limit, now);
      if (options.enabled && route.path !== CALLBACK) {
        const wait = overall[authorised ? "bot" : "address"](now);
        if (wait > 0) return { refusal: tooMany("global", wait / 1000), headers: {} };
      }
      const limited = options.enabled && bucket.remaining === 0;
      if (!limited) bucket.remaining = Math.max(0, bucket.remaining - 1);
      const waitMs = bucket.resetAt - now;
      const headers = bucketHeaders(
        bucketId,
        limit,
        options.enabled ? bucket.remaining : limit.requests,
        waitMs,
      );
      return { refusal: limited ? tooMany("user", waitMs / 1000) : null, headers };
    },
  };
}

/** The part of a path that has buckets of its own: channel, guild, webhook with its token, interaction. */
function majorOf(params: Readonly<Record<string, string>>): string {
  const webhook =
    params["token"] === undefined
      ? ""
      : `${params["application"] ?? params["interaction"]}/${params["token"]}`;
  return params["channel"] ?? params["guild"] ?? webhook;
}

function refill(buckets: Map<string, Bucket>, key: string, limit: Limit, now: number): Bucket {
  const known = buckets.get(key);
  if (known && known.resetAt > now) return known;
  const fresh = { remaining: limit.requests, resetAt: now + limit.perMs };
  buckets.set(key, fresh);
  return fresh;
}

/** Counts a request at a time; the milliseconds to wait when it is one too many, else 0. */
function createWindow({ globalLimit, window }: Options): (now: number) => number {
  let taken: number[] = [];
  let startedAt = -Infinity;
  return (now) => {
    if (window === "sliding") taken = taken.filter((at) => at > now - 1000);
    else if (now - startedAt >= 1000) {
      startedAt = now;
      taken = [];
    }
    if (taken.length >= globalLimit)
      return (window === "sliding" ? (taken[0] ?? now) : startedAt) + 1000 - now;
    taken.push(now);
    return 0;
  };
}

function bucketHeaders(id: string, limit: Limit, remaining: number, waitMs: number): Record<string, string> {
  return {
    "x-ratelimit-bucket": id,
    "x-ratelimit-limit": String(limit.requests),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": ((Date.now() + waitMs) / 1000).toFixed(3),
    "x-ratelimit-reset-after": (waitMs / 1000).toFixed(3),
  };
}

/** 429 in Discord's words. `retryAfter` in seconds. */
export function tooMany(scope: Scope, retryAfter: number): Answer {
  const seconds = Math.max(0.001, Number(retryAfter.toFixed(3)));
  return {
    status: 429,
    code: 0,
    body: { message: "You are being rate limited.", retry_after: seconds, global: scope === "global" },
    headers: {
      "retry-after": String(seconds),
      "x-ratelimit-scope": scope,
      ...(scope === "global" ? { "x-ratelimit-global": "true" } : {}),
    },
  };
}
