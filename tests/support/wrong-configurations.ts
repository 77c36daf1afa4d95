import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../src/config.ts";

/** An environment with one mistake, and the line that it gets. Both may name a file of a folder that is given. */
export type WrongConfiguration = {
  readonly name: string;
  readonly env: (folder: string) => Environment;
  readonly line: (folder: string) => string;
};

const TOKEN = "DISCORD_TOKEN=the-token-from-the-developer-portal";
const TOKEN_FILE = "DISCORD_TOKEN_FILE=/run/secrets/discord_token";
const API = "DISCORD_API_URL=https://discord.com/api";
const DATABASE = "DATABASE_URL=postgres://user:password@localhost:5432/waymark";

const wrong = (
  name: string,
  variable: string,
  value: string,
  problem: string,
  example: string,
): WrongConfiguration => ({
  name,
  env: () => ({
    // An API's address or a number of shards is wrong without a token, too; the one mistake is to be another.
    ...(variable === "DISCORD_API_URL" || variable === "SHARD_COUNT" ? { DISCORD_TOKEN: "x" } : {}),
    [variable]: value,
  }),
  line: () => `${variable}: ${problem}; example: ${example}`,
});

const wrongFile = (name: string, make: (path: string) => void, problem: string): WrongConfiguration => ({
  name,
  env: (folder) => {
    const path = join(folder, name.replaceAll(/\W+/g, "-"));
    make(path);
    return { DISCORD_TOKEN_FILE: path };
  },
  line: (folder) => {
    const path = JSON.stringify(join(folder, name.replaceAll(/\W+/g, "-")));
    return `DISCORD_TOKEN_FILE: ${problem.replace("PATH", path)}; example: ${TOKEN_FILE}`;
  },
});

export const WRONG_CONFIGURATIONS: readonly WrongConfiguration[] = [
  wrong(
    "a token with its prefix",
    "DISCORD_TOKEN",
    "Bot abc",
    'begins with "Bot", which the bot adds itself',
    TOKEN,
  ),
  wrong(
    "a token of a user",
    "DISCORD_TOKEN",
    "Bearer abc",
    'begins with "Bearer", which the bot adds itself',
    TOKEN,
  ),
  wrong("a token with a space", "DISCORD_TOKEN", "abc def", "holds a space or a line break", TOKEN),
  wrong("a token of blanks", "DISCORD_TOKEN", "  ", "holds a space or a line break", TOKEN),
  wrong("a token with a line break", "DISCORD_TOKEN", "abc\n", "holds a space or a line break", TOKEN),
  wrong("a token in quotes", "DISCORD_TOKEN", '"abc"', "has quotation marks around it", TOKEN),
  wrong(
    "a placeholder",
    "DISCORD_TOKEN",
    "<your token>",
    "has angle brackets around it, as a placeholder has",
    TOKEN,
  ),
  wrong("a token with an umlaut", "DISCORD_TOKEN", "tökenn", "holds characters that no token has", TOKEN),
  wrong("a whole file as a token", "DISCORD_TOKEN", "a".repeat(201), "is too long for a token", TOKEN),
  wrongFile("no file", () => {}, "PATH does not exist"),
  wrongFile("a folder", (path) => mkdirSync(path, { recursive: true }), "PATH is a directory"),
  wrongFile("an empty file", (path) => writeFileSync(path, "\n"), "PATH holds no token: it is empty"),
  wrongFile(
    "two lines",
    (path) => writeFileSync(path, "a\nb\n"),
    "PATH holds no token: it holds a space or a line break",
  ),
  wrongFile(
    "a prefix",
    (path) => writeFileSync(path, "Bot a"),
    'PATH holds no token: it begins with "Bot", which the bot adds itself',
  ),
  {
    name: "a token and a file",
    env: (folder) => {
      writeFileSync(join(folder, "both"), "x");
      return { DISCORD_TOKEN: "x", DISCORD_TOKEN_FILE: join(folder, "both") };
    },
    line: () => "DISCORD_TOKEN_FILE: is set together with DISCORD_TOKEN; example: set one of the two",
  },
  ...["DISCORD_API_URL", "SHARD_COUNT"].map((variable) => ({
    name: `${variable} without a token`,
    env: () => ({ [variable]: variable === "SHARD_COUNT" ? "2" : "http://127.0.0.1:9000/api" }),
    line: () =>
      `${variable}: is for a bot on Discord, but there is no token; example: set DISCORD_TOKEN, too, or neither for the playground`,
  })),
  wrong("no address", "DISCORD_API_URL", "discord.com/api", "is not an http or https address", API),
  wrong(
    "a gateway's address",
    "DISCORD_API_URL",
    "wss://gateway.discord.gg",
    "is not an http or https address",
    API,
  ),
  wrong(
    "an API of one version",
    "DISCORD_API_URL",
    "https://discord.com/api/v10",
    "ends with the API's version, which the bot adds itself",
    API,
  ),
  wrong("an API with a query", "DISCORD_API_URL", "https://discord.com/api?v=10", "holds a ? or a #", API),
  wrong(
    "an API with a password",
    "DISCORD_API_URL",
    "https://a:b@discord.com/api",
    "holds a user name or a password",
    API,
  ),
  wrong("no shard", "SHARD_COUNT", "0", '"0" is not a whole number from 1 to 10000', "SHARD_COUNT=1"),
  wrong(
    "less than no shard",
    "SHARD_COUNT",
    "-1",
    '"-1" is not a whole number from 1 to 10000',
    "SHARD_COUNT=1",
  ),
  wrong("half a shard", "SHARD_COUNT", "1.5", '"1.5" is not a whole number from 1 to 10000', "SHARD_COUNT=1"),
  wrong(
    "shards as Discord decides",
    "SHARD_COUNT",
    "auto",
    '"auto" is not a whole number from 1 to 10000',
    "SHARD_COUNT=1",
  ),
  wrong(
    "too many shards",
    "SHARD_COUNT",
    "10001",
    '"10001" is not a whole number from 1 to 10000',
    "SHARD_COUNT=1",
  ),
  wrong("a host for a database", "DATABASE_URL", "localhost", "is not the address of a database", DATABASE),
  wrong(
    "another database",
    "DATABASE_URL",
    "mysql://localhost/waymark",
    'is for "mysql", and only Postgres will do',
    DATABASE,
  ),
  wrong(
    "a database without a name",
    "DATABASE_URL",
    "postgres://localhost",
    "names no database after the host",
    DATABASE,
  ),
  wrong(
    "a password with a slash",
    "DATABASE_URL",
    "postgres://user:a/b@localhost:5432/waymark",
    "is not an address: a / ? # @ or space in the password must be percent-encoded",
    DATABASE,
  ),
  wrong(
    "a password with a percent sign",
    "DATABASE_URL",
    "postgres://u:5%@localhost/waymark",
    "has a % that is not percent-encoded, as %25",
    DATABASE,
  ),
  wrong("data in a file", "DATA_DIR", "package.json", '"package.json" is not a directory', "DATA_DIR=./data"),
  wrong(
    "data below a file",
    "DATA_DIR",
    "package.json/data",
    '"package.json/data" is not a directory',
    "DATA_DIR=./data",
  ),
  wrong(
    "an address for a host",
    "HOST",
    "http://localhost",
    '"http://localhost" is not a host name or an IP address (the port goes into PORT)',
    "HOST=0.0.0.0",
  ),
  wrong(
    "a host with its port",
    "HOST",
    "127.0.0.1:8080",
    '"127.0.0.1:8080" is not a host name or an IP address (the port goes into PORT)',
    "HOST=0.0.0.0",
  ),
  wrong(
    "half an address",
    "HOST",
    "127.0.0",
    '"127.0.0" is not a host name or an IP address (the port goes into PORT)',
    "HOST=0.0.0.0",
  ),
  wrong("a port by name", "PORT", "http", '"http" is not a whole number from 0 to 65535', "PORT=8080"),
  wrong("a port below nothing", "PORT", "-1", '"-1" is not a whole number from 0 to 65535', "PORT=8080"),
  wrong("a port too high", "PORT", "65536", '"65536" is not a whole number from 0 to 65535', "PORT=8080"),
  wrong("half a port", "PORT", "80.5", '"80.5" is not a whole number from 0 to 65535', "PORT=8080"),
  wrong("a port in hexadecimal", "PORT", "0x50", '"0x50" is not a whole number from 0 to 65535', "PORT=8080"),
  wrong(
    "a roadmap that is not there",
    "ROADMAP_DIR",
    "./nowhere",
    '"./nowhere" does not exist',
    "ROADMAP_DIR=./roadmap",
  ),
  wrong(
    "a roadmap's file for its folder",
    "ROADMAP_DIR",
    "roadmap/data-engineer.yaml",
    '"roadmap/data-engineer.yaml" is not a directory',
    "ROADMAP_DIR=./roadmap",
  ),
  wrong(
    "a level that is none",
    "LOG_LEVEL",
    "verbose",
    '"verbose" is not one of fatal, error, warn, info, debug, trace, silent',
    "LOG_LEVEL=info",
  ),
  wrong(
    "a level in capitals",
    "LOG_LEVEL",
    "INFO",
    '"INFO" is not one of fatal, error, warn, info, debug, trace, silent',
    "LOG_LEVEL=info",
  ),
  wrong(
    "a long text, cut",
    "PORT",
    "9".repeat(50),
    `"${"9".repeat(40)}..." is not a whole number from 0 to 65535`,
    "PORT=8080",
  ),
];
