import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { noteSeen, saveProfile } from "../../src/store/members.ts";
import { loadBoard, markDeparted } from "../../src/store/scores.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { expectDerived } from "./derived.ts";
import { act, done, GUILD, join, NOW, OTHER_GUILD, person, profileOf } from "./people.ts";

// Each member's and each command's connection is its own: the pool has several.
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const members = Array.from({ length: 8 }, (_, nth) => person(nth));

describe("at the same moment", () => {
  test("members of one guild who come to the same values lose no place on the board", async () => {
    for (const member of members) await join(database.db, member);
    await Promise.all(
      members.map(async (member) => {
        for (let topic = 0; topic < 10; topic++) await act(database.db, member, [done(`t${topic}`, 10)]);
      }),
    );
    const { rows } = await database.pool.query(
      "select value, members from score_histogram where period = 'all' and metric = 'points'",
    );
    expect(rows).toEqual([{ value: 100, members: 8 }]);
    const { total, members: listed } = await loadBoard(database.db, {
      guild: GUILD,
      period: "all",
      metric: "points",
      member: person(0),
    });
    expect({ total, listed }).toEqual({ total: 800, listed: 8 });
    await expectDerived(database.db);
  });

  test("clicks of one member on two devices are both counted", async () => {
    await join(database.db, person(1));
    await Promise.all(
      Array.from({ length: 16 }, (_, nth) => act(database.db, person(1), [done(`t${nth}`, 1)])),
    );
    const { rows } = await database.pool.query(
      "select value from scores where period = 'all' and metric = 'points'",
    );
    expect(rows).toEqual([{ value: 16 }]);
  });

  test("hiding, leaving, coming back and earning, in two guilds and in any order, neither hang nor disagree", async () => {
    for (const member of members) {
      await join(database.db, member);
      await join(database.db, member, {}, OTHER_GUILD);
    }
    const guilds = [GUILD, OTHER_GUILD];
    await Promise.all(
      members.map(async (member, nth) => {
        for (let round = 0; round < 6; round++) {
          const guild = guilds[(nth + round) % 2] ?? GUILD;
          const profile = profileOf(member, { visible: (nth + round) % 3 !== 0 });
          await act(database.db, member, [done(`t${round}`, 1 + (nth % 3))], { guild });
          await Promise.all([
            database.db.transaction((tx) => saveProfile(tx, profile, NOW)),
            markDeparted(database.db, guild, members.slice(nth, nth + 3)),
            noteSeen(database.db, { guild, member, displayName: `n${round}`, at: NOW }),
            act(database.db, member, [done(`u${round}`, 2)], { guild: guilds[round % 2] ?? GUILD }),
          ]);
        }
      }),
    );
    await expectDerived(database.db);
  });
});
