import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { serveOne } from "./support/served.ts";

import { deny, messages, post, withFile } from "./support/channel-requests.ts";

const [lena] = SEED.members;
const VIEW = 1n << 10n;
const SEND = 1n << 11n;
const EMBED = 1n << 14n;
const ATTACH = 1n << 15n;
const HISTORY = 1n << 16n;

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
