import { applicationRoutes } from "./routes-application.ts";
import { channelRoutes } from "./routes-channels.ts";
import { commandRoutes } from "./routes-commands.ts";
import { eventRoutes } from "./routes-events.ts";
import { guildRoutes } from "./routes-guilds.ts";
import { interactionRoutes } from "./routes-interactions.ts";
import { messageRoutes } from "./routes-messages.ts";
import { threadRoutes } from "./routes-threads.ts";
import { webhookRoutes } from "./routes-webhooks.ts";
import type { Route } from "./call.ts";

/** `pattern` without `route`: Discord knows the path, but not with this method. */
export type Found = {
  readonly route: Route | null;
  readonly pattern: string | null;
  readonly params: Readonly<Record<string, string>>;
};

// Where two patterns fit, the first wins: those with literal ends stand before those with variables.
const routes: readonly Route[] = [
  ...applicationRoutes,
  ...channelRoutes,
  ...commandRoutes,
  ...eventRoutes,
  ...guildRoutes,
  ...interactionRoutes,
  ...messageRoutes,
  ...threadRoutes,
  ...webhookRoutes,
];
const split = new Map(routes.map((route) => [route, route.path.split("/")]));

/** Finds the route of a path below `/api/v10`. */
export function findRoute(method: string, path: string): Found {
  const steps = path.split("/");
  let other: string | null = null;
  for (const [route, pattern] of split) {
    const params = match(pattern, steps);
    if (!params) continue;
    if (route.method === method) return { route, pattern: route.path, params };
    other = route.path;
  }
  return { route: null, pattern: other, params: {} };
}

function match(pattern: readonly string[], steps: readonly string[]): Record<string, string> | null {
  if (pattern.length !== steps.length) return null;
  const params: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const step = decode(steps[index] ?? "");
    if (wanted.startsWith(":") && step !== "") params[wanted.slice(1)] = step;
    else if (wanted !== step) return null;
  }
  return params;
}

/** `%40original` is `@original`. A step that is no proper encoding fits nothing. */
function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return "";
  }
}
