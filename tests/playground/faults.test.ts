import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import type { FaultKind } from "../../src/playground/stand-in.ts";
import { openSession } from "./support/raw-bot.ts";
import { serveOne } from "./support/served.ts";
import type { Reply, Served } from "./support/served.ts";

const PATH = `/channels/${SEED.study}/messages`;
const PATH_OF_STUDY = `POST ${PATH}`;
const post = (served: Served): Promise<Reply> => served.api("POST", PATH, { content: "x" });
const sent = (served: Served): number => served.standIn.view(SEED.admin, SEED.study).length;

test("a gateway that takes no sockets answers them with 503, until it takes them again", async () => {
  await using served = await serveOne();
  const stop = served.standIn.faults.refuseSockets();
  await expect(openSession(served)).rejects.toThrow("503");
  stop();
  const session = await openSession(served);
  expect(served.standIn.botOnline()).toBe(true);
  session.terminate();
});

describe("a fault that was ordered", () => {
  test.each<[FaultKind, number | "no answer", number]>([
    ["429-user", 429, 0],
    ["429-shared", 429, 0],
    ["429-global", 429, 0],
    ["5xx-before", 500, 0],
    ["5xx-after", 500, 1],
    ["reset-before", "no answer", 0],
    ["reset-after", "no answer", 1],
  ])("%s answers %s and makes %i messages", async (kind, status, messages) => {
    await using served = await serveOne();
    served.standIn.faults.next({ route: "POST /channels/:channel/messages", kind });
    const got = await post(served).then(
      (reply) => reply.status,
      () => "no answer",
    );
    expect(got).toBe(status);
    expect(sent(served)).toBe(messages);
    expect((await post(served)).status).toBe(200);
    expect(sent(served)).toBe(messages + 1);
  });

  test.each([
    ["hang-before", 0],
    ["hang-after", 1],
  ] as const)("%s never answers and makes %i messages", async (kind, messages) => {
    await using served = await serveOne();
    served.standIn.faults.next({ kind });
    const patience = new AbortController();
    const answer = fetch(`${served.apiUrl}/v10${PATH}`, {
      method: "POST",
      headers: { authorization: `Bot ${served.standIn.token}`, "content-type": "application/json" },
      body: JSON.stringify({ content: "x" }),
      signal: patience.signal,
    }).then(
      () => "answered",
      () => "gave up",
    );
    await served.standIn.log.wait((one) => one.answer === "hung");
    expect(await Promise.race([answer, delay(20, "silence")])).toBe("silence");
    patience.abort();
    expect(await answer).toBe("gave up");
    expect(sent(served)).toBe(messages);
    expect(served.standIn.log.requests).toMatchObject([{ answer: "hung", accepted: messages === 1 }]);
  });

  test("can be a refusal for a reason of Discord's own", async () => {
    await using served = await serveOne();
    served.standIn.faults.next({ kind: "refusal", status: 400, code: 200000 });
    expect(await post(served)).toMatchObject({ status: 400, body: { code: 200000 } });
    expect(sent(served)).toBe(0);
  });

  test("meets the requests it was meant for, as often as was said", async () => {
    await using served = await serveOne();
    const { faults } = served.standIn;
    faults.next({ route: /threads/, kind: "5xx-before" });
    faults.next({ route: PATH_OF_STUDY, kind: "5xx-before", status: 503 }, 2);
    expect([(await post(served)).status, (await post(served)).status, (await post(served)).status]).toEqual([
      503, 503, 200,
    ]);
  });

  test("lasts until it is stopped, or all is cleared", async () => {
    await using served = await serveOne();
    const { faults } = served.standIn;
    const stop = faults.always({ kind: "5xx-before" });
    expect([(await post(served)).status, (await post(served)).status]).toEqual([500, 500]);
    stop();
    expect((await post(served)).status).toBe(200);
    faults.always({ kind: "5xx-before" });
    faults.clear();
    expect((await post(served)).status).toBe(200);
  });

  test("is told apart from a refusal in the log", async () => {
    await using served = await serveOne();
    served.standIn.faults.next({ kind: "reset-after" });
    await post(served).catch(() => {});
    served.standIn.faults.next({ kind: "5xx-before" });
    await post(served);
    expect(served.standIn.log.requests.map((one) => [one.status, one.accepted, one.answer])).toEqual([
      [200, true, "reset"],
      [500, false, "sent"],
    ]);
  });
});

describe("a slow network", () => {
  test("delays answers and frames, each way, and keeps their order", async () => {
    await using served = await serveOne();
    const socket = await openSession(served);
    await socket.event("GUILD_CREATE");
    const stop = served.standIn.faults.slow(20, 10);
    const before = performance.now();
    await post(served);
    expect(performance.now() - before).toBeGreaterThanOrEqual(19);
    for (let index = 0; index < 10; index++) served.standIn.world.renameChannel(SEED.study, `${index}`);
    for (let index = 0; index < 10; index++) {
      expect((await socket.event("CHANNEL_UPDATE")).d.name).toBe(`${index}`);
    }
    stop();
  });
});

describe("the log", () => {
  test("says of each request what it was and what came of it, in order", async () => {
    await using served = await serveOne();
    await served.api("POST", PATH, { content: `<@${SEED.members[0]}> @everyone`, nonce: "n1" });
    await served.api("POST", PATH, { content: "" });
    await served.api("GET", "/users/@me?x=1", undefined, { token: null });
    await served.api("GET", "/nowhere");
    expect(served.standIn.log.requests).toMatchObject([
      {
        method: "POST",
        route: "/channels/:channel/messages",
        path: PATH,
        body: { nonce: "n1" },
        authorised: true,
        status: 200,
        code: null,
        accepted: true,
        answer: "sent",
        message: {
          nonce: "n1",
          created: true,
          pings: { users: [SEED.members[0]], roles: [], everyone: true },
        },
      },
      { status: 400, code: 50006, accepted: false, refusal: { message: "Cannot send an empty message" } },
      { path: "/users/@me?x=1", authorised: false, status: 401, code: 0 },
      { route: null, status: 404, code: 0 },
    ]);
    expect(served.standIn.log.of("GET /users/@me")).toHaveLength(1);
    expect(served.standIn.log.refused()).toHaveLength(3);
  });

  test("drops its oldest entries when it is full", async () => {
    await using served = await serveOne({ logLimit: 10 });
    for (let index = 0; index < 50; index++) await served.api("GET", "/gateway");
    expect(served.standIn.log.requests.length).toBeLessThanOrEqual(21);
    expect(served.standIn.log.requests.at(-1)?.number).toBe(50);
  });

  test("can be waited for", async () => {
    await using served = await serveOne();
    const found = served.standIn.log.wait((one) => one.status === 200);
    await post(served);
    expect((await found).path).toBe(PATH);
    await expect(served.standIn.log.wait(() => false, 10)).rejects.toThrow("within 10 ms");
  });
});
