import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";
import { identifyData, openSession, openSocket, names, settled } from "./support/raw-bot.ts";
import type { RawSocket } from "./support/raw-bot.ts";
import { serveOne } from "./support/served.ts";
import type { Json } from "./support/served.ts";

describe("a new session", () => {
  test("hears hello, is ready, and is told of each guild", async () => {
    await using served = await serveOne();
    const socket = await openSocket(served);
    expect((await socket.next((frame) => frame.op === 10)).d.heartbeat_interval).toBe(41_250);
    socket.send(2, identifyData(served));
    const ready = await socket.event("READY");
    expect(ready).toMatchObject({
      s: 1,
      d: {
        v: 10,
        user: { id: SEED.bot, bot: true },
        application: { id: SEED.application },
        guilds: [{ id: SEED.guild, unavailable: true }],
        resume_gateway_url: `${served.url.replace("http", "ws")}/gateway`,
      },
    });
    const { d: guild } = await socket.event("GUILD_CREATE");
    expect(guild).toMatchObject({ id: SEED.guild, name: "Data Engineers", member_count: 7 });
    expect(guild.roles[0]).toMatchObject({ id: SEED.guild, name: "@everyone" });
    expect(guild.channels.map((one: Json) => one.name)).toEqual(["general", "study", "showcase"]);
    expect(guild.members.map((one: Json) => one.user.id)).toEqual([SEED.bot]);
    expect(served.standIn.botOnline()).toBe(true);
  });

  test.each<[number, string, object]>([
    [4004, "a wrong token", { token: "wrong" }],
    [4010, "a shard that cannot be", { shard: [1, 1] }],
    [4013, "an intent that does not exist", { intents: 1 << 30 }],
    [4013, "no intents", { intents: undefined }],
    [4014, "a privileged intent that is not switched on", { intents: 1 << 15 }],
    [4002, "no properties", { properties: undefined }],
  ])("is closed with %i for %s", async (code, _name, wrong) => {
    await using served = await serveOne();
    const socket = await openSocket(served);
    socket.send(2, { ...identifyData(served), ...wrong });
    expect(await socket.closed).toBe(code);
  });

  test.each<[number, string, (socket: RawSocket) => void]>([
    [4001, "an opcode that does not exist", (socket) => socket.send(99, null)],
    [4002, "what is no JSON", (socket) => socket.sendText("hello")],
    [4002, "more than 4,096 bytes", (socket) => socket.send(1, "x".repeat(4096))],
    [4003, "asking before it identified", (socket) => socket.send(8, {})],
  ])("is closed with %i for %s", async (code, _name, act) => {
    await using served = await serveOne();
    const socket = await openSocket(served);
    act(socket);
    expect(await socket.closed).toBe(code);
  });

  test.each([
    [4012, "?v=9&encoding=json"],
    [4002, "?v=10&encoding=etf"],
  ])("is closed with %i at %s", async (code, query) => {
    await using served = await serveOne();
    expect(await (await openSocket(served, query)).closed).toBe(code);
  });

  test("identifies once", async () => {
    await using served = await serveOne();
    const socket = await openSession(served);
    socket.send(2, identifyData(served));
    expect(await socket.closed).toBe(4005);
  });

  test("may send 120 times a minute", async () => {
    await using served = await serveOne();
    const socket = await openSession(served);
    for (let index = 0; index < 120; index++) socket.send(1, null);
    expect(await socket.closed).toBe(4008);
  });

  test("may identify once in 5 seconds for each bucket", async () => {
    const time = manualTime();
    await using served = await serveOne({ time, identifyIntervalMs: 5000, maxConcurrency: 2 });
    await openSession(served, { shard: [0, 4] });
    await openSession(served, { shard: [1, 4] });
    const third = await openSocket(served);
    third.send(2, identifyData(served, { shard: [2, 4] }));
    expect(await third.next((frame) => frame.op === 9)).toMatchObject({ d: false });
    time.pass(5000);
    third.send(2, identifyData(served, { shard: [2, 4] }));
    await third.event("READY");
  });

  test("counts against the day's identifies", async () => {
    await using served = await serveOne({ identifiesLeft: 1 });
    await openSession(served);
    expect((await served.api("GET", "/gateway/bot")).body.session_start_limit).toMatchObject({
      total: 1000,
      remaining: 0,
    });
    const second = await openSocket(served);
    second.send(2, identifyData(served));
    expect(await second.next((frame) => frame.op === 9)).toMatchObject({ d: false });
  });

  test("that stays silent is closed", async () => {
    const time = manualTime();
    await using served = await serveOne({ time });
    const socket = await openSession(served);
    time.pass(41_250);
    await settled(socket);
    time.pass(41_250 * 1.5);
    expect(await socket.closed).toBe(4009);
  });
});

describe("shards", () => {
  test("each hear of their own guilds, and the first of direct messages", async () => {
    await using served = await serveOne({ seed: false });
    const { world } = served.standIn;
    for (let index = 0n; index < 4n; index++) {
      world.addGuild({ id: String((1000n + index) << 22n) });
    }
    const even = await openSession(served, { shard: [0, 2] });
    const odd = await openSession(served, { shard: [1, 2] });
    expect(even.ready.guilds.map((one: Json) => BigInt(one.id as string) >> 22n)).toEqual([1000n, 1002n]);
    expect(odd.ready.guilds.map((one: Json) => BigInt(one.id as string) >> 22n)).toEqual([1001n, 1003n]);
    world.addGuild({ id: String(1005n << 22n) });
    await settled(even);
    await settled(odd);
    expect(names(even).filter((name) => name === "GUILD_CREATE")).toHaveLength(2);
    expect(names(odd).filter((name) => name === "GUILD_CREATE")).toHaveLength(3);
  });

  test("are recommended one for each 1,000 guilds, and hold 2,500 at most", async () => {
    await using served = await serveOne({ seed: false });
    for (let index = 0; index < 2501; index++) served.standIn.world.addGuild({ channels: [] });
    expect((await served.api("GET", "/gateway/bot")).body.shards).toBe(3);
    const alone = await openSocket(served);
    alone.send(2, identifyData(served));
    expect(await alone.closed).toBe(4011);
    const half = await openSession(served, { shard: [0, 2] });
    await settled(half);
    expect(half.ready.guilds.length).toBeGreaterThan(1000);
    expect(served.standIn.botOnline()).toBe(false);
  });

  test("of two processes with the same number both hear everything", async () => {
    await using served = await serveOne();
    const first = await openSession(served);
    const second = await openSession(served);
    served.standIn.world.renameChannel(SEED.study, "learn");
    await Promise.all([first.event("CHANNEL_UPDATE"), second.event("CHANNEL_UPDATE")]);
  });
});
