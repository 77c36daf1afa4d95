import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { GuildId } from "../../src/domain/ids.ts";
import { loadSession, saveSession } from "../../src/store/gateway-sessions.ts";
import { addGuilds, listGuilds, removeGuild } from "../../src/store/guilds.ts";
import { loadMember } from "../../src/store/members.ts";
import { loadGuildSettings } from "../../src/store/guild-settings.ts";
import { lastOf } from "../../src/store/outbox-lookups.ts";
import { plan } from "../../src/store/outbox.ts";
import { loadRegistration, saveRegistration } from "../../src/store/registrations.ts";
import { loadBoard } from "../../src/store/scores.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { expectDerived } from "./derived.ts";
import { schedule } from "./schedules.ts";
import { act, done, GUILD, join, NOW, OTHER_GUILD, person } from "./people.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

describe("guilds", () => {
  const add = async (...pairs: [string, string][]) => [
    ...(await addGuilds(
      database.db,
      pairs.map(([id, locale]) => ({ id: mint<GuildId>(id), locale })),
      NOW,
    )),
  ];

  test("a guild is new once; a new locale does not make it new", async () => {
    expect(await add(["1", "de"], ["2", "en-US"])).toEqual(["1", "2"]);
    expect(await add(["1", "fr"], ["2", "en-US"], ["3", "ja"])).toEqual(["3"]);
    expect((await listGuilds(database.db)).toSorted()).toEqual(["1", "2", "3"]);
    const { rows } = await database.pool.query("select locale from guilds order by id");
    expect(rows).toEqual([{ locale: "fr" }, { locale: "en-US" }, { locale: "ja" }]);
  });

  test("of two that add it at once, one is told that it is new", async () => {
    const told = await Promise.all([1, 2, 3, 4].map(() => add(["1", "de"])));
    expect(told.flat()).toEqual(["1"]);
  });

  test("a removed guild is forgotten, with its names and boards; progress stays, and so do other guilds", async () => {
    await add([GUILD, "de"], [OTHER_GUILD, "de"]);
    await join(database.db, person(1));
    await join(database.db, person(1), {}, OTHER_GUILD);
    await act(database.db, person(1), [done("a", 10)]);
    await act(database.db, person(1), [done("b", 5)], { guild: OTHER_GUILD });
    await schedule(database.db);
    await schedule(database.db, {}, OTHER_GUILD);
    for (const guild of [GUILD, OTHER_GUILD]) {
      const post = { kind: "week", member: null, dueAt: NOW, expiresAt: null, payload: {} } as const;
      await database.db.transaction((tx) => plan(tx, [{ ...post, key: `week/${guild}/1`, guild }]));
    }
    await removeGuild(database.db, GUILD);
    expect(await loadGuildSettings(database.db, GUILD)).toBeNull();
    expect(await lastOf(database.db, GUILD, 10)).toEqual([]);
    expect(await loadGuildSettings(database.db, OTHER_GUILD)).not.toBeNull();
    expect(await lastOf(database.db, OTHER_GUILD, 10)).toHaveLength(1);
    expect(await listGuilds(database.db)).toEqual([OTHER_GUILD]);
    const all = { period: "all", metric: "points", member: person(1) } as const;
    expect(await loadBoard(database.db, { ...all, guild: GUILD })).toMatchObject({ total: 0, me: null });
    expect(await loadBoard(database.db, { ...all, guild: OTHER_GUILD })).toMatchObject({
      total: 5,
      members: 1,
    });
    expect((await loadMember(database.db, person(1))).progress.topics.size).toBe(2);
    const { rows } = await database.pool.query("select 1 from guild_members where guild = $1", [GUILD]);
    expect(rows).toEqual([]);
    await expectDerived(database.db);
    expect(await add([GUILD, "de"])).toEqual([GUILD]);
  });
});

describe("gateway sessions", () => {
  const session = {
    shardId: 0,
    shardCount: 2,
    sessionId: "s",
    sequence: 2 ** 40,
    resumeURL: "wss://example.org",
  };

  test("a session is kept by bot and shard, replaced and forgotten", async () => {
    const load = (bot: string, shard: number) => loadSession(database.db, bot, shard);
    await saveSession(database.db, "1", 0, session, NOW);
    await saveSession(database.db, "1", 1, { ...session, shardId: 1 }, NOW);
    await saveSession(database.db, "1", 0, { ...session, sequence: 7 }, NOW);
    expect(await load("1", 0)).toEqual({ ...session, sequence: 7 });
    expect(await load("1", 1)).toEqual({ ...session, shardId: 1 });
    expect(await load("2", 0)).toBeNull();
    await saveSession(database.db, "1", 0, null, NOW);
    expect(await load("1", 0)).toBeNull();
  });
});

describe("registrations", () => {
  test("what was registered is kept by application, and replaced", async () => {
    const first = { applicationId: "1", hash: "a", ids: new Map([["roadmap", "10"]]) };
    const second = { ...first, hash: "b", ids: new Map([["me", "11"]]) };
    expect(await loadRegistration(database.db, "1")).toBeNull();
    await saveRegistration(database.db, first, NOW);
    expect(await loadRegistration(database.db, "1")).toEqual(first);
    await saveRegistration(database.db, second, NOW);
    expect(await loadRegistration(database.db, "1")).toEqual(second);
    expect(await loadRegistration(database.db, "2")).toBeNull();
  });
});
