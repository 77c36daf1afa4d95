import { ExternalScheduledEventResponseSchema } from "discord-api-spec/zod";
import { describe, expect, test } from "vitest";
import { checkSchema } from "../../src/playground/check/schema.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import { nestedCodes, serveOne } from "./support/served.ts";
import type { Json, Served } from "./support/served.ts";

const path = `/guilds/${SEED.guild}/scheduled-events`;
const HOUR = 3_600_000;

/** A body for an event from `from` to `to` hours from now. */
function body({ standIn }: Served, from = 1, to = 2, change: Json = {}): Json {
  const at = (hours: number) => new Date(standIn.clock.now() + hours * HOUR).toISOString();
  return {
    name: "Sprint",
    privacy_level: 2,
    entity_type: 3,
    entity_metadata: { location: "the card" },
    scheduled_start_time: at(from),
    scheduled_end_time: at(to),
    ...change,
  };
}

describe("events of a server", () => {
  test("one is made, listed and shown as Discord shows it", async () => {
    await using served = await serveOne();
    const made = await served.api("POST", path, body(served));
    expect(made.status).toBe(200);
    expect(checkSchema(ExternalScheduledEventResponseSchema, made.body)).toEqual({
      problems: [],
      unknownFields: [],
    });
    expect(made.body).toMatchObject({
      status: 1,
      creator_id: SEED.bot,
      entity_metadata: { location: "the card" },
    });
    expect((await served.api("GET", path)).body).toHaveLength(1);
    expect((await served.api("GET", `${path}/${made.body.id}`)).body.id).toBe(made.body.id);
    expect((await served.api("GET", `${path}/1`)).body.code).toBe(10070);
    expect((await served.api("GET", "/guilds/1/scheduled-events")).body.code).toBe(10004);
  });

  test.each<[string, [number, number], Json, string]>([
    ["one in the past", [-1, 2], {}, "scheduled_start_time"],
    ["one that ends before it starts", [3, 2], {}, "scheduled_end_time"],
    ["one without an end", [1, 2], { scheduled_end_time: null }, "scheduled_end_time"],
    ["one without a place", [1, 2], { entity_metadata: { location: " " } }, "entity_metadata.location"],
    [
      "one at a place of 101 letters",
      [1, 2],
      { entity_metadata: { location: "x".repeat(101) } },
      "entity_metadata.location",
    ],
    ["one without a name", [1, 2], { name: "" }, "name"],
    ["a name of 101 letters", [1, 2], { name: "x".repeat(101) }, "name"],
  ])("%s is refused", async (_, [from, to], change, field) => {
    await using served = await serveOne();
    const refused = await served.api("POST", path, body(served, from, to, change));
    expect([refused.status, refused.body.code]).toEqual([400, 50035]);
    expect(Object.keys(nestedCodes(refused.body.errors))).toContain(field);
  });

  test("it begins and ends by itself, and is then no longer listed", async () => {
    await using served = await serveOne();
    const { id } = (await served.api("POST", path, body(served))).body;
    const status = async () => (await served.api("GET", `${path}/${id}`)).body.status;
    served.standIn.clock.set(served.standIn.clock.now() + HOUR);
    expect(await status()).toBe(2);
    served.standIn.clock.set(served.standIn.clock.now() + HOUR);
    expect(await status()).toBe(3);
    expect((await served.api("GET", path)).body).toEqual([]);
    expect((await served.api("PATCH", `${path}/${id}`, { status: 4 })).body.code).toBe(180000);
  });

  test("one ahead is called off, one under way is ended, and nothing else", async () => {
    await using served = await serveOne();
    const [ahead, under] = [body(served, 2, 4), body(served, 1, 4)];
    const one = (await served.api("POST", path, ahead)).body.id;
    const other = (await served.api("POST", path, under)).body.id;
    served.standIn.clock.set(served.standIn.clock.now() + HOUR);
    expect((await served.api("PATCH", `${path}/${one}`, { status: 3 })).body.code).toBe(50035);
    expect((await served.api("PATCH", `${path}/${one}`, { status: 4 })).body.status).toBe(4);
    expect((await served.api("PATCH", `${path}/${other}`, { status: 4 })).body.code).toBe(50035);
    expect((await served.api("PATCH", `${path}/${other}`, { status: 3 })).body.status).toBe(3);
    expect((await served.api("GET", path)).body).toEqual([]);
    expect((await served.api("DELETE", `${path}/${one}`)).status).toBe(204);
    expect((await served.api("GET", `${path}/${one}`)).body.code).toBe(10070);
  });

  test("needs the right to create events, and there are a hundred at most", async () => {
    await using served = await serveOne();
    for (let i = 0; i < 100; i += 1) expect((await served.api("POST", path, body(served))).status).toBe(200);
    expect((await served.api("POST", path, body(served))).body.code).toBe(30038);
    const bot = served.standIn.world.guilds.get(SEED.guild)!.members.get(SEED.bot)!;
    served.standIn.world.setRolePermissions(SEED.guild, [...bot.roles][0]!, 1n << 11n);
    expect((await served.api("POST", path, body(served))).body.code).toBe(50013);
  });
});
