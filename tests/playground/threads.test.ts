import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";
import { serveOne } from "./support/served.ts";
import type { Reply, Served } from "./support/served.ts";
import { deny, messages, post } from "./support/channel-requests.ts";

const [lena, rafael] = SEED.members;
const THREADS = 1n << 35n;
const SEND_IN_THREADS = 1n << 38n;
const MINUTE = 60_000;

const openDm = async (served: Served, user: string): Promise<Reply> =>
  served.api("POST", "/users/@me/channels", { recipient_id: user });

const start = (served: Served, body: object, at: string = SEED.study): Promise<Reply> =>
  served.api("POST", `/channels/${at}/threads`, body);

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
