import { readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";

// Each function tells what is wrong with a variable's text and shows an example, or null. A secret is never repeated.

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const MAX_PORT = 65_535;
const MAX_SHARDS = 10_000;
const MAX_TOKEN = 200;
const SHOWN = 40;

export function tokenProblem(token: string): string | null {
  const example = "example: DISCORD_TOKEN=the-token-from-the-developer-portal";
  const problem = textOfTokenProblem(token);
  return problem && `${problem}; ${example}`;
}

export function tokenFileProblem(file: string): string | null {
  const example = "example: DISCORD_TOKEN_FILE=/run/secrets/discord_token";
  const content = read(file);
  if (content.text === null) return `${show(file)} ${content.problem}; ${example}`;
  const token = content.text.trimEnd();
  const problem = token === "" ? "is empty" : textOfTokenProblem(token);
  return problem && `${show(file)} holds no token: it ${problem}; ${example}`;
}

export function apiUrlProblem(text: string): string | null {
  const example = "example: DISCORD_API_URL=https://discord.com/api";
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return `is not an http or https address; ${example}`;
  if (url.username || url.password) return `holds a user name or a password; ${example}`;
  if (url.search || url.hash) return `holds a ? or a #; ${example}`;
  if (/\/v\d+\/*$/.test(url.pathname))
    return `ends with the API's version, which the bot adds itself; ${example}`;
  return null;
}

export function databaseUrlProblem(text: string): string | null {
  const example = "example: DATABASE_URL=postgres://user:password@localhost:5432/waymark";
  const scheme = /^(\w+):\/\//.exec(text)?.[1];
  if (!scheme) return `is not the address of a database; ${example}`;
  if (scheme !== "postgres" && scheme !== "postgresql")
    return `is for ${show(scheme)}, and only Postgres will do; ${example}`;
  const url = URL.parse(text, "postgres://base");
  if (!url)
    return `is not an address: a / ? # @ or space in the password must be percent-encoded; ${example}`;
  try {
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
  } catch {
    return `has a % that is not percent-encoded, as %25; ${example}`;
  }
  return url.pathname.length > 1 ? null : `names no database after the host; ${example}`;
}

export function dataDirProblem(dir: string): string | null {
  return kindOf(dir) === "file" ? `${show(dir)} is not a directory; example: DATA_DIR=./data` : null;
}

export function roadmapDirProblem(dir: string): string | null {
  const example = "example: ROADMAP_DIR=./roadmap";
  const kind = kindOf(dir);
  if (kind === "nothing") return `${show(dir)} does not exist; ${example}`;
  return kind === "file" ? `${show(dir)} is not a directory; ${example}` : null;
}

export function hostProblem(host: string): string | null {
  if (isIP(host) || (/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host) && !/^[\d.]+$/.test(host))) return null;
  return `${show(host)} is not a host name or an IP address (the port goes into PORT); example: HOST=0.0.0.0`;
}

export function portProblem(port: string): string | null {
  if (/^\d{1,5}$/.test(port) && Number(port) <= MAX_PORT) return null;
  return `${show(port)} is not a whole number from 0 to ${MAX_PORT}; example: PORT=8080`;
}

export function shardCountProblem(count: string): string | null {
  if (/^[1-9]\d{0,4}$/.test(count) && Number(count) <= MAX_SHARDS) return null;
  return `${show(count)} is not a whole number from 1 to ${MAX_SHARDS}; example: SHARD_COUNT=1`;
}

export function logLevelProblem(level: string): string | null {
  if (LOG_LEVELS.some((known) => known === level)) return null;
  return `${show(level)} is not one of ${LOG_LEVELS.join(", ")}; example: LOG_LEVEL=info`;
}

/** Tokens have changed their shape before, so only what cannot be one is refused. */
function textOfTokenProblem(token: string): string | null {
  if (/^(Bot|Bearer)\s/i.test(token))
    return `begins with "${token.split(/\s/, 1)[0]}", which the bot adds itself`;
  if (/^["'`].*["'`]$/s.test(token)) return "has quotation marks around it";
  if (/^<.*>$/s.test(token)) return "has angle brackets around it, as a placeholder has";
  if (/\s/.test(token)) return "holds a space or a line break";
  if (!/^[\x21-\x7E]+$/.test(token)) return "holds characters that no token has";
  return token.length > MAX_TOKEN ? "is too long for a token" : null;
}

function read(file: string): { readonly text: string } | { readonly text: null; readonly problem: string } {
  try {
    return { text: readFileSync(file, "utf8") };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const reasons: Record<string, string> = {
      ENOENT: "does not exist",
      EISDIR: "is a directory",
      EACCES: "may not be read by this user",
    };
    return { text: null, problem: reasons[code] ?? `cannot be read (${code})` };
  }
}

function kindOf(path: string): "nothing" | "file" | "directory" {
  try {
    return statSync(path).isDirectory() ? "directory" : "file";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOTDIR" ? "file" : "nothing";
  }
}

/** Quoted and on one line, whatever is in it. */
function show(text: string): string {
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text);
}
