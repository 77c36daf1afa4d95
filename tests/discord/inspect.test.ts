import { Routes } from "discord-api-types/v10";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createInspect } from "../../src/discord/inspect.ts";
import type { Inspect } from "../../src/discord/inspect.ts";
import { createApi } from "../../src/discord/rest.ts";
import type { Api } from "../../src/discord/rest.ts";
import { mint } from "../../src/domain/ids.ts";
import type { ChannelId, GuildId } from "../../src/domain/ids.ts";
import { SEED, createStandIn, serveStandIn } from "../../src/playground/stand-in.ts";
import type { StandIn } from "../../src/playground/stand-in.ts";

const VIEW = 1n << 10n;
const SEND = 1n << 11n;
const HISTORY = 1n << 16n;
const PING = 1n << 17n;
const GUILD = mint<GuildId>(SEED.guild);

let standIn: StandIn;
let api: Api;
let inspect: Inspect;
let close: () => Promise<void>;
beforeAll(async () => {
  standIn = createStandIn({ rateLimits: false });
  const served = await serveStandIn(standIn, { host: "127.0.0.1", port: 0 });
  close = () => served.close();
  api = createApi({ apiUrl: served.apiUrl, token: standIn.token });
  inspect = createInspect({ rest: api.rest, log: pino({ level: "silent" }) });
});
afterAll(async () => {
  api.close();
  await close();
});

const look = (channel: string, guild = GUILD) => inspect(guild, mint<ChannelId>(channel));
function place(type: number, deny = 0n, whom = SEED.guild as string): string {
  const overwrites = [{ id: whom, type: whom === SEED.bot ? 1 : 0, allow: 0n, deny } as const];
  // What the bot's role allows in the server, a channel may deny to everybody.
  return standIn.world.addChannel(SEED.guild, { name: `kind ${type}`, type, overwrites }).id;
}

async function startThread(channel: string): Promise<string> {
  const thread = await api.rest.post(Routes.threads(channel), { body: { name: "A thread", type: 11 } });
  return (thread as { id: string }).id;
}

describe("looking at a channel", () => {
  test.each([
    [0, "text"],
    [5, "announcement"],
    [15, "forum"],
    [2, "other"],
  ])("tells its kind: %i is %s", async (type, kind) => {
    expect(await look(place(type))).toMatchObject({ kind, name: `kind ${type}`, missing: [] });
  });

  test("names what the bot lacks there, whoever denies it", async () => {
    expect(await look(place(0, SEND))).toMatchObject({ missing: ["Send Messages"] });
    expect(await look(place(0, HISTORY | SEND, SEED.bot))).toMatchObject({
      missing: ["Read Message History", "Send Messages"],
    });
  });

  test("tells which roles may be pinged: the mentionable ones, or all but everyone", async () => {
    const open = standIn.world.addRole(SEED.guild, { name: "Open", mentionable: true });
    const closed = standIn.world.addRole(SEED.guild, { name: "Closed", mentionable: false });
    const pingable = async (channel: string) => {
      const report = await look(channel);
      return "pingable" in report
        ? [open.id, closed.id, SEED.guild].map((id) => report.pingable.has(id))
        : [];
    };
    expect(await pingable(place(0))).toEqual([true, true, false]);
    expect(await pingable(place(0, PING))).toEqual([true, false, false]);
  });

  test("tells of a forum that wants a tag, and of a thread that is locked", async () => {
    const { world } = standIn;
    const forum = (tagRequired: boolean) =>
      world.addChannel(SEED.guild, { name: "forum", type: 15, forum: { tags: [], tagRequired } }).id;
    expect(await look(forum(false))).toMatchObject({ kind: "forum", obstacle: null });
    expect(await look(forum(true))).toMatchObject({ kind: "forum", obstacle: "tag-required" });
    const thread = await startThread(SEED.study);
    expect(await look(thread)).toMatchObject({ kind: "thread", missing: [], obstacle: null });
    world.channels.get(thread)!.thread!.locked = true;
    expect(await look(thread)).toMatchObject({ kind: "thread", obstacle: "locked" });
  });

  test("tells a channel it may not see from one that is gone or another server's", async () => {
    const hidden = place(0, VIEW);
    expect(await look(hidden)).toEqual({ kind: "no-access" });
    standIn.world.removeChannel(hidden);
    expect(await look(hidden)).toEqual({ kind: "gone" });
    const other = standIn.world.addGuild({ name: "Other" });
    expect(await look(SEED.study, mint<GuildId>(other.id))).toEqual({ kind: "gone" });
  });
});
