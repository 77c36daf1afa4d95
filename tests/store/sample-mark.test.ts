import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addGuilds, removeGuild } from "../../src/store/guilds.ts";
import { saveCursor } from "../../src/store/planner-cursors.ts";
import { beginSample, endSample } from "../../src/store/sample-mark.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { act, done, GUILD, join, NOW, OTHER_GUILD, person } from "./people.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const ours: readonly string[] = [GUILD, person(1), person(2)];
const begin = () => beginSample(database.db, ours);
const enter = (guild = GUILD) => addGuilds(database.db, [{ id: guild, locale: "en-US" }], NOW);

/** The tables in which there is anything. */
async function filled(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const counts = await Promise.all(
    rows.map(async ({ name }) => ({ name, ...(await database.pool.query(`select from ${name} limit 1`)) })),
  );
  return counts.filter(({ rowCount }) => rowCount !== 0).map(({ name }) => name);
}

describe("a playground's database", () => {
  test("is new until the bot comes to a guild, however often a start is cut short before that", async () => {
    expect(await begin()).toBe("new");
    expect(await begin()).toBe("new");
  });

  test("is emptied where the sample was not played to its end, and begins anew", async () => {
    await begin();
    await enter();
    await join(database.db, person(1));
    await act(database.db, person(1), [done("sql")]);
    await saveCursor(database.db, "sprints", NOW);
    expect(await begin()).toBe("cut short");
    expect(await filled()).toEqual(["leases", "migrations"]);
    expect(await begin()).toBe("new");
  });

  test("is left alone once the sample is over, though only its people are in it", async () => {
    await begin();
    await enter();
    await join(database.db, person(1));
    await endSample(database.db);
    const before = await filled();
    expect(await begin()).toBe("used");
    expect(await filled()).toEqual(before);
  });

  test("is left alone, and for good, where somebody else is in it", async () => {
    await begin();
    await enter();
    await join(database.db, person(3));
    expect(await begin()).toBe("used");
    await database.pool.query("delete from members where id = $1", [person(3)]);
    expect(await begin()).toBe("used");
    expect(await filled()).toContain("guilds");
  });

  test("is left alone where the bot is in another guild", async () => {
    await begin();
    await enter(OTHER_GUILD);
    expect(await begin()).toBe("used");
  });

  test("that never had a sample is left alone, also when the bot has left every guild", async () => {
    await enter();
    await join(database.db, person(1));
    expect(await begin()).toBe("used");
    await removeGuild(database.db, GUILD);
    expect(await begin()).toBe("used");
    expect(await filled()).toContain("members");
  });
});
