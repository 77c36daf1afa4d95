import { REST } from "@discordjs/rest";
import { WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { GatewayDispatchEvents, GatewayIntentBits, Routes } from "discord.js";
import { afterEach, describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import type { StandInOptions } from "../../src/playground/stand-in.ts";
import { serveOne } from "./support/served.ts";
import type { Json, Served } from "./support/served.ts";

// The library that the bot is built on, against the stand-in: what it does on Discord it must do here.

const [lena] = SEED.members;
/** The library waits 5 seconds between identifies; the stand-in is told not to mind. */
const buildIdentifyThrottler = () => ({ waitForIdentify: () => Promise.resolve() });
const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

type Client = {
  readonly served: Served;
  readonly rest: REST;
  readonly manager: WebSocketManager;
  /** Names of the dispatches, in order. */
  readonly heard: string[];
};

async function connect(options: StandInOptions = {}, token?: string): Promise<Client> {
  const served = await serveOne(options);
  ending.push(() => served[Symbol.asyncDispose]());
  const rest = new REST({ version: "10", api: served.apiUrl }).setToken(token ?? served.standIn.token);
  const manager = new WebSocketManager({
    token: token ?? served.standIn.token,
    intents: GatewayIntentBits.Guilds,
    rest,
    buildIdentifyThrottler,
  });
  const heard: string[] = [];
  manager.on(WebSocketShardEvents.Error, () => {});
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    heard.push(data.t);
    if (data.t === GatewayDispatchEvents.InteractionCreate) void answer(rest, data.d);
  });
  ending.push(async () => manager.destroy());
  await manager.connect();
  await served.standIn.untilOnline();
  return { served, rest, manager, heard };
}

async function answer(rest: REST, interaction: Json): Promise<void> {
  const path = Routes.interactionCallback(interaction.id as string, interaction.token as string);
  const button = { type: 1, components: [{ type: 2, style: 1, label: "Again", custom_id: "again" }] };
  const say = (content: string): object => ({ content, components: [button] });
  const body = interaction.type === 3 ? { type: 7, data: say("clicked") } : { type: 4, data: say("pong") };
  await rest.post(path, { auth: false, body });
}

const resumed = (client: Client): Promise<unknown> =>
  client.served.standIn.log.waitGateway((one) => one.event === "resumed");

describe("the library's gateway", () => {
  test("connects, and answers a command and a click", async () => {
    const { served, rest, heard } = await connect();
    await rest.put(Routes.applicationCommands(SEED.application), {
      body: [{ name: "ping", description: "Answers" }],
    });
    const person = served.standIn.as(lena, SEED.study);
    const outcome = await person.command("ping");
    if (outcome.kind !== "message") throw new Error("no message");
    expect(outcome.message.content).toBe("pong");
    expect(await person.click(outcome.message, "Again")).toMatchObject({
      updated: true,
      message: { content: "clicked" },
    });
    expect(heard).toEqual(["READY", "GUILD_CREATE", "INTERACTION_CREATE", "INTERACTION_CREATE"]);
  });

  test("resumes after its socket was dropped without a word, and misses nothing", async () => {
    const client = await connect();
    const { standIn } = client.served;
    standIn.faults.dropSocket();
    standIn.world.renameChannel(SEED.study, "meanwhile");
    await resumed(client);
    await expect.poll(() => client.heard).toEqual(["READY", "GUILD_CREATE", "CHANNEL_UPDATE", "RESUMED"]);
  });

  test("resumes when it is asked to reconnect", async () => {
    const client = await connect();
    client.served.standIn.faults.askReconnect();
    await resumed(client);
    await expect.poll(() => client.heard.at(-1)).toBe("RESUMED");
  });

  test("resumes when its heartbeats are no longer acknowledged", async () => {
    const client = await connect({ heartbeatIntervalMs: 40 });
    const stop = client.served.standIn.faults.withholdAcks();
    await client.served.standIn.log.waitGateway((one) => one.event === "closed by client");
    stop();
    await resumed(client);
  });

  test("identifies anew when its session was lost", async () => {
    const client = await connect();
    const { faults, log } = client.served.standIn;
    faults.loseSessions();
    await log.waitGateway((one) => one.event === "identified" && one.number > 3);
    await expect.poll(() => client.heard).toEqual(["READY", "GUILD_CREATE", "READY", "GUILD_CREATE"]);
  });

  test("is turned away with a wrong token", async () => {
    await expect(connect({}, "wrong")).rejects.toThrow("401");
  });

  test("connects the shards that are recommended", async () => {
    const { served } = await connect({ shards: 3, maxConcurrency: 3 });
    const shards = served.standIn.log.gateway
      .filter((one) => one.event === "identified")
      .map((one) => one.shard);
    expect(new Set(shards)).toEqual(new Set([0, 1, 2]));
  });
});

const send = (rest: REST, body: object): Promise<Json> =>
  rest.post(Routes.channelMessages(SEED.study), { body }) as Promise<Json>;

describe("the library's REST", () => {
  test("keeps to the bucket that the headers tell of", async () => {
    const { served, rest } = await connect({ rateLimits: true });
    for (let index = 0; index < 5; index++) await send(rest, { content: `${index}` });
    const limited = new Promise((resolve) => rest.once("rateLimited", resolve));
    void send(rest, { content: "sixth" }).catch(() => {});
    expect(await limited).toMatchObject({ limit: 5, method: "POST" });
    expect(served.standIn.log.of("POST /channels/:channel/messages")).toHaveLength(5);
    expect(served.standIn.log.refused()).toEqual([]);
  });

  test.each(["429-user", "429-shared", "429-global"] as const)(
    "waits for a %s and sends again",
    async (kind) => {
      const { served, rest } = await connect();
      served.standIn.faults.next({ route: "POST /channels/:channel/messages", kind, retryAfter: 0.02 });
      await send(rest, { content: "x" });
      const statuses = served.standIn.log.of("POST /channels/:channel/messages").map((one) => one.status);
      expect(statuses).toEqual([429, 200]);
    },
  );

  test.each(["5xx-after", "reset-after"] as const)(
    "sends again after a %s: doubled, but with a nonce once",
    async (kind) => {
      const { served, rest } = await connect();
      served.standIn.faults.next({ route: /messages$/, kind });
      await send(rest, { content: "plain" });
      served.standIn.faults.next({ route: /messages$/, kind });
      await send(rest, { content: "with nonce", nonce: "n", enforce_nonce: true });
      const contents = served.standIn.view(lena, SEED.study).map((one) => one.content);
      expect(contents).toEqual(["plain", "plain", "with nonce"]);
    },
  );

  test.each(["5xx-before", "reset-before"] as const)("sends again after a %s: once", async (kind) => {
    const { served, rest } = await connect();
    served.standIn.faults.next({ route: /messages$/, kind });
    await send(rest, { content: "once" });
    expect(served.standIn.view(lena, SEED.study)).toHaveLength(1);
  });

  test("uploads files, which can be fetched again", async () => {
    const { rest } = await connect();
    const made = (await rest.post(Routes.channelMessages(SEED.study), {
      body: { content: "x", attachments: [{ id: "0", filename: "me.json", description: "Yours" }] },
      files: [{ name: "me.json", data: Buffer.from("{}"), contentType: "application/json" }],
    })) as Json;
    expect(made.attachments).toMatchObject([{ filename: "me.json", size: 2, description: "Yours" }]);
    const file = await fetch(made.attachments[0].url as string);
    expect(await file.text()).toBe("{}");
    expect(file.headers.get("content-disposition")).toContain("attachment");
  });

  test("names what was wrong with a body", async () => {
    const { rest } = await connect();
    await expect(send(rest, { content: "x".repeat(2001) })).rejects.toMatchObject({
      code: 50035,
      status: 400,
    });
  });
});
