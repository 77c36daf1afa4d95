import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import { manualTime } from "./support/manual-time.ts";
import { openSession } from "./support/raw-bot.ts";
import { serveOne } from "./support/served.ts";
import type { Reply, Served } from "./support/served.ts";

const post = (served: Served, channel: string = SEED.study): Promise<Reply> =>
  served.api("POST", `/channels/${channel}/messages`, { content: "x" });
const header = (reply: Reply, name: string): string | null => reply.headers.get(name);

describe("a bucket", () => {
  test("tells its state in headers, and is refilled when its time is over", async () => {
    const time = manualTime();
    await using served = await serveOne({ rateLimits: true, time });
    const replies: Reply[] = [];
    for (let index = 0; index < 6; index++) replies.push(await post(served));
    expect(replies.map((one) => one.status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(replies.map((one) => header(one, "x-ratelimit-remaining"))).toEqual([
      "4",
      "3",
      "2",
      "1",
      "0",
      "0",
    ]);
    const last = replies[5] as Reply;
    expect(last.body).toEqual({ message: "You are being rate limited.", retry_after: 5, global: false });
    expect(header(last, "x-ratelimit-scope")).toBe("user");
    expect(header(last, "x-ratelimit-limit")).toBe("5");
    expect(header(last, "x-ratelimit-reset-after")).toBe("5.000");
    expect(Number(header(last, "retry-after"))).toBe(5);
    time.pass(5000);
    expect((await post(served)).status).toBe(200);
  });

  test("is one for each channel and each route", async () => {
    await using served = await serveOne({ rateLimits: true, time: manualTime() });
    for (let index = 0; index < 5; index++) await post(served);
    expect((await post(served)).status).toBe(429);
    const other = await post(served, SEED.general);
    expect(other.status).toBe(200);
    const read = await served.api("GET", `/channels/${SEED.study}/messages`);
    expect(read.status).toBe(200);
    expect(header(read, "x-ratelimit-bucket")).not.toBe(header(other, "x-ratelimit-bucket"));
  });
});

describe("the limit over all", () => {
  const read = (served: Served, guild: number): Promise<Reply> => served.api("GET", `/guilds/${guild}`);

  test("is 50 in a fixed second", async () => {
    const time = manualTime();
    await using served = await serveOne({ rateLimits: true, time });
    for (let index = 0; index < 50; index++) await read(served, index);
    const over = await read(served, 99);
    expect(over).toMatchObject({ status: 429, body: { global: true, retry_after: 1 } });
    expect([header(over, "x-ratelimit-global"), header(over, "x-ratelimit-scope")]).toEqual([
      "true",
      "global",
    ]);
    time.pass(1000);
    expect((await read(served, 99)).status).toBe(404);
  });

  test("is 50 in any second when the window slides", async () => {
    const time = manualTime();
    await using served = await serveOne({ rateLimits: true, time, globalWindow: "sliding" });
    for (let index = 0; index < 25; index++) await read(served, index);
    time.pass(900);
    for (let index = 25; index < 50; index++) await read(served, index);
    time.pass(100);
    const statuses: number[] = [];
    for (let index = 50; index < 76; index++) statuses.push((await read(served, index)).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  test("does not count answers to interactions", async () => {
    await using served = await serveOne({ rateLimits: true, time: manualTime() });
    await served.api("PUT", `/applications/${SEED.application}/commands`, [
      { name: "ping", description: "Answers" },
    ]);
    const bot = await openSession(served);
    for (let index = 0; index < 50; index++) await read(served, index);
    expect((await read(served, 99)).status).toBe(429);
    const outcome = served.standIn.as(SEED.members[0], SEED.study).command("ping");
    const { d } = await bot.event("INTERACTION_CREATE");
    const body = { type: 4, data: { content: "pong" } };
    const path = `/interactions/${d.id}/${d.token}/callback`;
    expect((await served.api("POST", path, body, { token: null })).status).toBe(204);
    expect(await outcome).toMatchObject({ kind: "message" });
  });
});

describe("requests in vain", () => {
  test("are counted for ten minutes, but for limits that others share", async () => {
    const time = manualTime();
    await using served = await serveOne({ time });
    const { faults, log } = served.standIn;
    await served.api("GET", "/users/@me", undefined, { token: "wrong" });
    served.standIn.world.setOverwrite(SEED.study, { id: SEED.bot, type: 1, allow: 0n, deny: 1n << 10n });
    await post(served);
    faults.next({ kind: "429-user" });
    await post(served);
    faults.next({ kind: "429-shared" });
    await post(served);
    await served.api("GET", "/channels/1");
    expect(log.invalidRequests()).toBe(3);
    time.pass(10 * 60 * 1000);
    expect(log.invalidRequests()).toBe(0);
  });
});
