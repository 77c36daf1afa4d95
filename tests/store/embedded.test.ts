import pg from "pg";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openEmbedded } from "../../src/store/embedded.ts";
import { silentLog } from "../support/database.ts";
import { madeOnce } from "./embedded-folder.ts";
import { isRunning, serverOf, startTenant } from "./embedded-process.ts";
import type { Tenant } from "./embedded-process.ts";

vi.setConfig({ testTimeout: 90_000 }); // a first start takes a second, and much more on a busy machine

const copyMade = madeOnce();
let dir: string;
let tenants: Tenant[];
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "waymark-embedded-")); // 0700, as many a home is
  tenants = [];
});
afterEach(async () => {
  await Promise.all(tenants.map(({ kill }) => kill()));
  await (await openEmbedded(dir, silentLog).catch(() => null))?.close();
  const server = await serverOf(dir);
  await rm(dir, { recursive: true });
  expect(server).toBeNull();
});

async function enter(owner?: string): Promise<Tenant> {
  const tenant = await startTenant(dir, owner);
  tenants.push(tenant);
  return tenant;
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

describe("openEmbedded", () => {
  test("starts a server that writes to disk and listens on this machine alone, behind a password of its own", async () => {
    const { url, close } = await openEmbedded(dir, silentLog);
    const [settings] = await ask(
      url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as socket,
        current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums`,
    );
    expect(settings).toEqual({
      fsync: "on",
      commit: "on",
      listens: "127.0.0.1",
      socket: "",
      encoding: "UTF8",
      checksums: "on",
    });
    const password = new URL(url).password;
    expect(password.length).toBeGreaterThanOrEqual(32);
    expect((await stat(path.join(dir, "postgres/password"))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(dir, "postgres"))).mode & 0o777).toBe(0o700);
    await expect(ask(url.replace(password, "guess"), "select 1")).rejects.toThrow(/password/);
    await close();
    expect(await serverOf(dir)).toBeNull();
  });

  test("keeps what was written, and the port, until the next start", async () => {
    await copyMade(dir);
    const first = await openEmbedded(dir, silentLog);
    await ask(first.url, "create table kept as select 'still here' as text");
    await first.close();
    const second = await openEmbedded(dir, silentLog);
    expect(await ask(second.url, "table kept")).toEqual([{ text: "still here" }]);
    expect(second.url).toBe(first.url);
    await second.close();
  });

  test("the environment with its secrets is not handed on to the server", async () => {
    if (process.platform !== "linux") return;
    await copyMade(dir);
    process.env["DISCORD_TOKEN"] = "fake-token-for-this-test";
    const { close } = await openEmbedded(dir, silentLog);
    delete process.env["DISCORD_TOKEN"];
    const environment = await readFile(`/proc/${await serverOf(dir)}/environ`, "utf8").catch(() => "");
    expect(environment).not.toContain("fake-token");
    await close();
  });

  test("five processes that start at once on an empty folder share one server; the last one out stops it", async () => {
    tenants = await Promise.all([1, 2, 3, 4, 5].map((nth) => startTenant(dir, String(nth))));
    expect(new Set(tenants.map(({ url }) => url)).size).toBe(1);
    expect((await readdir(dir)).toSorted()).toEqual(["postgres"]);
    const server = await serverOf(dir);
    for (const [nth, tenant] of tenants.entries()) {
      expect(await tenant.write()).not.toBeNull();
      await tenant.close();
      expect([nth, await serverOf(dir)]).toEqual([nth, nth < 4 ? server : null]);
    }
    expect(await isRunning(server ?? 0)).toBe(false);
  });

  test("a server that outlived its process is taken over, and stopped by whoever took it", async () => {
    await copyMade(dir);
    const first = await enter();
    const row = await first.write();
    const server = await serverOf(dir);
    await first.kill();
    expect(await isRunning(server ?? 0)).toBe(true);
    const second = await enter();
    expect(await serverOf(dir)).toBe(server);
    expect(await second.write()).toBe((row ?? 0) + 1);
    await second.close();
    expect(await serverOf(dir)).toBeNull();
  });

  test("Ctrl-C in the terminal reaches the process and not the server", async () => {
    await copyMade(dir);
    const tenant = await enter();
    const server = await serverOf(dir);
    process.kill(-(tenant.process.pid ?? 0), "SIGINT"); // the whole group, as a terminal does
    await tenant.kill();
    await sleep(100);
    expect(await isRunning(server ?? 0)).toBe(true);
  });

  test("a server that dies under its users is started again, at the same address, with all that was committed", async () => {
    await copyMade(dir);
    const [one, other] = [await enter(), await enter()];
    const row = await one.write();
    process.kill((await serverOf(dir)) ?? 0, "SIGKILL");
    const rows: (number | null)[] = [];
    for (let round = 0; round < 200 && rows.length < 2; round++) {
      const next = await (rows.length === 0 ? one : other).write();
      if (next === null) await sleep(50);
      else rows.push(next);
    }
    expect(rows.map((next) => (next ?? 0) > (row ?? 0))).toEqual([true, true]);
    await one.close();
    expect(await other.write()).not.toBeNull();
    await other.close();
    expect(await serverOf(dir)).toBeNull();
  });

  test("a file that a crash left behind does not hold up the start, even if its number is another program's now", async () => {
    await copyMade(dir);
    const { uid, gid } = await stat(path.join(dir, "postgres/data"));
    const stranger = spawn("sleep", ["60"], process.getuid?.() === 0 ? { uid, gid } : {});
    await new Promise((resolve) => stranger.once("spawn", resolve));
    const file = path.join(dir, "postgres/data/postmaster.pid");
    const lines = [
      stranger.pid,
      path.join(dir, "postgres/data"),
      1_700_000_000,
      5432,
      "",
      "127.0.0.1",
      "",
      "ready",
    ];
    for (const left of [lines.join("\n"), lines.join("\n").replace(String(stranger.pid), "999999"), ""]) {
      await writeFile(file, left, { mode: 0o600 });
      const { url, close } = await openEmbedded(dir, silentLog);
      expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
      await close();
    }
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });

  test("remnants of a start that was killed are swept away, once they are old", async () => {
    await mkdir(path.join(dir, ".postgres-new-old/data"), { recursive: true });
    await mkdir(path.join(dir, ".postgres-new-young"));
    await utimes(path.join(dir, ".postgres-new-old"), 1_700_000_000, 1_700_000_000);
    await (await openEmbedded(dir, silentLog)).close();
    expect((await readdir(dir)).toSorted()).toEqual([".postgres-new-young", "postgres"]);
  });
});
