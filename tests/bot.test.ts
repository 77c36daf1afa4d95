import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { REST } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { BotParts } from "../src/bot.ts";
import { defineSubcommand } from "../src/discord/command.ts";
import type { Command } from "../src/discord/command.ts";
import { mint } from "../src/domain/ids.ts";
import type { GuildId, MemberId } from "../src/domain/ids.ts";
import { SEED } from "../src/playground/stand-in.ts";
import type { Outcome } from "../src/playground/stand-in.ts";
import { listGuilds } from "../src/store/guilds.ts";
import { StartError } from "../src/store/start-error.ts";
import type { Reply } from "../src/text/reply.ts";
import { createTestPlace } from "./support/bot.ts";
import type { TestPlace } from "./support/bot.ts";

const PUT = "PUT /applications/:application/commands";
const GET = "GET /applications/:application/commands";

const answers = (name: string, run: () => Promise<Reply>): Command => ({
  name,
  description: "Answers",
  contexts: "guild",
  run: defineSubcommand({ description: "Answers", options: {}, run }),
});
const ping = answers("ping", async () => ({ kind: "private", message: { content: "pong" } }));
const contentOf = (outcome: Outcome): string =>
  outcome.kind === "message" ? outcome.message.content : JSON.stringify(outcome);
const events = ({ standIn }: TestPlace) => standIn.log.gateway.map(({ event }) => event);
const POST = "POST /channels/:channel/messages";
const stored = async ({ database }: TestPlace): Promise<string[]> =>
  (await listGuilds(database.db)).toSorted();
const welcomes = ({ standIn }: TestPlace) => standIn.log.of(POST).filter(({ accepted }) => accepted);
const lena = ({ standIn }: TestPlace) => standIn.as(SEED.members[0], SEED.study);

describe("a start that cannot be", () => {
  let place: TestPlace;
  beforeAll(async () => {
    place = await createTestPlace({ token: "the.right.token" });
  });
  afterAll(() => place[Symbol.asyncDispose]());
  const failure = (config: Partial<BotParts["config"]>): Promise<unknown> =>
    place
      .start({ config: { token: "the.right.token", apiUrl: place.apiUrl, shardCount: null, ...config } })
      .catch((error: unknown) => error);

  test("with a token that Discord does not take is one line, and the token is nowhere", async () => {
    const error = await failure({ token: "a.wrong.token" });
    expect(error).toBeInstanceOf(StartError);
    expect((error as Error).message).toMatch(/^DISCORD_TOKEN: Discord does not accept this token; example: /);
    expect(`${String(error)}${place.testLog.text()}`).not.toContain("a.wrong.token");
    expect(place.standIn.log.of()).toHaveLength(1);
  });

  test("without a server at the other end names the variable", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    const apiUrl = `http://127.0.0.1:${port}/api`;
    expect(await failure({ apiUrl })).toMatchObject({
      name: "StartError",
      message: `DISCORD_API_URL: ${apiUrl} cannot be reached (ECONNREFUSED); example: DISCORD_API_URL=https://discord.com/api`,
    });
  });

  test("while Discord is down says so", async () => {
    const end = place.standIn.faults.always({ kind: "5xx-before", status: 503 });
    expect(await failure({})).toMatchObject({
      name: "StartError",
      message: `DISCORD_API_URL: ${place.apiUrl} answered 503 to the first request; try again in a few minutes`,
    });
    end();
  });
});

describe("the commands", () => {
  test("are registered when they changed, and only then", async () => {
    await using place = await createTestPlace();
    for (const commands of [
      [ping],
      [ping],
      [ping, answers("pong", async () => ({ kind: "private", message: { content: "ping" } }))],
    ]) {
      const bot = await place.start({ commands });
      await bot.stop();
    }
    expect(
      place.standIn.log.of(PUT).map(({ body }) => (body as { name: string }[]).map(({ name }) => name)),
    ).toEqual([["ping"], ["ping", "pong"]]);
  });

  test.each([
    ["has them no longer", () => {}],
    [
      "lists none",
      ({ standIn }: TestPlace) =>
        void standIn.faults.always({ route: GET, kind: "refusal", status: 405, code: 0 }),
    ],
  ])("are registered again where Discord %s", async (_, prepare) => {
    await using place = await createTestPlace();
    await (await place.start({ commands: [ping] })).stop();
    const rest = new REST({ api: place.apiUrl }).setToken(place.standIn.token);
    await rest.put(Routes.applicationCommands(SEED.application), { body: [] });
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
    prepare(place);
    await place.start({ commands: [ping] });
    expect(place.standIn.commands(SEED.guild).map(({ name }) => name)).toEqual(["ping"]);
  });

  test("of before are taken as they are where Discord cannot say", async () => {
    await using place = await createTestPlace();
    await (await place.start({ commands: [ping] })).stop();
    const end = place.standIn.faults.always({ route: GET, kind: "5xx-before" });
    await place.start({ commands: [ping] });
    end();
    expect(place.standIn.log.of(PUT)).toHaveLength(1);
    expect(contentOf(await lena(place).command("ping"))).toBe("pong");
  });

  test("of before work on where Discord takes no new ones, and the next start tries again", async () => {
    await using place = await createTestPlace();
    await (await place.start({ commands: [ping] })).stop();
    const end = place.standIn.faults.always({ route: PUT, kind: "5xx-before" });
    const bot = await place.start({
      commands: [ping, answers("new", async () => ({ kind: "private", message: {} }))],
    });
    expect(contentOf(await lena(place).command("ping"))).toBe("pong");
    expect(place.testLog.lines).toContainEqual(
      expect.objectContaining({ level: "error", msg: expect.stringMatching(/^the commands could not/) }),
    );
    end();
    await bot.stop();
    await place.start({ commands: [ping, answers("new", async () => ({ kind: "private", message: {} }))] });
    expect(place.standIn.commands(SEED.guild).map(({ name }) => name)).toEqual(["ping", "new"]);
  });

  test("are mentioned by their id once Discord has given one", async () => {
    await using place = await createTestPlace();
    const mentions: string[] = [];
    const command = { ...ping };
    const told = answers("told", async () => ({ kind: "private", message: { content: "told" } }));
    const bot = await place.start({
      commands: [
        command,
        {
          ...told,
          run: defineSubcommand({
            description: "d",
            options: {},
            run: async (_, app) => {
              mentions.push(app.mention("ping"), app.mention("told it"), app.mention("gone"));
              return { kind: "private", message: { content: "told" } };
            },
          }),
        },
      ],
    });
    await lena(place).command("told");
    const idOf = (name: string) => place.standIn.commands(SEED.guild).find((one) => one.name === name)?.id;
    expect(mentions).toEqual([`</ping:${idOf("ping")}>`, `</told it:${idOf("told")}>`, "/gone"]);
    await bot.stop();
  });
});

describe("the connection", () => {
  test("is taken up by the next process, which answers what came in between", async () => {
    await using place = await createTestPlace();
    const first = await place.start({ commands: [ping] });
    await first.stop();
    expect(place.standIn.log.gateway.at(-1)).toMatchObject({ event: "closed by client", code: 4200 });
    const outcome = lena(place).command("ping");
    await place.start({ commands: [ping] });
    expect(contentOf(await outcome)).toBe("pong");
    expect(place.standIn.log.gateway.at(-1)).toMatchObject({
      event: "resumed",
      replayed: expect.any(Number),
    });
    expect(events(place).filter((event) => event === "identified")).toHaveLength(1);
  });

  test("begins anew where Discord has forgotten the session", async () => {
    await using place = await createTestPlace();
    await (await place.start({ commands: [ping] })).stop();
    place.standIn.faults.loseSessions();
    await place.start({ commands: [ping] });
    expect(contentOf(await lena(place).command("ping"))).toBe("pong");
    expect(events(place)).toContain("refused resume");
  });

  test("begins anew with another number of shards", async () => {
    await using place = await createTestPlace({ maxConcurrency: 2 });
    await (await place.start({ commands: [ping] })).stop();
    const config = { token: place.standIn.token, apiUrl: place.apiUrl, shardCount: 2 };
    const bot = await place.start({ commands: [ping], config });
    expect(bot.isReady()).toBe(true);
    expect(events(place).filter((event) => event === "identified")).toHaveLength(3);
    expect(contentOf(await lena(place).command("ping"))).toBe("pong");
  });

  test.each([undefined, 4000])("is resumed after it broke, code %s", async (code) => {
    await using place = await createTestPlace();
    const bot = await place.start({ commands: [ping] });
    place.standIn.faults.dropSocket(code === undefined ? {} : { code });
    const outcome = lena(place).command("ping");
    expect(contentOf(await outcome)).toBe("pong");
    expect(events(place)).toContain("resumed");
    expect(bot.isReady()).toBe(true);
  });

  test("that Discord will not have again is told to whoever runs the bot", async () => {
    await using place = await createTestPlace();
    const bot = await place.start({ commands: [ping] });
    place.standIn.faults.dropSocket({ code: 4014 });
    expect(await bot.refused).toMatchObject({
      name: "StartError",
      message: "Discord closed the connection for good: it does not allow the intents asked for (4014)",
    });
    expect(bot.isReady()).toBe(false);
    // The one line is the program's last word: nothing, and no stack, is logged beside it.
    expect(place.testLog.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
  });
});

describe("an orderly end", () => {
  test("lets a running command finish and answer, and takes nothing new", async () => {
    await using place = await createTestPlace();
    const started = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<Reply>();
    const slow = answers("slow", () => {
      started.resolve();
      return gate.promise;
    });
    const bot = await place.start({ commands: [slow, ping] });
    const running = lena(place).command("slow");
    await started.promise;
    const stopped = bot.stop();
    await place.standIn.log.waitGateway(({ event }) => event === "closed by client");
    const late = lena(place).command("ping");
    gate.resolve({ kind: "private", message: { content: "finished" } });
    await stopped;
    expect(contentOf(await running)).toBe("finished");
    await place.start({ commands: [slow, ping] });
    expect(contentOf(await late)).toBe("pong");
  });

  test("cuts off a command that never ends, and says so", async () => {
    await using place = await createTestPlace();
    const started = Promise.withResolvers<void>();
    const bot = await place.start({
      commands: [
        answers("stuck", () => {
          started.resolve();
          return new Promise(() => {});
        }),
      ],
    });
    void lena(place).command("stuck");
    await started.promise;
    await bot.stop(10);
    expect(place.testLog.lines).toContainEqual(expect.objectContaining({ level: "warn", unfinished: 1 }));
  });
});

describe("the servers", () => {
  test("that the bot joins are welcomed, once, in the channel for it", async () => {
    await using place = await createTestPlace();
    await place.start({ commands: [ping] });
    const { id, channelIds } = place.standIn.world.addGuild({ name: "New" });
    const there = (): unknown[] =>
      welcomes(place).filter(({ path }) => channelIds.has(path.split("/")[2] ?? ""));
    await vi.waitFor(() => expect(there()).toHaveLength(1));
    expect(JSON.stringify(there())).toMatch(/`?<?\/roadmap next/);
    expect(await stored(place)).toContain(id);
  });

  test("that were there before are not welcomed again, nor after an outage", async () => {
    await using place = await createTestPlace();
    const first = await place.start({ commands: [ping] });
    await vi.waitFor(async () => expect(await stored(place)).toEqual([SEED.guild]));
    await first.stop();
    const before = welcomes(place).length;
    place.standIn.faults.loseSessions();
    const second = await place.start({ commands: [ping] });
    place.standIn.faults.outage(SEED.guild)();
    await second.stop();
    expect(welcomes(place)).toHaveLength(before);
    expect(await stored(place)).toEqual([SEED.guild]);
  });

  test("that remove the bot are forgotten, and welcomed anew when they come back", async () => {
    await using place = await createTestPlace();
    await place.start({ commands: [ping] });
    const { id } = place.standIn.world.addGuild({ name: "Coming and going" });
    await vi.waitFor(async () => expect(await stored(place)).toContain(id));
    const before = welcomes(place).length;
    place.standIn.world.removeGuild(id);
    await vi.waitFor(async () => expect(await stored(place)).not.toContain(id));
    place.standIn.world.addGuild({ id, name: "Back" });
    await vi.waitFor(() => expect(welcomes(place)).toHaveLength(before + 1));
  });

  test("that removed the bot while it was away are forgotten at the next start", async () => {
    await using place = await createTestPlace();
    const { id } = place.standIn.world.addGuild({ name: "Short stay" });
    const first = await place.start({ commands: [ping] });
    await vi.waitFor(async () => expect(await stored(place)).toContain(id));
    await first.stop();
    place.standIn.world.removeGuild(id);
    place.standIn.faults.loseSessions();
    await place.start({ commands: [ping] });
    await vi.waitFor(async () => expect(await stored(place)).toEqual([SEED.guild]));
  });

  test("tell who of their members has left", async () => {
    await using place = await createTestPlace();
    const left = SEED.members[1];
    let departed: ReadonlySet<MemberId> = new Set();
    const run = defineSubcommand({
      description: "d",
      options: {},
      run: async (_, app) => {
        const members = [SEED.members[0], left].map((id) => mint<MemberId>(id));
        departed = await app.findDeparted(mint<GuildId>(SEED.guild), members);
        return { kind: "private", message: { content: "asked" } };
      },
    });
    await place.start({ commands: [{ ...ping, run }] });
    place.standIn.world.removeMember(SEED.guild, left);
    expect(contentOf(await lena(place).command("ping"))).toBe("asked");
    expect([...departed]).toEqual([left]);
  });
});
