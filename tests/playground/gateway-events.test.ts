import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { openSession, names, settled } from "./support/raw-bot.ts";
import { serveOne } from "./support/served.ts";
import type { Json } from "./support/served.ts";

const [lena, rafael, , owen] = SEED.members;
const GUILDS = 1;
const MEMBERS = 1 << 1;

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
    expect((await allowed.event("GUILD_MEMBERS_CHUNK")).d.members).toHaveLength(7);
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
