import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { createStandIn, SEED, serveStandIn } from "../src/playground/stand-in.ts";
import { createTestDatabase, findServer, urlOf } from "./support/database.ts";
import { killPrograms, preload, startProgram, TELLS_EXIT } from "./support/program.ts";
import { WRONG_CONFIGURATIONS } from "./support/wrong-configurations.ts";

// Each test starts a process of its own, some a database besides: slow where many tests share few cores.
vi.setConfig({ testTimeout: 90_000 });

const folder = mkdtempSync(join(tmpdir(), "waymark-main-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

afterEach(killPrograms);

describe("a start with a mistake ends with the line for it", () => {
  const names = new Set([
    "a token with its prefix",
    "two lines",
    "a token and a file",
    "DISCORD_API_URL without a token",
    "half a shard",
    "another database",
    "a host with its port",
    "a level that is none",
  ]);
  test.each(WRONG_CONFIGURATIONS.filter(({ name }) => names.has(name)))("$name", async ({ env, line }) => {
    expect(await startProgram(env(folder)).ended).toEqual({
      code: 1,
      stdout: "",
      stderr: `${line(folder)}\n`,
    });
  });

  test("and all of them at once", async () => {
    const { code, stderr } = await startProgram({ PORT: "http", LOG_LEVEL: "loud", DISCORD_TOKEN: "a b" })
      .ended;
    expect({
      code,
      names: stderr
        .trim()
        .split("\n")
        .map((line) => line.split(":", 1)[0]),
    }).toEqual({
      code: 1,
      names: ["DISCORD_TOKEN", "PORT", "LOG_LEVEL"],
    });
  });

  test("in the roadmap's folder", async () => {
    const { code, stdout, stderr } = await startProgram({ ROADMAP_DIR: "migrations" }).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^migrations[^\n]*\n$/);
  });

  test("in the port, which another program has, and by itself", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    await using database = await createTestDatabase();
    const { code, stderr } = await startProgram({
      PORT: String(port),
      DATABASE_URL: database.url,
      NODE_OPTIONS: TELLS_EXIT,
    }).ended;
    other.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `PORT: ${port} is in use by another program on this computer; example: PORT=${port + 1}\n`,
    });
  });

  test("in the database's address", async () => {
    const { code, stderr } = await startProgram({ DATABASE_URL: urlOf(await findServer(), "nowhere") }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^DATABASE_URL[^\n]*\n$/);
  });

  test("in the token, which is not shown", async () => {
    const standIn = createStandIn();
    const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
    await using database = await createTestDatabase();
    const env = {
      DISCORD_TOKEN: "a-wrong-but-plausible-token",
      DISCORD_API_URL: served.apiUrl,
      DATABASE_URL: database.url,
    };
    const { code, stdout, stderr } = await startProgram({ ...env, LOG_LEVEL: "trace" }).ended;
    await served.close();
    expect(code).toBe(1);
    expect(stderr.trim().split("\n").at(-1)).toMatch(
      /^DISCORD_TOKEN: Discord does not accept this token; example: /,
    );
    expect(stdout + stderr).not.toContain("a-wrong-but-plausible-token");
  });
});

describe("a start without one", () => {
  test("connects to Discord, says where its health is, and ends with 0 when told to", async () => {
    const standIn = createStandIn({ token: "x" });
    const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
    await using database = await createTestDatabase();
    const env = { DISCORD_TOKEN: "x", DISCORD_API_URL: served.apiUrl, DATABASE_URL: database.url };
    const { child, ready, ended } = startProgram(env);
    const health = await ready;
    expect(health).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/healthz$/);
    expect(standIn.botOnline()).toBe(true);
    const status = async (path: string): Promise<number> => (await fetch(new URL(path, health))).status;
    expect([
      await status("/healthz"),
      await status("/readyz"),
      await status("/metrics"),
      await status("/"),
    ]).toEqual([200, 200, 200, 404]);
    const outcome = await standIn.as(SEED.members[0], SEED.study).command("help");
    expect(outcome).toMatchObject({ kind: "message", ephemeral: true });
    expect(await (await fetch(new URL("/metrics", health))).text()).toContain(
      'waymark_interactions_total{command="help",outcome="accepted"} 1',
    );
    child.kill("SIGTERM");
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Waymark is ready: connected to Discord; health: http:\S+\n$/);
    // One JSON object a line.
    for (const line of stderr.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
    expect(standIn.log.gateway.at(-1)).toMatchObject({ event: "closed by client", code: 4200 });
    await served.close();
  });

  test("and without a token is the playground, with an embedded database of its own, and ends by itself", async () => {
    const { child, ready, ended } = startProgram({
      DATA_DIR: join(folder, "data"),
      NODE_OPTIONS: TELLS_EXIT,
    });
    const page = await ready;
    expect(page).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const answer = await fetch(page);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect((await fetch(new URL("/readyz", page))).status).toBe(200);
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trim().split("\n").at(-1)).toBe(`Waymark is ready: ${page}`);
  });

  test("is told by an older Node what to do instead", async () => {
    const { code, stderr } = await startProgram({
      NODE_OPTIONS: preload('Object.defineProperty(process.versions,"node",{value:"20.19.0"})'),
    }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Waymark needs Node 26 or later, and this is v[\d.]+; example: npm ci && npm start[^\n]*\n$/,
    );
  });
});
