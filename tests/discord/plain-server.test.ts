import { expect, test, vi } from "vitest";
import { startBot } from "../../src/bot.ts";
import { defineSubcommand } from "../../src/discord/command.ts";
import type { Command } from "../../src/discord/command.ts";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId } from "../../src/domain/ids.ts";
import { createMetrics } from "../../src/ops/metrics.ts";
import { listGuilds } from "../../src/store/guilds.ts";
import { createTestLog, emptyRoadmap } from "../support/bot.ts";
import { createTestDatabase } from "../support/database.ts";
import { interactionId } from "../support/payloads.ts";
import { servePlainDiscord } from "../support/plain-server.ts";

const GUILD = "300000000000000001";

const who: Command = {
  name: "who",
  description: "Who is there",
  contexts: "guild",
  run: defineSubcommand({
    description: "d",
    options: {},
    run: async ({ member }, app) => {
      const departed = await app.findDeparted(mint<GuildId>(GUILD), [member.id]);
      return {
        kind: "private",
        message: { content: `${member.displayName} of ${app.mention("who")}, ${departed.size} gone` },
      };
    },
  }),
};

test("the bot works on a server that has the least of Discord's API", async () => {
  await using database = await createTestDatabase();
  await using server = await servePlainDiscord();
  const testLog = createTestLog();
  const parts = {
    config: { token: "x", apiUrl: server.apiUrl, shardCount: null },
    commands: [who],
    db: database.db,
    roadmap: emptyRoadmap,
    log: testLog.log,
    metrics: createMetrics(),
    identifyEveryMs: 0,
  };
  const bot = await startBot(parts);
  server.dispatch("GUILD_CREATE", { id: GUILD });
  server.dispatch("SOMETHING_NEW", {});
  const id = interactionId();
  server.dispatch("INTERACTION_CREATE", {
    id,
    application_id: "200000000000000001",
    type: 2,
    token: "t",
    guild_id: GUILD,
    channel_id: "400000000000000001",
    member: { user: { id: "500000000000000001", username: "ada" }, permissions: "0" },
    data: { id: "0", name: "who", type: 1 },
  });
  // Nobody answers the question who has left: after a second all are taken as present.
  expect(await server.request(`/interactions/${id}/t/callback`)).toEqual({
    method: "POST",
    path: `/api/v10/interactions/${id}/t/callback`,
    body: {
      type: 4,
      data: { content: "ada of </who:0>, 0 gone", flags: 64, allowed_mentions: { parse: [] } },
    },
  });
  await vi.waitFor(async () => expect(await listGuilds(database.db)).toEqual([GUILD]));
  await bot.stop();
  // Nobody says which application this is, so no session is looked for: a second start begins anew.
  const again = await startBot(parts);
  expect(again.isReady()).toBe(true);
  await again.stop();
  expect(testLog.lines.filter(({ level }) => level === "error")).toEqual([]);
  expect(server.received.map(({ op }) => op)).toEqual([2, 8, 2]);
});
