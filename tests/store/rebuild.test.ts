import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rebuild } from "../../src/store/rebuild.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { seededRandom } from "../support/random.ts";
import { act, done, GUILD, join, OTHER_GUILD, person, TODAY } from "./people.ts";
import { live, newLife } from "./random-lives.ts";
import { comeIn, makeSprint, move } from "./sprinting.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

const DERIVED = [
  "topic_progress",
  "objective_progress",
  "certification_progress",
  "scores",
  "score_histogram",
  "score_totals",
  "sprint_members",
  "sprint_days",
  "sprint_minutes",
  "sprints",
];

async function contents(): Promise<string> {
  const parts = DERIVED.map(
    (table) => `select '${table}' as table, to_jsonb(x)::text as row from ${table} as x`,
  );
  const { rows } = await database.pool.query(`${parts.join(" union all ")} order by 1, 2`);
  return JSON.stringify(rows);
}

async function liveAWhile(): Promise<void> {
  const guilds = [GUILD, OTHER_GUILD];
  for (let nth = 0; nth < 20; nth++) await live(database.db, newLife(nth, seededRandom(nth), guilds));
  const id = await makeSprint(database.db);
  for (const nth of [1, 2, 3]) {
    const member = await comeIn(database.db, id, nth, "When I get up, I will read");
    const day = { member, day: TODAY } as const;
    await move(database.db, id, member, { kind: "check-in", ...day, mark: "half", note: null });
    await move(database.db, id, member, { kind: "log", ...day, activity: "teach", minutes: 30 });
  }
  await move(database.db, id, person(1), { kind: "end", by: person(1), manager: false });
}

const differed = async () =>
  Object.fromEntries(
    [...(await rebuild(database.db)).tables].map(([table, { differed }]) => [table, differed]),
  );
const nothing = Object.fromEntries(DERIVED.map((table) => [table, 0]));

describe("rebuild", () => {
  test("of an empty database finds nothing", async () => {
    expect(await rebuild(database.db)).toMatchObject({ members: 0, events: 0 });
  });

  test("changes nothing where nothing is wrong", async () => {
    await liveAWhile();
    const before = await contents();
    expect(await differed()).toEqual(nothing);
    expect(await contents()).toBe(before);
  });

  test("mends whatever was lost, made up or changed, and says how much", async () => {
    await liveAWhile();
    const before = await contents();
    await database.pool.query("delete from topic_progress");
    await database.pool.query(`insert into objective_progress values ('${person(3)}', 'made-up', 1, 1)`);
    await database.pool.query("update scores set value = value + 1 where period = 'all'");
    await database.pool.query("update score_histogram set members = members + 1");
    await database.pool.query("delete from score_totals");
    await database.pool.query("update sprint_members set active = not active");
    await database.pool.query("delete from sprint_days");
    await database.pool.query("update sprint_minutes set minutes = 1");
    await database.pool.query("update sprints set phase = 'open'");
    const found = await differed();
    for (const table of DERIVED.filter((table) => table !== "certification_progress")) {
      expect([table, found[table]]).not.toEqual([table, 0]);
    }
    expect(await contents()).toBe(before);
    expect(await differed()).toEqual(nothing);
  });

  test("waits for who writes, and keeps writers waiting, so that nothing is lost in between", async () => {
    const members = Array.from({ length: 6 }, (_, nth) => person(nth));
    for (const member of members) await join(database.db, member);
    const rebuilds: Promise<unknown>[] = [];
    await Promise.all(
      members.map(async (member, nth) => {
        for (let topic = 0; topic < 12; topic++) {
          await act(database.db, member, [done(`t${topic}`, 1 + nth)]);
          if (topic % 4 === 0 && nth < 2) rebuilds.push(rebuild(database.db));
        }
      }),
    );
    await Promise.all(rebuilds);
    expect(await differed()).toEqual(nothing);
  });

  test("npm run rebuild tells what it found", async () => {
    await join(database.db, person(1));
    await act(database.db, person(1), [done("a")]);
    await database.pool.query("delete from topic_progress");
    const run = async () => {
      const file = path.resolve(import.meta.dirname, "../../src/store/rebuild-main.ts");
      const env = { ...process.env, DATABASE_URL: database.url };
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { env });
      expect(stderr).toBe("");
      return stdout;
    };
    expect(await run()).toMatch(
      /1 events of 1 members[^]*topic_progress: 1 rows, 1 were wrong[^]*1 rows had been wrong/,
    );
    expect(await run()).toMatch(/all as they were[^]*Nothing had been wrong/);
  });
});
