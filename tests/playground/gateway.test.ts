import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";
import { identifyData, openSession, openSocket } from "./support/raw-bot.ts";
import type { RawSocket } from "./support/raw-bot.ts";
import { serveOne } from "./support/served.ts";
import type { Json, Served } from "./support/served.ts";

const [lena, rafael, , owen] = SEED.members;
const GUILDS = 1;
const MEMBERS = 1 << 1;

const resumeData = (served: Served, session: string, seq: number) => ({
  token: served.standIn.token,
  session_id: session,
  seq,
});
const lastSequence = (socket: RawSocket): number => Math.max(...socket.frames.map((frame) => frame.s ?? 0));
/** Discord sent nothing more: shown by a heartbeat's acknowledgement, which comes after what came before. */
async function settled(socket: RawSocket): Promise<void> {
  socket.send(1, null);
  await socket.next((frame) => frame.op === 11);
}
const names = (socket: RawSocket): string[] => socket.frames.flatMap((frame) => frame.t ?? []);

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
    expect(guild).toMatchObject({ id: SEED.guild, name: "Data Engineers' Corner", member_count: 6 });
    expect(guild.roles[0]).toMatchObject({ id: SEED.guild, name: "@everyone" });
    expect(guild.channels.map((one: Json) => one.name)).toEqual(["general", "study"]);
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

describe("a session that lost its socket", () => {
  test("is resumed with everything it missed, in order, under its own numbers", async () => {
    await using served = await serveOne();
    const first = await openSession(served);
    await first.event("GUILD_CREATE");
    const seen = lastSequence(first);
    first.terminate();
    await served.standIn.log.waitGateway((one) => one.event === "closed by client");
    served.standIn.world.renameChannel(SEED.study, "learn");
    served.standIn.world.renameChannel(SEED.study, "work");
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, seen));
    await second.event("RESUMED");
    const replayed = second.frames
      .filter((frame) => frame.op === 0)
      .map((frame) => [frame.s, frame.t, frame.d.name]);
    expect(replayed).toEqual([
      [seen + 1, "CHANNEL_UPDATE", "learn"],
      [seen + 2, "CHANNEL_UPDATE", "work"],
      [seen + 3, "RESUMED", undefined],
    ]);
    expect(served.standIn.log.gateway.find((one) => one.event === "resumed")).toMatchObject({ replayed: 2 });
  });

  test("may take it over while the old one still looks open", async () => {
    await using served = await serveOne();
    const first = await openSession(served);
    await first.event("GUILD_CREATE");
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, lastSequence(first)));
    await second.event("RESUMED");
    await first.closed;
    served.standIn.world.renameChannel(SEED.study, "learn");
    await second.event("CHANNEL_UPDATE");
  });

  test.each([1000, 1001])("is over when the client closed with %i", async (code) => {
    await using served = await serveOne();
    const first = await openSession(served);
    first.close(code);
    await served.standIn.log.waitGateway((one) => one.event === "closed by client");
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, 1));
    expect(await second.next((frame) => frame.op === 9)).toMatchObject({ d: false });
  });

  test("survives a close with 4200", async () => {
    await using served = await serveOne();
    const first = await openSession(served);
    first.close(4200);
    await served.standIn.log.waitGateway((one) => one.event === "closed by client" && one.code === 4200);
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, 1));
    await second.event("RESUMED");
  });

  test("is over after some minutes", async () => {
    const time = manualTime();
    await using served = await serveOne({ time });
    const first = await openSession(served);
    first.terminate();
    await served.standIn.log.waitGateway((one) => one.event === "closed by client");
    time.pass(5 * 60 * 1000);
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, 1));
    expect(await second.next((frame) => frame.op === 9)).toMatchObject({ d: false });
  });

  test("is not resumed past what was sent, nor with a wrong token", async () => {
    await using served = await serveOne();
    const first = await openSession(served);
    const id = first.ready.session_id as string;
    first.terminate();
    const wrong = await openSocket(served);
    wrong.send(6, { ...resumeData(served, id, 1), token: "wrong" });
    expect(await wrong.closed).toBe(4004);
    const ahead = await openSocket(served);
    ahead.send(6, resumeData(served, id, 99));
    expect(await ahead.next((frame) => frame.op === 9)).toMatchObject({ d: false });
  });

  test("keeps an interaction that came meanwhile", async () => {
    await using served = await serveOne();
    await served.api("PUT", `/applications/${SEED.application}/commands`, [
      { name: "ping", description: "Answers" },
    ]);
    const first = await openSession(served);
    await first.event("GUILD_CREATE");
    first.terminate();
    await served.standIn.log.waitGateway((one) => one.event === "closed by client");
    const outcome = served.standIn.as(lena, SEED.study).command("ping");
    const second = await openSocket(served);
    second.send(6, resumeData(served, first.ready.session_id as string, lastSequence(first)));
    const { d } = await second.event("INTERACTION_CREATE");
    await served.api(
      "POST",
      `/interactions/${d.id}/${d.token}/callback`,
      { type: 4, data: { content: "pong" } },
      { token: null },
    );
    expect(await outcome).toMatchObject({ kind: "message" });
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

describe("asking for members", () => {
  test("answers with those that are there and those that are not", async () => {
    await using served = await serveOne();
    served.standIn.world.removeMember(SEED.guild, owen);
    const socket = await openSession(served);
    socket.send(8, { guild_id: SEED.guild, user_ids: [lena, rafael, owen], limit: 0, nonce: "n1" });
    const { d } = await socket.event("GUILD_MEMBERS_CHUNK");
    expect(d).toMatchObject({
      guild_id: SEED.guild,
      chunk_index: 0,
      chunk_count: 1,
      nonce: "n1",
      not_found: [owen],
    });
    expect(d.members.map((one: Json) => one.user.id)).toEqual([lena, rafael]);
  });

  test("of a guild that the bot is not in brings no answer", async () => {
    await using served = await serveOne();
    const socket = await openSession(served);
    socket.send(8, { guild_id: "1", user_ids: [lena], limit: 0 });
    await settled(socket);
    expect(names(socket)).not.toContain("GUILD_MEMBERS_CHUNK");
  });

  test("takes 100 ids at most, and all members only with the privileged intent", async () => {
    await using served = await serveOne({ privilegedIntents: MEMBERS });
    const many = await openSession(served);
    many.send(8, { guild_id: SEED.guild, user_ids: Array.from({ length: 101 }, (_, i) => `${i}`), limit: 0 });
    expect(await many.closed).toBe(4002);
    const without = await openSession(served);
    without.send(8, { guild_id: SEED.guild, query: "", limit: 0 });
    expect(await without.closed).toBe(4014);
    const allowed = await openSession(served, { intents: GUILDS | MEMBERS });
    allowed.send(8, { guild_id: SEED.guild, query: "", limit: 0 });
    expect((await allowed.event("GUILD_MEMBERS_CHUNK")).d.members).toHaveLength(6);
    allowed.send(8, { guild_id: SEED.guild, query: "LE", limit: 5 });
    expect((await allowed.event("GUILD_MEMBERS_CHUNK")).d.members).toHaveLength(1);
  });
});

describe("what happens in the world", () => {
  test("is told to who has the intent for it", async () => {
    await using served = await serveOne();
    const guilds = await openSession(served);
    const none = await openSession(served, { intents: 0 });
    const { world } = served.standIn;
    const user = world.addUser({ username: "new" });
    world.addMember(SEED.guild, user.id);
    const channel = world.addChannel(SEED.guild, { name: "new" });
    world.removeChannel(channel.id);
    world.addRole(SEED.guild, { name: "Learners" });
    world.renameGuild(SEED.guild, "Renamed");
    await served.api("POST", `/channels/${SEED.study}/messages`, { content: "x" });
    await settled(guilds);
    await settled(none);
    expect(names(guilds)).toEqual([
      "READY",
      "GUILD_CREATE",
      "CHANNEL_CREATE",
      "CHANNEL_DELETE",
      "GUILD_ROLE_CREATE",
      "GUILD_UPDATE",
    ]);
    expect(names(none)).toEqual(["READY"]);
  });

  test("tells an outage from being removed", async () => {
    await using served = await serveOne();
    const socket = await openSession(served);
    await socket.event("GUILD_CREATE");
    const over = served.standIn.faults.outage(SEED.guild);
    expect((await socket.event("GUILD_DELETE")).d).toEqual({ id: SEED.guild, unavailable: true });
    over();
    await socket.event("GUILD_CREATE");
    served.standIn.world.removeGuild(SEED.guild);
    expect((await socket.event("GUILD_DELETE")).d).toEqual({ id: SEED.guild });
  });

  test("can be a new message, for who asks for messages", async () => {
    await using served = await serveOne();
    const socket = await openSession(served, { intents: GUILDS | (1 << 9) });
    await served.api("POST", `/channels/${SEED.study}/messages`, { content: "x" });
    expect((await socket.event("MESSAGE_CREATE")).d).toMatchObject({ content: "x", guild_id: SEED.guild });
  });
});
