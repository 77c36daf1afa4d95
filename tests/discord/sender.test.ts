import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Post, Sender } from "../../src/delivery/port.ts";
import { newMessage } from "../../src/discord/respond.ts";
import { createSender } from "../../src/discord/sender.ts";
import { createStandIn, SEED, serveStandIn } from "../../src/playground/stand-in.ts";
import type { FaultKind, StandIn } from "../../src/playground/stand-in.ts";

const POST = /^POST \/channels\/:channel\/messages$/;
let standIn: StandIn;
let sender: Sender;
let close: () => Promise<void>;
let channel = "";

beforeAll(async () => {
  standIn = createStandIn({ rateLimits: false });
  const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
  sender = createSender({ apiUrl: served.apiUrl, token: standIn.token, timeoutMs: 300 });
  close = () => served.close();
  const text = [...standIn.world.channels.values()].find(({ type, guildId }) => type === 0 && guildId);
  channel = text?.id ?? "";
});

afterAll(async () => {
  sender.close();
  await close();
});

const post = (nonce: string): Post => ({
  target: { kind: "channel", id: channel },
  message: { content: `week ${nonce}` },
  nonce,
});

describe("a post in a channel", () => {
  test("is sent, and named", async () => {
    expect(await sender.send(post("a"))).toMatchObject({ kind: "sent", channel });
  });

  test.each(["5xx-after", "reset-after", "hang-after"] satisfies FaultKind[])(
    "after %s is uncertain, is not sent again by itself, and comes back as one message",
    async (kind) => {
      standIn.faults.next({ route: POST, kind });
      expect(await sender.send(post(kind))).toMatchObject({ kind: "uncertain" });
      const again = await sender.send(post(kind));
      const third = await sender.send(post(kind));
      expect(again).toMatchObject({ kind: "sent" });
      expect(third).toEqual(again);
    },
  );

  test.each([
    ["429-global", "all"],
    ["429-user", "channel"],
    ["429-shared", "channel"],
  ] as const)("%s comes back with its time, and for whom it counts", async (kind, scope) => {
    standIn.faults.next({ route: POST, kind, retryAfter: 0.2 });
    const paused = await sender.send(post(kind));
    expect(paused).toMatchObject({ kind: "paused", scope });
    expect(paused.kind === "paused" && paused.retryAfterMs).toBeGreaterThanOrEqual(200);
    await sleep(300);
    expect(await sender.send(post(kind))).toMatchObject({ kind: "sent" });
  });

  test("opens a public thread under a message; one that is open already is as good", async () => {
    const sent = await sender.send(post("t"));
    if (sent.kind !== "sent") throw new Error(sent.kind);
    expect(await sender.openThread(channel, sent.message, "Week 1")).toMatchObject({
      kind: "sent",
      channel: sent.message,
    });
    expect(standIn.world.channels.get(sent.message)?.type).toBe(11);
    expect(await sender.openThread(channel, sent.message, "Week 1")).toMatchObject({
      kind: "sent",
      channel: sent.message,
    });
    expect(standIn.log.requests.at(-1)?.status).toBe(400);
  });

  test("changes a message that is there, and says of one that is not that it is gone", async () => {
    const sent = await sender.send(post("e"));
    if (sent.kind !== "sent") throw new Error(sent.kind);
    expect(await sender.edit(channel, sent.message, { content: "new" })).toEqual(sent);
    expect(standIn.view(SEED.admin, channel).at(-1)?.content).toBe("new");
    expect(await sender.edit(channel, "99999999999999999", { content: "new" })).toMatchObject({
      code: 10008,
    });
  });

  test("opens an archived thread again", async () => {
    const sent = await sender.send(post("u"));
    if (sent.kind !== "sent") throw new Error(sent.kind);
    await sender.openThread(channel, sent.message, "Week 2");
    const { thread } = standIn.world.channels.get(sent.message)!;
    thread!.archived = true;
    expect(await sender.unarchive(sent.message)).toMatchObject({ kind: "sent" });
    expect(thread!.archived).toBe(false);
  });

  test("posts where a server shows its own messages", async () => {
    const system = { ...post("s"), target: { kind: "system", id: SEED.guild } } as const;
    expect(await sender.send(system)).toMatchObject({ kind: "sent", channel: SEED.general });
  });

  test("a channel's limit that is known beforehand concerns the one post, and Discord is not asked", async () => {
    const strict = createStandIn({ rateLimits: true });
    const served = await serveStandIn(strict, { host: "127.0.0.1", port: 0 });
    const own = createSender({ apiUrl: served.apiUrl, token: strict.token });
    const target = { kind: "channel", id: SEED.study } as const;
    const kinds: string[] = [];
    for (let number = 0; number < 7; number += 1) {
      const outcome = await own.send({ ...post(`k${number}`), target });
      kinds.push(outcome.kind === "paused" ? outcome.scope : outcome.kind);
    }
    expect(kinds).toEqual(["sent", "sent", "sent", "sent", "sent", "post", "post"]);
    expect(strict.log.requests).toHaveLength(5);
    own.close();
    await served.close();
  });

  test("pings the roles that are named, and nobody else", () => {
    const { body } = newMessage({ content: "<@&7> @everyone", pingRoles: ["7", "7"] });
    expect(body.allowed_mentions).toEqual({ parse: [], roles: ["7"] });
  });

  test("a refusal has its code", async () => {
    const nowhere = { ...post("n"), target: { kind: "channel", id: "99999999999999999" } } as const;
    expect(await sender.send(nowhere)).toMatchObject({ kind: "refused", status: 404, code: 10003 });
  });
});
