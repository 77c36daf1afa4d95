import { readFileSync } from "node:fs";
import { z } from "zod";
import {
  apiUrlProblem,
  databaseUrlProblem,
  dataDirProblem,
  hostProblem,
  logLevelProblem,
  portProblem,
  roadmapDirProblem,
  shardCountProblem,
  tokenFileProblem,
  tokenProblem,
} from "./config-problems.ts";
import type { LogLevel } from "./config-problems.ts";

/** What the operator decides. */
export type Config = {
  /** Null: no token, so the playground. */
  readonly discord: DiscordConfig | null;
  readonly database: DatabaseConfig;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly roadmapDir: string;
  /** Null: not said. */
  readonly logLevel: LogLevel | null;
};
/** Where Discord is for everybody. */
export const DISCORD_API = "https://discord.com/api";

export type DiscordConfig = {
  readonly token: string;
  /** Without the version, and without a slash at the end. */
  readonly apiUrl: string;
  /** Null: what Discord recommends. */
  readonly shardCount: number | null;
};
export type DatabaseConfig =
  { readonly kind: "server"; readonly url: string } | { readonly kind: "embedded"; readonly dir: string };

export type Environment = Readonly<Record<string, string | undefined>>;
export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  /** One line a variable: its name, what is wrong, an example. Never a secret. */
  | { readonly ok: false; readonly problems: readonly string[] };

const checked = (problem: (text: string) => string | null) =>
  z.string().superRefine((text, context) => {
    const message = problem(text);
    if (message !== null) context.addIssue({ code: "custom", message });
  });

const schema = z.object({
  DISCORD_TOKEN: checked(tokenProblem).optional(),
  DISCORD_TOKEN_FILE: checked(tokenFileProblem).transform(readToken).optional(),
  DISCORD_API_URL: checked(apiUrlProblem)
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  SHARD_COUNT: checked(shardCountProblem).transform(Number).optional(),
  DATABASE_URL: checked(databaseUrlProblem).optional(),
  DATA_DIR: checked(dataDirProblem).default("./data"),
  HOST: checked(hostProblem).default("127.0.0.1"),
  PORT: checked(portProblem).transform(Number).default(8080),
  ROADMAP_DIR: checked(roadmapDirProblem).prefault("./roadmap"),
  LOG_LEVEL: checked(logLevelProblem)
    .transform((level) => level as LogLevel)
    .optional(),
});

/**
 * Reads the environment; every wrong variable is told at once. An empty one counts as not set. Reads the token's file and looks at the
 * directories, if they are named.
 */
export function readConfig(env: Environment): ConfigResult {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name] || undefined]));
  const { data, error } = schema.safeParse(given);
  const wrong = (error?.issues ?? []).map((issue) => `${String(issue.path[0])}: ${issue.message}`);
  // What contradicts matters once each variable is right by itself.
  const problems = wrong.length > 0 ? wrong : contradictions(given);
  if (!data || problems.length > 0) return { ok: false, problems };
  const token = data.DISCORD_TOKEN ?? data.DISCORD_TOKEN_FILE;
  const apiUrl = data.DISCORD_API_URL ?? DISCORD_API;
  return {
    ok: true,
    config: {
      discord: token === undefined ? null : { token, apiUrl, shardCount: data.SHARD_COUNT ?? null },
      database: data.DATABASE_URL
        ? { kind: "server", url: data.DATABASE_URL }
        : { kind: "embedded", dir: data.DATA_DIR },
      host: data.HOST,
      port: data.PORT,
      roadmapDir: data.ROADMAP_DIR,
      logLevel: data.LOG_LEVEL ?? null,
    },
  };
}

/** What no variable shows by itself. */
function contradictions(given: Environment): string[] {
  const { DISCORD_TOKEN: token, DISCORD_TOKEN_FILE: file, DISCORD_API_URL: api, SHARD_COUNT: shards } = given;
  if (token && file)
    return ["DISCORD_TOKEN_FILE: is set together with DISCORD_TOKEN; example: set one of the two"];
  if (token || file) return [];
  const needless = "is for a bot on Discord, but there is no token";
  return [
    ...(api
      ? [`DISCORD_API_URL: ${needless}; example: set DISCORD_TOKEN, too, or neither for the playground`]
      : []),
    ...(shards
      ? [`SHARD_COUNT: ${needless}; example: set DISCORD_TOKEN, too, or neither for the playground`]
      : []),
  ];
}

function readToken(file: string): string {
  return readFileSync(file, "utf8").trimEnd();
}
