import type { GatewaySendPayload } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { createDeparted } from "../../src/discord/departed.ts";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId, MemberId } from "../../src/domain/ids.ts";

const guild = mint<GuildId>("100000000000000001");
const members = (count: number): MemberId[] =>
  Array.from({ length: count }, (_, index) => mint<MemberId>(`member-${index}`));

type Request = { readonly nonce: string; readonly user_ids: readonly string[]; readonly guild_id: string };

/** A gateway that answers as `answer` says; chunks are handed over after the request was sent, as the real one does. */
function createGateway(answer: (request: Request) => readonly object[] | Error, timeoutMs = 5) {
  const requests: Request[] = [];
  let now = 1_000_000;
  const departed = createDeparted({
    timeoutMs,
    elapsed: () => now,
    send: async (_, payload: GatewaySendPayload) => {
      const request = (payload as { d: Request }).d;
      requests.push(request);
      const chunks = answer(request);
      if (chunks instanceof Error) throw chunks;
      for (const chunk of chunks) {
        queueMicrotask(() =>
          departed.onChunk({
            guild_id: guild,
            members: [],
            chunk_index: 0,
            chunk_count: 1,
            nonce: request.nonce,
            ...chunk,
          }),
        );
      }
    },
  });
  return { departed, requests, pass: (ms: number) => (now += ms) };
}

test("who is not found has left", async () => {
  const { departed, requests } = createGateway(() => [{ not_found: ["member-1"] }], 10_000);
  expect([...(await departed.find(guild, members(3)))]).toEqual(["member-1"]);
  expect(requests).toMatchObject([{ guild_id: guild, user_ids: ["member-0", "member-1", "member-2"] }]);
  expect(requests[0]?.nonce.length).toBeLessThanOrEqual(32);
});

test("an answer in parts is put together", async () => {
  const { departed } = createGateway(
    () => [
      { chunk_index: 0, chunk_count: 2, not_found: ["member-0"] },
      { chunk_index: 1, chunk_count: 2, not_found: ["member-2"] },
    ],
    10_000,
  );
  expect([...(await departed.find(guild, members(3)))]).toEqual(["member-0", "member-2"]);
});

test("an answer without the list means that all are there", async () => {
  const { departed } = createGateway(() => [{}], 10_000);
  expect((await departed.find(guild, members(1))).size).toBe(0);
});

test("more than a hundred are asked about a hundred at a time", async () => {
  const { departed, requests } = createGateway(({ user_ids: ids }) => [{ not_found: [ids[0]] }], 10_000);
  expect([...(await departed.find(guild, members(250)))]).toEqual(["member-0", "member-100", "member-200"]);
  expect(requests.map(({ user_ids: ids }) => ids.length)).toEqual([100, 100, 50]);
});

test("nobody is asked about nobody", async () => {
  const { departed, requests } = createGateway(() => []);
  expect((await departed.find(guild, [])).size).toBe(0);
  expect(requests).toEqual([]);
});

describe("where nobody answers, all are taken as present", () => {
  test("in time, or for another question", async () => {
    const { departed } = createGateway(() => [{ nonce: "another", not_found: ["member-0"] }]);
    expect((await departed.find(guild, members(1))).size).toBe(0);
  });

  test("because nothing could be sent", async () => {
    const { departed } = createGateway(() => new Error("no such shard"), 10_000);
    expect((await departed.find(guild, members(1))).size).toBe(0);
  });

  test("and after two silences nobody waits for a while", async () => {
    const { departed, requests, pass } = createGateway(() => []);
    for (let times = 0; times < 4; times += 1) await departed.find(guild, members(1));
    expect(requests).toHaveLength(2);
    pass(5 * 60_000);
    await departed.find(guild, members(1));
    expect(requests).toHaveLength(3);
  });
});

test("questions stay below the limit of the connection", async () => {
  const { departed, requests, pass } = createGateway(() => [{}], 10_000);
  for (let times = 0; times < 80; times += 1) await departed.find(guild, members(1));
  expect(requests).toHaveLength(60);
  pass(60_000);
  await departed.find(guild, members(1));
  expect(requests).toHaveLength(61);
});
