import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import { lockDueSchedules, moveSchedules } from "../../src/store/due-schedules.ts";
import { loadGuildSettings, parkGuild, unparkGuild } from "../../src/store/guild-settings.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { GUILD, join, NOW, OTHER_GUILD, person, TODAY } from "./people.ts";
import { schedule, SETTINGS } from "./schedules.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const due = (at = NOW, limit = 10) =>
  database.db.transaction(async (tx) =>
    (await lockDueSchedules(tx, at, limit)).flatMap(({ guilds }) => guilds.toSorted()),
  );

describe("guild settings", () => {
  test("are kept whole, and replaced whole", async () => {
    await join(database.db, person(1));
    const full = {
      pingRole: "60",
      discussion: true,
      skips: new Set(["2026-11-30", "2026-12-07"]),
      pausedUntil: TODAY,
      setBy: person(1),
    };
    expect(await loadGuildSettings(database.db, GUILD)).toBeNull();
    await schedule(database.db, full);
    expect(await loadGuildSettings(database.db, GUILD)).toEqual({ ...SETTINGS, ...full });
    const bare = { channel: null, channelKind: null, from: null, nextAt: null };
    await schedule(database.db, bare);
    expect(await loadGuildSettings(database.db, GUILD)).toEqual({ ...SETTINGS, ...bare });
  });

  test("a guild is due when its cursor is reached, and when a clock was turned back far behind it", async () => {
    await schedule(database.db);
    await schedule(database.db, { nextAt: null }, OTHER_GUILD);
    expect(await due(NOW.subtract({ seconds: 1 }))).toEqual([]);
    expect(await due()).toEqual([GUILD]);
    expect(await due(NOW.subtract({ hours: 24 * 8 }))).toEqual([]);
    expect(await due(NOW.subtract({ hours: 24 * 30 }))).toEqual([GUILD]);
  });

  test("guilds with the same plan are due as one, those that differ in anything are not", async () => {
    await schedule(database.db);
    await schedule(database.db, {}, OTHER_GUILD);
    const read = () => database.db.transaction((tx) => lockDueSchedules(tx, NOW, 10));
    const { slot, pace, from, fromDate, skips, pausedUntil } = SETTINGS;
    const plan = { slot, pace, from, fromDate, skips, pausedUntil };
    expect(await read()).toEqual([{ guilds: expect.any(Array) as unknown, stray: false, plan }]);
    await schedule(database.db, { skips: new Set(["2026-11-30"]), pausedUntil: TODAY }, OTHER_GUILD);
    const other = { ...plan, skips: new Set(["2026-11-30"]), pausedUntil: TODAY };
    expect(new Set((await read()).map((due) => due.plan))).toEqual(new Set([plan, other]));
  });

  test("two planners at once are given different guilds", async () => {
    await schedule(database.db);
    await schedule(database.db, {}, OTHER_GUILD);
    await database.db.transaction(async (tx) => {
      const [first] = await lockDueSchedules(tx, NOW, 1);
      expect(await due()).toEqual([GUILD, OTHER_GUILD].filter((guild) => guild !== first?.guilds[0]));
    });
  });

  test("cursors move for many guilds at once, and nothing else does", async () => {
    await schedule(database.db);
    await schedule(database.db, {}, OTHER_GUILD);
    const nextAt = NOW.add({ hours: 168 });
    const fromDate = TODAY.add({ days: 7 });
    const from = { topic: mint<NonNullable<typeof SETTINGS.from>["topic"]>("b"), hour: 0 };
    await database.db.transaction((tx) =>
      moveSchedules(tx, [
        { guilds: [GUILD], from, fromDate, nextAt },
        { guilds: [OTHER_GUILD], from: null, fromDate, nextAt: null },
      ]),
    );
    expect(await loadGuildSettings(database.db, GUILD)).toEqual({ ...SETTINGS, from, fromDate, nextAt });
    const finished = { from: null, fromDate, nextAt: null };
    expect(await loadGuildSettings(database.db, OTHER_GUILD)).toEqual({ ...SETTINGS, ...finished });
  });

  test("a guild is parked once, is not due meanwhile, and goes on when it is resumed", async () => {
    await schedule(database.db);
    const parked = await Promise.all(
      [1, 2, 3].map(() => parkGuild(database.db, GUILD, "50", "no-access", NOW)),
    );
    expect(parked.filter(Boolean)).toHaveLength(1);
    expect(await loadGuildSettings(database.db, GUILD)).toMatchObject({ parked: "no-access", parkedAt: NOW });
    expect(await due()).toEqual([]);
    await unparkGuild(database.db, GUILD);
    expect(await due()).toEqual([GUILD]);
    expect(await parkGuild(database.db, OTHER_GUILD, "50", "no-access", NOW)).toBe(false);
    expect(await parkGuild(database.db, GUILD, "51", "no-access", NOW)).toBe(false);
  });
});
