import {
  ApplicationCommandResponseSchema,
  GatewayBotResponseSchema,
  GuildChannelResponseSchema,
  GuildMemberResponseSchema,
  GuildRoleResponseSchema,
  GuildWithCountsResponseSchema,
  InteractionCallbackResponseSchema,
  MessageResponseSchema,
  PrivateApplicationResponseSchema,
  PrivateChannelResponseSchema,
  ThreadResponseSchema,
  UserPIIResponseSchema,
} from "discord-api-spec/zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ZodMiniType } from "zod/mini";
import { SEED } from "../../src/playground/stand-in.ts";
import { checkSchema } from "../../src/playground/check/schema.ts";
import { openSession } from "./support/raw-bot.ts";
import { serveOne } from "./support/served.ts";
import type { Json, Served } from "./support/served.ts";

// What the stand-in answers has the shape that Discord's own description gives it.

let served: Served;
beforeAll(async () => {
  served = await serveOne();
});
afterAll(() => served[Symbol.asyncDispose]());

const [lena] = SEED.members;
const at = `/channels/${SEED.study}`;
const get = async (path: string): Promise<Json> => (await served.api("GET", path)).body;
const post = async (path: string, body: object): Promise<Json> => (await served.api("POST", path, body)).body;
const first = async (list: Promise<Json>): Promise<Json> => (await list)[0];
const options = [
  { type: 3, name: "topic", description: "A topic", required: true, autocomplete: true },
  { type: 4, name: "hours", description: "Hours", choices: [{ name: "One", value: 1 }] },
];

test.each<[string, ZodMiniType, () => Promise<Json>]>([
  ["the gateway", GatewayBotResponseSchema, () => get("/gateway/bot")],
  ["the bot", UserPIIResponseSchema, () => get("/users/@me")],
  ["the application", PrivateApplicationResponseSchema, () => get("/applications/@me")],
  [
    "a command",
    ApplicationCommandResponseSchema,
    () => post(`/applications/${SEED.application}/commands`, { name: "log", description: "Logs", options }),
  ],
  ["a guild", GuildWithCountsResponseSchema, () => get(`/guilds/${SEED.guild}`)],
  ["a channel", GuildChannelResponseSchema, () => get(at)],
  ["a role", GuildRoleResponseSchema, () => first(get(`/guilds/${SEED.guild}/roles`))],
  ["a member", GuildMemberResponseSchema, () => get(`/guilds/${SEED.guild}/members/${lena}`)],
  [
    "a direct message channel",
    PrivateChannelResponseSchema,
    () => post("/users/@me/channels", { recipient_id: lena }),
  ],
  ["a thread", ThreadResponseSchema, () => post(`${at}/threads`, { name: "Week 1", type: 11 })],
  ["a message", MessageResponseSchema, () => post(`${at}/messages`, rich)],
  ["a message with new components", MessageResponseSchema, () => post(`${at}/messages`, modern)],
  ["an answer to an interaction", InteractionCallbackResponseSchema, answered],
])("%s", async (_name, schema, ask) => {
  expect(checkSchema(schema, await ask()).problems).toEqual([]);
});

const rich = {
  content: `<@${lena}>`,
  nonce: "n",
  embeds: [
    {
      title: "T",
      fields: [{ name: "n", value: "v" }],
      footer: { text: "f" },
      timestamp: "2026-11-22T00:00:00Z",
    },
  ],
  components: [
    { type: 1, components: [{ type: 2, style: 1, custom_id: "a", label: "A", emoji: { name: "✅" } }] },
    { type: 1, components: [{ type: 3, custom_id: "b", options: [{ label: "L", value: "v" }] }] },
  ],
};
const modern = {
  flags: 1 << 15,
  components: [{ type: 17, components: [{ type: 10, content: "hello" }, { type: 14 }] }],
};

async function answered(): Promise<Json> {
  await served.api("PUT", `/applications/${SEED.application}/commands`, [
    { name: "ping", description: "Answers" },
  ]);
  const bot = await openSession(served);
  void served.standIn.as(lena, SEED.study).command("ping");
  const { d } = await bot.event("INTERACTION_CREATE");
  const body = { type: 4, data: { content: "pong", flags: 64 } };
  const path = `/interactions/${d.id}/${d.token}/callback?with_response=true`;
  return (await served.api("POST", path, body, { token: null })).body;
}
