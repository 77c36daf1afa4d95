import { pino } from "pino";
import type { DestinationStream, Logger } from "pino";

export type LogOptions = {
  readonly level: string;
  /** "json": one object a line, for machines. "plain": a sentence a line, for a person at a terminal. */
  readonly form: "json" | "plain";
  /** Never written, wherever they turn up. */
  readonly secrets?: readonly string[];
  readonly write?: (line: string) => void;
};

// A token as short as a word would be found in innocent text.
const MIN_SECRET = 8;
// An interaction's token can be used for 15 minutes by whoever reads it.
const TOKEN_IN_PATH = /\/(interactions|webhooks)\/(\d+)\/[\w%.~-]+/g;

/** The log. It goes to standard error: standard output is for the few lines that a person waits for. */
export function createLog({ level, form, secrets = [], write }: LogOptions): Logger {
  const hidden = secrets.filter((secret) => secret.length >= MIN_SECRET);
  const clean = (line: string): string =>
    hidden
      .reduce((text, secret) => text.replaceAll(secret, "[secret]"), line)
      .replaceAll(TOKEN_IN_PATH, "/$1/$2/[token]");
  const out = write ?? ((line: string) => void process.stderr.write(line));
  const stream: DestinationStream = { write: (line) => out(clean(form === "json" ? line : plain(line))) };
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
  };
  return pino(options, stream);
}

/**
 * What of a fault is worth keeping. Not all that hangs on it: the libraries add the request with what a member wrote, and addresses that
 * hold tokens.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (isFailedQuery(error)) return describeFailedQuery(error);
  const { code, status, cause } = error as { code?: unknown; status?: unknown; cause?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    stack: error.stack,
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

type FailedQuery = Error & { readonly query: string; readonly params: unknown };

/** drizzle's DrizzleQueryError, which names itself "Error". */
function isFailedQuery(error: Error): error is FailedQuery {
  return "query" in error && "params" in error;
}

/**
 * What Postgres said, and where of ours it happened. Not drizzle's own message, nor the head of its stack: they hold the parameters, and
 * with them names and links of members.
 */
function describeFailedQuery({ message, stack = "", cause }: FailedQuery): unknown {
  const at = stack.indexOf(message);
  const frames = at === -1 ? "" : stack.slice(at + message.length);
  const said = cause instanceof Error ? cause : new Error("a query failed");
  const { code } = said as { code?: unknown };
  return {
    type: said.name,
    message: said.message,
    ...(code !== undefined && { code }),
    stack: `${said.name}: ${said.message}${frames}`,
  };
}

function plain(line: string): string {
  const { level, msg, fault, err } = JSON.parse(line) as {
    level: string;
    msg?: string;
    fault?: string;
    err?: { stack?: string };
  };
  const id = fault ? ` (fault ${fault})` : "";
  return `${level}: ${msg ?? ""}${id}${err?.stack ? `\n${err.stack}` : ""}\n`;
}
