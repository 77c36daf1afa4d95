import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import type { Environment } from "../src/config.ts";
import { WRONG_CONFIGURATIONS } from "./support/wrong-configurations.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-config-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const config = (env: Environment) => {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  return read.config;
};

describe("an environment without mistakes", () => {
  test("with nothing set is the playground", () => {
    expect(config({})).toEqual({
      discord: null,
      database: { kind: "embedded", dir: "./data" },
      host: "127.0.0.1",
      port: 8080,
      roadmapDir: "./roadmap",
      logLevel: null,
    });
  });

  test("takes an empty variable for one that is not set", () => {
    expect(
      config({ DISCORD_TOKEN: "", DISCORD_API_URL: "", PORT: "", DATABASE_URL: "", LOG_LEVEL: "" }),
    ).toEqual(config({}));
  });

  test("with all of it set is all of it", () => {
    expect(
      config({
        DISCORD_TOKEN: "not-a-real-token",
        DISCORD_API_URL: "http://127.0.0.1:9000/api/",
        SHARD_COUNT: "3",
        DATABASE_URL: "postgresql://waymark:p%40ss@db.example:5433/waymark?sslmode=require",
        DATA_DIR: "/var/lib/waymark",
        HOST: "::",
        PORT: "0",
        ROADMAP_DIR: "roadmap",
        LOG_LEVEL: "debug",
      }),
    ).toEqual({
      discord: { token: "not-a-real-token", apiUrl: "http://127.0.0.1:9000/api", shardCount: 3 },
      database: {
        kind: "server",
        url: "postgresql://waymark:p%40ss@db.example:5433/waymark?sslmode=require",
      },
      host: "::",
      port: 0,
      roadmapDir: "roadmap",
      logLevel: "debug",
    });
  });

  test("may have a token of one letter", () => {
    expect(config({ DISCORD_TOKEN: "x" }).discord).toEqual({
      token: "x",
      apiUrl: "https://discord.com/api",
      shardCount: null,
    });
  });

  test.each(["not-a-real-token", "not-a-real-token\n", "not-a-real-token\r\n"])(
    "may keep the token in a file: %j",
    (content) => {
      expect(config({ DISCORD_TOKEN_FILE: file("token", content) }).discord?.token).toBe("not-a-real-token");
    },
  );

  test.each([
    "postgres://localhost/waymark",
    "postgres:///waymark?host=/var/run/postgresql",
    "postgres://user@[::1]:5432/waymark",
  ])("may name its database as %s", (url) => {
    expect(config({ DATABASE_URL: url }).database).toEqual({ kind: "server", url });
  });

  test.each(["0.0.0.0", "::1", "localhost", "waymark.internal", "host-1"])("may be served on %s", (host) => {
    expect(config({ HOST: host }).host).toBe(host);
  });
});

describe("a mistake", () => {
  test.each(WRONG_CONFIGURATIONS)("is told in one line: $name", ({ env, line }) => {
    expect(readConfig(env(folder))).toEqual({ ok: false, problems: [line(folder)] });
  });

  test("comes with all the others, in the order of the documentation", () => {
    const read = readConfig({
      PORT: "http",
      DISCORD_TOKEN: "Bot abc",
      LOG_LEVEL: "loud",
      HOST: "a b",
      SHARD_COUNT: "0",
    });
    expect(read).toMatchObject({
      problems: [
        expect.stringMatching(/^DISCORD_TOKEN: /),
        expect.stringMatching(/^SHARD_COUNT: /),
        expect.stringMatching(/^HOST: /),
        expect.stringMatching(/^PORT: /),
        expect.stringMatching(/^LOG_LEVEL: /),
      ],
    });
  });

  test.each([
    { DISCORD_TOKEN: "Bot hunter2hunter2" },
    { DISCORD_TOKEN: "hunter2 hunter2" },
    { DISCORD_TOKEN: '"hunter2hunter2"' },
    { DATABASE_URL: "mysql://waymark:hunter2@localhost/waymark" },
    { DATABASE_URL: "postgres://waymark:hunter2#@localhost/waymark" },
    { DATABASE_URL: "postgres://waymark:hunter2%@localhost/waymark" },
    { DATABASE_URL: "hunter2" },
    { DISCORD_TOKEN: "x", DISCORD_API_URL: "https://user:hunter2@discord.com/api" },
  ])("never shows a secret: %j", (env) => {
    const read = readConfig(env);
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toContain("hunter2");
  });
});
