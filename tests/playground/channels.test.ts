import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { serveOne } from "./support/served.ts";
import type { Json } from "./support/served.ts";
import { messages, post } from "./support/channel-requests.ts";

const [lena] = SEED.members;

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

describe("guilds", () => {
  test("can be read, with channels and roles, and left", async () => {
    await using served = await serveOne();
    const at = `/guilds/${SEED.guild}`;
    expect((await served.api("GET", at)).body).toMatchObject({
      name: "Data Engineers",
      owner_id: SEED.admin,
    });
    expect((await served.api("GET", `${at}/channels`)).body.map((one: Json) => one.name)).toEqual([
      "general",
      "study",
      "showcase",
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
