import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { stat, truncate } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { createStandIn, FAKE_TOKEN, SEED, serveStandIn } from "../src/playground/stand-in.ts";
import { createTestDatabase, findServer, urlOf } from "./support/database.ts";
import { WRONG_CONFIGURATIONS } from "./support/wrong-configurations.ts";

// Each test starts a process of its own, some a database besides: slow where many tests share few cores.
vi.setConfig({ testTimeout: 90_000 });

const ROOT = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "waymark-main-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Env = Readonly<Record<string, string | undefined>>;
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

/** The program as npm start runs it, with what it writes. */
function start(env: Env, file = "src/start.js") {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", file], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"], PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const out = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => (out.stdout += String(data)));
  child.stderr.on("data", (data) => (out.stderr += String(data)));
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return { code: code as number | null, ...out };
  });
  /** The address in the last line, once that is there. */
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const address = /^Waymark is ready: .*(http:\S+)\n$/m.exec(out.stdout)?.[1];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(out.stderr)));
  });
  ready.catch(() => {});
  return { child, ready, ended };
}

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
    expect(await start(env(folder)).ended).toEqual({ code: 1, stdout: "", stderr: `${line(folder)}\n` });
  });

  test("and all of them at once", async () => {
    const { code, stderr } = await start({ PORT: "http", LOG_LEVEL: "loud", DISCORD_TOKEN: "a b" }).ended;
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
    const { code, stdout, stderr } = await start({ ROADMAP_DIR: "migrations" }).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^migrations[^\n]*\n$/);
  });

  test("in the port, which another program has", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    await using database = await createTestDatabase();
    const { code, stderr } = await start({ PORT: String(port), DATABASE_URL: database.url }).ended;
    other.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `PORT: ${port} is in use by another program on this computer; example: PORT=${port + 1}\n`,
    });
  });

  test("in the database's address", async () => {
    const { code, stderr } = await start({ DATABASE_URL: urlOf(await findServer(), "nowhere") }).ended;
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
    const { code, stdout, stderr } = await start({ ...env, LOG_LEVEL: "trace" }).ended;
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
    const { child, ready, ended } = start(env);
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

  test("and without a token is the playground, with an embedded database of its own", async () => {
    const { child, ready, ended } = start({ DATA_DIR: join(folder, "data") });
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

  test("finds in the playground what was said there the last time, and says where it is when it cannot be read", async () => {
    const env = { DATA_DIR: join(folder, "again") };
    const messages = `/api/v10/channels/${SEED.general}/messages`;
    const headers = { authorization: `Bot ${FAKE_TOKEN}`, "content-type": "application/json" };
    const first = start(env);
    const body = JSON.stringify({ content: "Until tomorrow" });
    const sent = await fetch(new URL(messages, await first.ready), { method: "POST", headers, body });
    expect(sent.status).toBe(200);
    first.child.kill("SIGTERM");
    expect(await first.ended).toMatchObject({ code: 0, stderr: "" });

    const second = start(env);
    const found = await fetch(new URL(messages, await second.ready), { headers });
    expect(await found.json()).toMatchObject([{ content: "Until tomorrow" }]);
    second.child.kill("SIGTERM");
    expect(await second.ended).toMatchObject({ code: 0, stderr: "" });

    const kept = join(env.DATA_DIR, "playground");
    await truncate(kept, 9);
    const third = start(env);
    expect(await (await fetch(new URL(messages, await third.ready), { headers })).json()).toEqual([]);
    third.child.kill("SIGTERM");
    const { code, stdout } = await third.ended;
    expect(code).toBe(0);
    expect(stdout).toContain(`It is left in ${kept}.old, and the channels begin empty.`);
    expect((await stat(`${kept}.old`)).size).toBe(9);
  });

  test("is told by an older Node what to do instead", async () => {
    const { code, stderr } = await start({
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent('Object.defineProperty(process.versions,"node",{value:"20.19.0"})')}`,
    }).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Waymark needs Node 26 or later, and this is v[\d.]+; example: npm ci && npm start[^\n]*\n$/,
    );
  });
});
