import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import { findByKey } from "../../src/store/outbox-lookups.ts";
import { plan } from "../../src/store/outbox.ts";
import { guildChoices, weekRecap } from "../../src/store/recap.ts";
import { markDeparted } from "../../src/store/scores.ts";
import { joinedWeek, joinWeek } from "../../src/store/week-joins.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { act, done, GUILD, join, NOW, OTHER_GUILD, person, undoOf } from "./people.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const END = NOW.add({ hours: 1 });

describe("weekRecap", () => {
  test("names who finished what: not the hidden, not the departed, nothing taken back; counts everybody", async () => {
    for (const nth of [1, 2, 3, 4]) await join(database.db, person(nth), { visible: nth !== 2 });
    for (const nth of [1, 2, 3]) await act(database.db, person(nth), [done("a", 10)]);
    const [event] = await act(database.db, person(4), [done("b", 5)]);
    await act(database.db, person(4), [undoOf(event!)]);
    await markDeparted(database.db, GUILD, [person(3)]);
    expect(await weekRecap(database.db, GUILD, NOW, END)).toEqual({
      finished: [{ member: person(1), displayName: "Person 001", topic: "a" }],
      points: 30,
    });
  });

  test("is of one guild, and from one moment up to another", async () => {
    await join(database.db, person(1));
    await act(database.db, person(1), [done("a", 10)], { at: NOW.subtract({ seconds: 1 }) });
    await act(database.db, person(1), [done("b", 10)], { at: END });
    await act(database.db, person(1), [done("c", 10)], { guild: OTHER_GUILD });
    expect(await weekRecap(database.db, GUILD, NOW, END)).toEqual({ finished: [], points: 0 });
  });
});

test("guildChoices are those of everybody who is there", async () => {
  const clouds = ["aws", "azure", "aws", "gcp"];
  for (const [nth, cloud] of clouds.entries()) {
    await join(database.db, person(nth), { choices: new Map([[mint("cloud"), mint(cloud)]]) });
  }
  await markDeparted(database.db, GUILD, [person(3)]);
  expect([...(await guildChoices(database.db, GUILD))]).toEqual([["cloud", new Set(["aws", "azure"])]]);
});

describe("week joins", () => {
  test("each is in once, and those who are there are named in their order", async () => {
    for (const nth of [1, 2, 3]) await join(database.db, person(nth));
    const post = { kind: "week", member: null, dueAt: NOW, expiresAt: null, payload: {} } as const;
    await database.db.transaction((tx) => plan(tx, [{ ...post, key: "week/1", guild: GUILD }]));
    const id = (await findByKey(database.db, "week/1"))!.id;
    const enter = (nth: number, occurrence = id) =>
      database.db.transaction((tx) => joinWeek(tx, occurrence, person(nth), NOW.add({ seconds: -nth })));
    expect([await enter(1), await enter(2), await enter(3), await enter(1)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(await enter(1, id + 1)).toBe(false);
    await markDeparted(database.db, GUILD, [person(3)]);
    const names = (await joinedWeek(database.db, id)).map(({ displayName }) => displayName);
    expect(names).toEqual(["Person 002", "Person 001"]);
  });
});
