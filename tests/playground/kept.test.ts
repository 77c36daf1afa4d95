import {
  ApplicationCommandType,
  ChannelType,
  InteractionResponseType,
  MessageFlags,
} from "discord-api-types/v10";
import { deserialize, serialize } from "node:v8";
import { describe, expect, test } from "vitest";
import { SEED } from "../../src/playground/stand-in.ts";
import type { KeptWorld } from "../../src/playground/kept.ts";
import type { StandIn } from "../../src/playground/stand-in.ts";
import { startScriptedBot } from "../support/scripted-bot.ts";
import { deny, messages, post, withFile } from "./support/channel-requests.ts";
import { serveOne } from "./support/served.ts";

const [lena, rafael] = SEED.members;
const NOW = Date.UTC(2030, 0, 7, 9);
const WEEK = 7 * 86_400_000;

/** What a file of it holds later: nothing is shared with the world that goes on. */
const kept = (standIn: StandIn) => deserialize(serialize(standIn.keep())) as ReturnType<StandIn["keep"]>;

describe("a world that was kept", () => {
  test("goes on in another stand-in with its people, places, messages and events", async () => {
    await using before = await serveOne({ now: NOW });
    const { world } = before.standIn;
    before.standIn.as(lena, SEED.study).say("Hello **all**, @everyone");
    await post(before, { content: "Welcome" });
    world.setNick(SEED.guild, rafael, "Rafa");
    const thread = await before.api("POST", `/channels/${SEED.study}/threads`, {
      name: "This week",
      type: ChannelType.PublicThread,
    });
    await post(before, { content: "Discuss" }, thread.body.id as string);
    const direct = await before.api("POST", "/users/@me/channels", { recipient_id: lena });
    await post(before, { content: "For you alone" }, direct.body.id as string);
    const times = {
      scheduled_start_time: new Date(NOW + WEEK),
      scheduled_end_time: new Date(NOW + 2 * WEEK),
    };
    const event = {
      name: "Sprint",
      privacy_level: 2,
      entity_type: 3,
      entity_metadata: { location: "#study" },
    };
    await before.api("POST", `/guilds/${SEED.guild}/scheduled-events`, { ...event, ...times });

    await using after = await serveOne({ now: NOW });
    expect(after.standIn.restore(kept(before.standIn))).toBe(true);
    for (const channel of before.standIn.world.channels.keys()) {
      expect(after.standIn.view(lena, channel)).toEqual(before.standIn.view(lena, channel));
    }
    expect(after.standIn.world.displayName(rafael, SEED.guild)).toBe("Rafa");
    expect(after.standIn.world.directMessage(lena).id).toBe(direct.body.id);
    for (const path of [messages, `/guilds/${SEED.guild}/scheduled-events`, `/channels/${thread.body.id}`]) {
      expect((await after.api("GET", path)).body).toEqual((await before.api("GET", path)).body);
    }
    // What is said now comes after it, in the one and not in the other.
    after.standIn.as(lena, SEED.study).say("Later");
    expect(after.standIn.view(lena, SEED.study).at(-1)?.content).toBe("Later");
    expect(before.standIn.view(lena, SEED.study).at(-1)?.content).not.toBe("Later");
  });

  test("has its files at the new address", async () => {
    await using before = await serveOne();
    await post(before, withFile());
    await using after = await serveOne();
    after.standIn.restore(kept(before.standIn));
    const url = after.standIn.view(lena, SEED.study)[0]?.attachments[0]?.url ?? "";
    expect(url.startsWith(`${after.url}/cdn/`)).toBe(true);
    expect(await (await fetch(url)).text()).toBe("text");
  });

  test("is never earlier than it was, and goes with the real time where that is later", async () => {
    await using before = await serveOne({ now: NOW });
    before.standIn.clock.advance(WEEK);
    const world = kept(before.standIn);
    await using sooner = await serveOne({ now: NOW });
    await using later = await serveOne({ now: NOW + 2 * WEEK });
    sooner.standIn.restore(world);
    later.standIn.restore(world);
    expect(sooner.standIn.clock.now()).toBeGreaterThanOrEqual(NOW + WEEK);
    expect(later.standIn.clock.now()).toBeGreaterThanOrEqual(NOW + 2 * WEEK);
  });

  test("forgets what goes with the client, and what was taken away to see what happens", async () => {
    await using before = await serveOne();
    const command = { name: "x", description: "x", type: ApplicationCommandType.ChatInput } as const;
    const names = ["private", "awaited"];
    const bot = await startScriptedBot(
      { apiUrl: before.apiUrl, token: before.standIn.token },
      names.map((name) => ({ ...command, name })),
      (interaction) =>
        "name" in (interaction.data ?? {}) && (interaction.data as { name: string }).name === "awaited"
          ? { type: InteractionResponseType.DeferredChannelMessageWithSource }
          : {
              type: InteractionResponseType.ChannelMessageWithSource,
              data: { content: "Only you", flags: MessageFlags.Ephemeral },
            },
    );
    const person = before.standIn.as(lena, SEED.study);
    await person.command("private");
    void person.command("awaited"); // what it comes to is known in 15 minutes
    await expect.poll(() => person.view().map(({ loading }) => loading)).toEqual([false, true]);
    await bot.close();
    person.say("Said");
    deny(before, 1n << 11n);

    await using after = await serveOne();
    after.standIn.restore(kept(before.standIn));
    expect(after.standIn.view(lena, SEED.study).map(({ content }) => content)).toEqual(["Said"]);
    expect((await post(after, { content: "x" })).status).toBe(200);
  });

  test("of another shape is left alone", async () => {
    await using served = await serveOne();
    served.standIn.as(lena, SEED.study).say("Here");
    expect(served.standIn.restore({ ...kept(served.standIn), shape: 0, messages: "[]" })).toBe(false);
    expect(served.standIn.view(lena, SEED.study).map(({ content }) => content)).toEqual(["Here"]);
  });

  test.each<[string, (whole: KeptWorld) => unknown]>([
    ["nothing at all", () => null],
    ["no shape", () => ({})],
    ["a shape alone", ({ shape }) => ({ shape })],
    ["no users", (whole) => ({ ...whole, users: undefined })],
    ["users that are no map", (whole) => ({ ...whole, users: [...whole.users.values()] })],
    ["half a guild", (whole) => ({ ...whole, guilds: new Map([[SEED.guild, { id: SEED.guild }]]) })],
    ["a channel without its overwrites", (whole) => ({ ...whole, channels: withoutOverwrites(whole) })],
    ["messages cut short", (whole) => ({ ...whole, messages: whole.messages.slice(0, -9) })],
    ["messages that are none", (whole) => ({ ...whole, messages: "[1, null]" })],
    ["messages that are no list", (whole) => ({ ...whole, messages: "{}" })],
    ["files that are no bytes", (whole) => ({ ...whole, files: new Map([["1", { name: "a" }]]) })],
    ["no time", (whole) => ({ ...whole, now: "soon" })],
  ])("with %s is refused, and the world stays as it is", async (_, damage) => {
    await using before = await serveOne();
    before.standIn.as(lena, SEED.study).say("Before");
    await using served = await serveOne();
    served.standIn.as(rafael, SEED.study).say("Here");
    const there = kept(served.standIn);
    expect(() => served.standIn.restore(damage(kept(before.standIn)))).toThrow();
    expect({ ...kept(served.standIn), now: 0 }).toEqual({ ...there, now: 0 });
  });
});

const withoutOverwrites = ({ channels }: KeptWorld) =>
  new Map([...channels].map(([id, channel]) => [id, { ...channel, overwrites: null }]));
