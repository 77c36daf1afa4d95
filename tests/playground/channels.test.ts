import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";
import { serveOne } from "./support/served.ts";
import type { Json, Reply, Served } from "./support/served.ts";

const [lena, rafael] = SEED.members;
const VIEW = 1n << 10n;
const SEND = 1n << 11n;
const EMBED = 1n << 14n;
const ATTACH = 1n << 15n;
const HISTORY = 1n << 16n;
const THREADS = 1n << 35n;
const SEND_IN_THREADS = 1n << 38n;
const MINUTE = 60_000;

const messages = `/channels/${SEED.study}/messages`;
const post = (served: Served, body: unknown, channel: string = SEED.study): Promise<Reply> =>
  served.api("POST", `/channels/${channel}/messages`, body);
const deny = (served: Served, bits: bigint): void =>
  served.standIn.world.setOverwrite(SEED.study, { id: SEED.bot, type: 1, allow: 0n, deny: bits });
const withFile = (): FormData => {
  const form = new FormData();
  form.set("payload_json", JSON.stringify({ content: "x" }));
  form.set("files[0]", new Blob(["text"], { type: "text/plain" }), "a.txt");
  return form;
};

describe("permissions", () => {
  test.each<[string, bigint, number, () => unknown]>([
    ["to see the channel", VIEW, 50001, () => ({ content: "x" })],
    ["to write", SEND, 50013, () => ({ content: "x" })],
    ["to embed", EMBED, 50013, () => ({ embeds: [{ title: "x" }] })],
    ["to attach", ATTACH, 50013, withFile],
    [
      "to read back, for a reply",
      HISTORY,
      50013,
      () => ({ content: "x", message_reference: { message_id: "1" } }),
    ],
  ])("%s are needed", async (_name, bits, code, body) => {
    await using served = await serveOne();
    deny(served, bits);
    expect(await post(served, body())).toMatchObject({ status: 403, body: { code } });
    deny(served, 0n);
    if (bits !== HISTORY) expect((await post(served, body())).status).toBe(200);
  });

  test("without sight nothing of the channel is there", async () => {
    await using served = await serveOne();
    deny(served, VIEW);
    for (const path of [`/channels/${SEED.study}`, messages, `${messages}/1`]) {
      expect((await served.api("GET", path)).body).toMatchObject({ code: 50001 });
    }
  });

  test("without history the channel looks empty", async () => {
    await using served = await serveOne();
    const made = await post(served, { content: "x" });
    deny(served, HISTORY);
    expect((await served.api("GET", messages)).body).toEqual([]);
    expect((await served.api("GET", `${messages}/${made.body.id}`)).body.code).toBe(50013);
  });

  test("of a role come before those of everyone, and of a member before both", async () => {
    await using served = await serveOne();
    const { world } = served.standIn;
    world.setOverwrite(SEED.study, { id: SEED.guild, type: 0, allow: 0n, deny: SEND });
    expect(world.permissions(lena, SEED.study) & SEND).toBe(0n);
    const role = world.addRole(SEED.guild, { name: "Writers" });
    world.giveRole(SEED.guild, lena, role.id);
    world.setOverwrite(SEED.study, { id: role.id, type: 0, allow: SEND, deny: 0n });
    expect(world.permissions(lena, SEED.study) & SEND).toBe(SEND);
    world.setOverwrite(SEED.study, { id: lena, type: 1, allow: 0n, deny: SEND });
    expect(world.permissions(lena, SEED.study) & (SEND | EMBED | ATTACH)).toBe(0n);
    expect(world.permissions(SEED.admin, SEED.study) & SEND).toBe(SEND);
  });
});

describe("what is not there", () => {
  test.each<[string, string, number, number]>([
    ["GET", "/channels/1", 404, 10003],
    ["POST", "/channels/1/messages", 404, 10003],
    ["GET", "/guilds/1", 404, 10004],
    ["GET", `/guilds/${SEED.guild}/members/1`, 404, 10013],
    ["GET", `${messages}/1`, 404, 10008],
    ["PATCH", `${messages}/1`, 404, 10008],
    ["DELETE", `${messages}/1`, 404, 10008],
    ["GET", "/nothing/here", 404, 0],
    ["PUT", "/gateway/bot", 405, 0],
  ])("%s %s is %i with code %i", async (method, path, status, code) => {
    await using served = await serveOne();
    expect(await served.api(method, path)).toMatchObject({ status, body: { code } });
  });

  test("a member who left is unknown, one who is there is not", async () => {
    await using served = await serveOne();
    const path = `/guilds/${SEED.guild}/members/${lena}`;
    expect((await served.api("GET", path)).body.user).toMatchObject({ id: lena, global_name: "Lena" });
    served.standIn.world.removeMember(SEED.guild, lena);
    expect((await served.api("GET", path)).body.code).toBe(10007);
  });

  test("a removed channel takes its messages with it", async () => {
    await using served = await serveOne();
    await post(served, { content: "x" });
    served.standIn.world.removeChannel(SEED.study);
    expect((await post(served, { content: "y" })).body.code).toBe(10003);
  });
});

describe("a request that is not as it should be", () => {
  test("without a token, or with a wrong one, is unauthorised", async () => {
    await using served = await serveOne();
    for (const token of [null, "wrong"]) {
      expect(await served.api("GET", "/users/@me", undefined, { token })).toMatchObject({
        status: 401,
        body: { code: 0 },
      });
    }
  });

  test("with another content type, or with broken JSON, is refused", async () => {
    await using served = await serveOne();
    const send = (type: string, body: string): Promise<Response> =>
      fetch(`${served.apiUrl}/v10${messages}`, {
        method: "POST",
        headers: { authorization: `Bot ${served.standIn.token}`, "content-type": type },
        body,
      });
    expect((await (await send("text/plain", '{"content":"x"}')).json()) as Json).toMatchObject({
      code: 50035,
    });
    expect((await (await send("application/json", "{")).json()) as Json).toMatchObject({ code: 50109 });
    expect((await send("application/json", '{"content":"x"}')).status).toBe(200);
  });

  test("over 25 MiB is refused", async () => {
    await using served = await serveOne();
    const form = new FormData();
    for (let index = 0; index < 3; index++) {
      form.set(`files[${index}]`, new Blob([new Uint8Array(9 * 1024 * 1024)]), `${index}.bin`);
    }
    expect(await served.api("POST", messages, form)).toMatchObject({ status: 413, body: { code: 40005 } });
  });

  test("with a file over 10 MiB is refused", async () => {
    await using served = await serveOne();
    const form = new FormData();
    form.set("files[0]", new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]), "a.bin");
    expect((await served.api("POST", messages, form)).body.code).toBe(40005);
  });
});

describe("history", () => {
  test("is read from the newest, before, after and around an id", async () => {
    await using served = await serveOne();
    const ids: string[] = [];
    for (let index = 0; index < 7; index++)
      ids.push((await post(served, { content: `${index}` })).body.id as string);
    const read = async (query: string): Promise<string> => {
      const { body } = await served.api("GET", `${messages}?${query}`);
      return (body as Json[]).map((one) => one.content as string).join("");
    };
    expect(await read("limit=3")).toBe("654");
    expect(await read(`limit=2&before=${ids[3]}`)).toBe("21");
    expect(await read(`limit=2&after=${ids[3]}`)).toBe("54");
    expect(await read(`limit=3&around=${ids[3]}`)).toBe("432");
    expect(await read("limit=100&after=0")).toBe("6543210");
  });

  test.each(["limit=0", "limit=101", "limit=x", "before=x"])("refuses %s", async (query) => {
    await using served = await serveOne();
    expect((await served.api("GET", `${messages}?${query}`)).body.code).toBe(50035);
  });

  test("hides from an application what others wrote, unless it is named", async () => {
    await using served = await serveOne();
    const person = served.standIn.as(lena, SEED.study);
    person.say("secret");
    person.say(`hello <@${SEED.bot}>`);
    const { body } = await served.api("GET", messages);
    expect(body.map((one: Json) => one.content)).toEqual([`hello <@${SEED.bot}>`, ""]);
  });
});

describe("a message", () => {
  test("of another cannot be changed, and only with a permission deleted", async () => {
    await using served = await serveOne();
    const { id } = served.standIn.as(lena, SEED.study).say("mine");
    expect((await served.api("PATCH", `${messages}/${id}`, { content: "x" })).body.code).toBe(50005);
    expect((await served.api("DELETE", `${messages}/${id}`)).body.code).toBe(50013);
  });

  test("is changed in the parts that the edit names", async () => {
    await using served = await serveOne();
    const { body: made } = await post(served, { content: "one", embeds: [{ title: "kept" }] });
    const edited = await served.api("PATCH", `${messages}/${made.id}`, { content: "two" });
    expect(edited.body).toMatchObject({ content: "two", embeds: [{ title: "kept" }] });
    expect(edited.body.edited_timestamp).not.toBeNull();
    expect(
      (await served.api("PATCH", `${messages}/${made.id}`, { content: null, embeds: [] })).body.code,
    ).toBe(50006);
    expect((await served.api("DELETE", `${messages}/${made.id}`)).status).toBe(204);
  });

  test("with new components keeps them for good", async () => {
    await using served = await serveOne();
    const { body: made } = await post(served, { flags: 1 << 15, components: [{ type: 10, content: "x" }] });
    const back = await served.api("PATCH", `${messages}/${made.id}`, { content: "old ways", flags: 0 });
    expect(back.body.code).toBe(50035);
    const { body: legacy } = await post(served, { content: "text" });
    const turn = (body: object): Promise<Reply> =>
      served.api("PATCH", `${messages}/${legacy.id}`, {
        flags: 1 << 15,
        components: [{ type: 10, content: "x" }],
        ...body,
      });
    expect((await turn({})).body.code).toBe(50035);
    expect((await turn({ content: null })).body).toMatchObject({ content: "", flags: 1 << 15 });
  });

  test("keeps the attachments that an edit names, and loses the others", async () => {
    await using served = await serveOne();
    const { body: made } = await served.api("POST", messages, withFile());
    expect(made.attachments).toHaveLength(1);
    const untouched = await served.api("PATCH", `${messages}/${made.id}`, { content: "y" });
    expect(untouched.body.attachments).toEqual(made.attachments);
    const cleared = await served.api("PATCH", `${messages}/${made.id}`, { attachments: [] });
    expect(cleared.body.attachments).toEqual([]);
  });
});

describe("a nonce that is enforced", () => {
  const body = (content: string, more: object = {}) => ({
    content,
    nonce: "n1",
    enforce_nonce: true,
    ...more,
  });

  test("gives back the first message, for some minutes", async () => {
    await using served = await serveOne();
    const first = await post(served, body("one"));
    const again = await post(served, body("two"));
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id, content: "one" } });
    expect(served.standIn.log.requests.map((one) => one.message?.created)).toEqual([true, false]);
    served.standIn.clock.advance(10 * MINUTE);
    expect((await post(served, body("three"))).body.id).not.toBe(first.body.id);
  });

  test("does nothing unless it is enforced, but is remembered", async () => {
    await using served = await serveOne();
    const first = await post(served, body("one", { enforce_nonce: false }));
    expect((await post(served, body("two", { enforce_nonce: false }))).body.id).not.toBe(first.body.id);
    expect((await post(served, body("three"))).body.content).toBe("two");
  });
});

const openDm = async (served: Served, user: string): Promise<Reply> =>
  served.api("POST", "/users/@me/channels", { recipient_id: user });

describe("direct messages", () => {
  test("go to one channel that stays", async () => {
    await using served = await serveOne();
    const first = await openDm(served, lena);
    expect(first.body).toMatchObject({ type: 1, recipients: [{ id: lena }] });
    expect((await openDm(served, lena)).body.id).toBe(first.body.id);
    expect((await post(served, { content: "hello" }, first.body.id as string)).status).toBe(200);
    expect(served.standIn.view(lena, first.body.id as string)).toHaveLength(1);
    expect(served.standIn.view(rafael, first.body.id as string)).toEqual([]);
  });

  test("are refused by who has closed them, and by who shares no server", async () => {
    await using served = await serveOne();
    const { body } = await openDm(served, lena);
    served.standIn.world.closeDms(lena, true);
    expect((await post(served, { content: "x" }, body.id as string)).body.code).toBe(50007);
    served.standIn.world.closeDms(lena, false);
    served.standIn.world.removeMember(SEED.guild, lena);
    expect((await post(served, { content: "x" }, body.id as string)).body.code).toBe(50278);
    expect((await openDm(served, "1")).body.code).toBe(10013);
  });
});

const start = (served: Served, body: object, at: string = SEED.study): Promise<Reply> =>
  served.api("POST", `/channels/${at}/threads`, body);

describe("threads", () => {
  test("are private unless their type is said", async () => {
    await using served = await serveOne();
    expect((await start(served, { name: "Week 1" })).body.type).toBe(12);
    const made = await start(served, { name: "Week 1", type: 11 });
    expect(made).toMatchObject({
      status: 201,
      body: { type: 11, parent_id: SEED.study, owner_id: SEED.bot },
    });
    expect((await start(served, { name: "", type: 11 })).body.code).toBe(50035);
    expect((await start(served, { name: "x", type: 11, auto_archive_duration: 5 })).body.code).toBe(50035);
  });

  test("from a message have its id, and there is one a message", async () => {
    await using served = await serveOne();
    const { body: message } = await post(served, { content: "x" });
    const path = `${messages}/${message.id}/threads`;
    expect((await served.api("POST", path, { name: "Talk" })).body.id).toBe(message.id);
    expect((await served.api("POST", path, { name: "Talk" })).body.code).toBe(160004);
  });

  test("need permissions of their own", async () => {
    await using served = await serveOne();
    const { body: thread } = await start(served, { name: "Week 1", type: 11 });
    deny(served, THREADS | SEND_IN_THREADS);
    expect((await start(served, { name: "Week 2", type: 11 })).body.code).toBe(50013);
    expect((await post(served, { content: "x" }, thread.id as string)).body.code).toBe(50013);
  });

  test("archive themselves when nothing is written, and take nothing until they are opened", async () => {
    const time = manualTime();
    await using served = await serveOne({ time });
    const { body: thread } = await start(served, { name: "Week 1", type: 11, auto_archive_duration: 60 });
    const id = thread.id as string;
    served.standIn.clock.advance(59 * MINUTE);
    expect((await post(served, { content: "in time" }, id)).status).toBe(200);
    served.standIn.clock.advance(61 * MINUTE);
    expect((await post(served, { content: "x" }, id)).body.code).toBe(50083);
    expect((await served.api("PATCH", `/channels/${id}`, { archived: false })).status).toBe(200);
    expect((await post(served, { content: "x" }, id)).status).toBe(200);
    await served.api("PATCH", `/channels/${id}`, { locked: true });
    expect((await post(served, { content: "x" }, id)).body.code).toBe(160005);
  });

  test("are the only way into a forum, whose tag may be required", async () => {
    await using served = await serveOne();
    const tags = [{ id: "7", name: "Question" }];
    const { id } = served.standIn.world.addChannel(SEED.guild, {
      name: "help",
      type: 15,
      forum: { tags, tagRequired: true },
    });
    expect((await post(served, { content: "x" }, id)).body.code).toBe(40058);
    expect((await start(served, { name: "How?", message: { content: "x" } }, id)).body.code).toBe(40067);
    const made = await start(served, { name: "How?", message: { content: "x" }, applied_tags: ["7"] }, id);
    expect(made.body).toMatchObject({ type: 11, message: { content: "x" } });
    expect(made.body.message.id).toBe(made.body.id);
  });
});

describe("guilds", () => {
  test("can be read, with channels and roles, and left", async () => {
    await using served = await serveOne();
    const at = `/guilds/${SEED.guild}`;
    expect((await served.api("GET", at)).body).toMatchObject({
      name: "Data Engineers' Corner",
      owner_id: SEED.admin,
    });
    expect((await served.api("GET", `${at}/channels`)).body.map((one: Json) => one.name)).toEqual([
      "general",
      "study",
    ]);
    expect((await served.api("GET", `${at}/roles`)).body.map((one: Json) => one.name)).toEqual([
      "@everyone",
      "Waymark",
    ]);
    expect((await served.api("GET", "/users/@me/guilds")).body).toHaveLength(1);
    expect((await served.api("DELETE", `/users/@me${at}`)).status).toBe(204);
    expect((await served.api("GET", at)).body.code).toBe(10004);
  });

  test("their channels are renamed by who may manage them", async () => {
    await using served = await serveOne();
    const path = `/channels/${SEED.study}`;
    expect((await served.api("PATCH", path, { name: "learn" })).body.code).toBe(50013);
    served.standIn.world.setOverwrite(SEED.study, { id: SEED.bot, type: 1, allow: 1n << 4n, deny: 0n });
    expect((await served.api("PATCH", path, { name: "learn" })).body.name).toBe("learn");
    expect((await served.api("PATCH", path, { name: "" })).body.code).toBe(50035);
  });
});
