import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { defineSubcommand } from "../src/discord/command.ts";
import type { Command } from "../src/discord/command.ts";
import { createStandIn, SEED, serveStandIn } from "../src/playground/stand-in.ts";
import { createTestPlace } from "./support/bot.ts";
import type { TestPlace } from "./support/bot.ts";
import { createTestDatabase } from "./support/database.ts";

vi.setConfig({ testTimeout: 90_000 });

const ROOT = join(import.meta.dirname, "..");
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

const ping: Command = {
  name: "ping",
  description: "Answers",
  contexts: "guild",
  run: defineSubcommand({
    description: "Answers",
    options: {},
    run: async () => ({ kind: "private", message: { content: "pong" } }),
  }),
};
/** The shards that have a working session now. */
const shardsOf = ({ standIn }: TestPlace): ReadonlySet<number | null> => {
  const last = new Map(standIn.log.gateway.map((entry) => [entry.session, entry]));
  const live = [...last.values()].filter(({ event }) => event === "identified" || event === "resumed");
  return new Set(live.map(({ shard }) => shard));
};
const times = ({ standIn }: TestPlace, event: string) =>
  standIn.log.gateway.filter((entry) => entry.event === event).length;

/** On a busy machine a shard takes a moment to open. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

describe("several bots on one database", () => {
  test("share the shards, hand them over without an identify, and answer whoever asks", async () => {
    await using place = await createTestPlace({ shards: 4, maxConcurrency: 4 });
    const start = () => place.start({ commands: [ping], shardTurnMs: 50 });
    const first = await start();
    expect([times(place, "identified"), first.standsBy()]).toEqual([4, false]);
    const second = await start();
    await soon(() => expect(times(place, "resumed")).toBe(2));
    await soon(() => expect([second.isReady(), second.standsBy()]).toEqual([true, false]));
    const third = await start();
    await soon(() => expect(third.standsBy()).toBe(false));
    await first.stop();
    await second.stop();
    await soon(() => expect(shardsOf(place)).toEqual(new Set([0, 1, 2, 3])));
    expect([times(place, "identified"), times(place, "refused resume")]).toEqual([4, 0]);
    const outcome = await place.standIn.as(SEED.members[0], SEED.study).command("ping");
    expect(outcome).toMatchObject({ kind: "message", message: { content: "pong" } });
  });

  test("whose lease is taken away closes that shard at once, and the session stays the other's", async () => {
    await using place = await createTestPlace();
    const bot = await place.start({ commands: [ping], shardTurnMs: 50 });
    const { pool } = place.database;
    await pool.query("update leases set owner = 'another' where name = 'shard/0'");
    await place.standIn.log.waitGateway(({ event, code }) => event === "closed by client" && code === 4200);
    await soon(() => expect(bot.standsBy()).toBe(true));
    await pool.query("update gateway_sessions set sequence = sequence + 1000");
    await bot.stop();
    const { rows } = await pool.query<{ sequence: string }>("select sequence from gateway_sessions");
    expect(rows.map(({ sequence }) => Number(sequence) > 1000)).toEqual([true]);
  });
});

describe("several processes", () => {
  test("take over within seconds from one that is killed, and say until then that they stand by", async () => {
    const standIn = createStandIn({ rateLimits: false });
    const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
    await using database = await createTestDatabase();
    const start = () => {
      const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "src/start.js"], {
        cwd: ROOT,
        env: {
          PATH: process.env["PATH"],
          PORT: "0",
          LOG_LEVEL: "error",
          DISCORD_TOKEN: standIn.token,
          DISCORD_API_URL: served.apiUrl,
          DATABASE_URL: database.url,
        },
        stdio: ["ignore", "pipe", "inherit"],
      });
      running.add(child);
      const said = new Promise<string>((resolve) => {
        let text = "";
        child.stdout.on("data", (data) => {
          text += String(data);
          const line = /^Waymark is ready: .*$/m.exec(text)?.[0];
          if (line) resolve(line);
        });
      });
      return { child, said };
    };
    const first = start();
    expect(await first.said).toContain("connected to Discord");
    const second = start();
    const line = await second.said;
    expect(line).toContain("standing by");
    const ready = await fetch(new URL("/readyz", /http:\S+/.exec(line)?.[0]));
    expect([ready.status, await ready.json()]).toEqual([200, { gateway: "standby", database: true }]);
    first.child.kill("SIGKILL");
    await standIn.log.waitGateway(({ event }) => event === "resumed");
    const asked = standIn.as(SEED.members[0], SEED.study).command("help");
    expect(standIn.log.gateway.filter(({ event }) => event === "identified")).toHaveLength(1);
    expect(await asked).toMatchObject({ kind: "message" });
    const ended = once(second.child, "exit");
    second.child.kill("SIGTERM");
    await ended;
    await served.close();
  });
});
