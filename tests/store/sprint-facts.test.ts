import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { Event } from "../../src/domain/event.ts";
import { takeChanges } from "../../src/store/due-sprints.ts";
import { loadDidInSprint, loadSprintFacts, objectivesTogether } from "../../src/store/sprint-facts.ts";
import { loadSprint } from "../../src/store/sprints.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { act, done, entry, GUILD, NOW, OTHER_GUILD, person, undoOf } from "./people.ts";
import { comeIn, makeSprint, move } from "./sprinting.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const LATER = NOW.add({ hours: 2 });
const check = (
  nth: number,
  objective: string,
  at = LATER,
  guild: typeof GUILD | null = GUILD,
): Promise<Event[]> =>
  act(
    database.db,
    person(nth),
    [entry({ kind: "objective.checked", objective: mint(objective), rev: 1 }, 5)],
    {
      at,
      guild,
    },
  );

test("what a group does together: objectives of those who are in it, while it runs, wherever they check them, each once", async () => {
  const id = await makeSprint(database.db, { topic: mint("a"), teamGoal: 60 });
  for (const nth of [1, 2, 3]) await comeIn(database.db, id, nth);
  await check(1, "a/1");
  await check(1, "a/2", LATER, null);
  await check(2, "a/1", LATER, OTHER_GUILD);
  expect(await objectivesTogether(database.db, id)).toBe(3);
  // Not before and not after it, not of who has left or was never in it, and not what was taken back.
  await check(1, "a/3", NOW.subtract({ hours: 1 }));
  await check(1, "a/4", NOW.add({ hours: 24 * 7 }));
  await check(4, "a/1");
  const [event] = await check(2, "a/5");
  await act(database.db, person(2), [undoOf(event!)], { at: LATER });
  await check(3, "a/1");
  await move(database.db, id, person(3), { kind: "leave", member: person(3) });
  expect(await objectivesTogether(database.db, id)).toBe(3);
  const did = await loadDidInSprint(database.db, id);
  expect([did.get(person(1))?.objectives, did.get(person(2))?.objectives, did.size]).toEqual([2, 1, 2]);
});

test("who is through its topic first: the earliest that stands, of those who are in it", async () => {
  const id = await makeSprint(database.db, { topic: mint("a") });
  for (const nth of [1, 2]) await comeIn(database.db, id, nth);
  const facts = async () => loadSprintFacts(database.db, (await loadSprint(database.db, id))!.sprint);
  expect((await facts()).firstThrough).toBeNull();
  await act(database.db, person(3), [done("a")], { at: LATER });
  const [first] = await act(database.db, person(2), [done("a")], { at: LATER });
  await act(database.db, person(1), [done("a"), done("b")], { at: LATER });
  expect((await facts()).firstThrough).toBe(person(2));
  await act(database.db, person(2), [undoOf(first!)], { at: LATER });
  expect((await facts()).firstThrough).toBe(person(1));
  expect((await loadDidInSprint(database.db, id)).get(person(1))?.topics).toEqual(["a", "b"]);
});

test("an objective that somebody checks makes the cards untrue of the sprints with a team goal that they are in, and of no others", async () => {
  const withGoal = await makeSprint(database.db, { teamGoal: 60 });
  const without = await makeSprint(database.db);
  for (const id of [withGoal, without]) await comeIn(database.db, id, 1);
  await database.pool.query("update sprints set card_channel = '50', card_message = id::text");
  const taken = () => database.db.transaction(takeChanges);
  expect(new Set((await taken()).map(({ sprint }) => sprint))).toEqual(new Set([withGoal, without]));
  expect(await taken()).toEqual([]);
  const [event] = await check(1, "a/1");
  expect((await taken()).map(({ sprint }) => sprint)).toEqual([withGoal]);
  await act(database.db, person(1), [undoOf(event!)], { at: LATER });
  expect((await taken()).map(({ sprint }) => sprint)).toEqual([withGoal]);
  await act(database.db, person(1), [done("a")], { at: LATER });
  await check(2, "a/1");
  expect(await taken()).toEqual([]);
});

test("what changes before a card is posted waits for it", async () => {
  const id = await makeSprint(database.db);
  await comeIn(database.db, id, 1);
  expect(await database.db.transaction(takeChanges)).toEqual([]);
  await database.pool.query("update sprints set card_channel = '50', card_message = '51'");
  expect(await database.db.transaction(takeChanges)).toEqual([
    { sprint: id, guild: GUILD, change: expect.any(Number) },
  ]);
});
