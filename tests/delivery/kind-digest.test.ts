import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { digestKind } from "../../src/delivery/kind-digest.ts";
import type { Entry } from "../../src/domain/event.ts";
import { mint } from "../../src/domain/ids.ts";
import { changeReminders } from "../../src/store/member-reminders.ts";
import { findByKey } from "../../src/store/outbox-lookups.ts";
import { plan, settle } from "../../src/store/outbox.ts";
import { saveTarget } from "../../src/store/targets.ts";
import { sketch } from "../domain/small-roadmap.ts";
import { act, done, entry, GUILD, join, OTHER_GUILD, person, undoOf } from "../store/people.ts";
import { schedule } from "../store/schedules.ts";
import { faultsOf } from "../support/check-reply.ts";
import { createTestDatabase, emptyDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { textOf } from "../support/read-message.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
const ME = person(1);
const MONDAY = Temporal.PlainDate.from("2026-11-23");
const NOW = Temporal.Instant.from("2026-11-23T08:00:00Z");
const roadmap = sketch([{ id: "git" }, { id: "sql" }, { id: "etl" }, { id: "spark" }]);
const desk = { roadmap, mention: (name: string) => `/${name}`, findDeparted: async () => new Set<never>() };
const want = (digest: boolean) => database.db.transaction((tx) => changeReminders(tx, ME, { digest }));

beforeEach(async () => {
  await emptyDatabase(database);
  await join(database.db, ME);
  await want(true);
});
afterAll(() => database.close());

async function digest() {
  const key = `digest/${ME}/2026-W48`;
  const times = { dueAt: NOW, expiresAt: NOW.add({ hours: 168 }) };
  const payload = { monday: MONDAY.toString() };
  await database.db.transaction((tx) =>
    plan(tx, [{ key, kind: "digest", guild: null, member: ME, payload, ...times }]),
  );
  return digestKind.render(database.db, desk, (await findByKey(database.db, key))!, NOW);
}
async function text(): Promise<string> {
  const task = await digest();
  if (task.do !== "post") return JSON.stringify(task);
  expect(task.target).toEqual({ kind: "direct", id: ME });
  expect(faultsOf({ kind: "private", message: task.message })).toEqual([]);
  return textOf(task.message);
}
const did = (entries: readonly Entry[]) => act(database.db, ME, entries);
const check = (objective: string, localDate = MONDAY.subtract({ days: 2 })) =>
  entry({ kind: "objective.checked", objective: mint(objective), rev: 1 }, 5, { localDate });
const aim = (topic: string, days: number) =>
  database.db.transaction((tx) =>
    saveTarget(tx, {
      member: ME,
      topic: mint(topic),
      guild: GUILD,
      target: MONDAY.add({ days }),
      hours: null,
      at: NOW,
    }),
  );

test("the digest tells what was done last week, what is next, and the dates ahead", async () => {
  await did([
    done("git"),
    check("sql/1"),
    check("sql/2"),
    entry({ kind: "topic.started", topic: mint("sql") }),
  ]);
  await aim("etl", 3);
  await aim("spark", 15);
  const seen = await text();
  expect(seen).toContain("Last week you finished **GIT**, and checked off 2 objectives.");
  expect(seen).toContain("Go on with **SQL**.");
  expect(seen).toContain("• **ETL**: **26 November 2026**, in 3 days");
  expect(seen).not.toContain("SPARK");
  expect(seen).toContain("[Stop the digest]");
});

test("what was taken back, and what was done in another week, is not told", async () => {
  const [event] = await did([
    done("git"),
    check("sql/1", MONDAY),
    check("sql/2", MONDAY.subtract({ days: 8 })),
  ]);
  await did([undoOf(event!), entry({ kind: "topic.started", topic: mint("etl") })]);
  expect(await text()).not.toContain("Last week");
});

test("a date that was let go is told of kindly, once", async () => {
  await aim("etl", -3);
  await database.pool.query("update topic_targets set let_go = $1", ["2026-11-20"]);
  expect(await text()).toContain("I let go of the date of **ETL**. Set a new one whenever you like.");
  await database.pool.query("update topic_targets set let_go = $1", ["2026-11-15"]);
  expect(await text()).toContain("nothing-to-tell");
});

test("a date that moved by itself is told of without reproach", async () => {
  await aim("etl", 3);
  await database.pool.query("update topic_targets set moved_from = $1, moves = 2", ["2026-11-20"]);
  const moved = "It was 20 November 2026 and has moved on with your pace. That is fine.";
  expect(await text()).toContain(moved);
  await database.pool.query("update topic_targets set target = $1", ["2027-05-05"]);
  expect(await text()).toContain(moved);
  await database.pool.query("update topic_targets set moved_from = $1", ["2026-11-15"]);
  expect(await text()).toContain("nothing-to-tell");
});

test("the group's topic is the one that was posted last, or what comes within the day", async () => {
  const later = NOW.add({ hours: 30 });
  await schedule(database.db, { setBy: null, from: { topic: mint("sql"), hour: 0 }, nextAt: later });
  expect(await text()).toContain("nothing-to-tell");
  const dueAt = NOW.subtract({ hours: 100 });
  const week = { guild: GUILD, member: null, dueAt, expiresAt: null, payload: { topic: "git" } };
  await database.db.transaction((tx) => plan(tx, [{ ...week, key: `week/${GUILD}/1`, kind: "week" }]));
  const { id, attempts } = (await findByKey(database.db, `week/${GUILD}/1`))!;
  await settle(database.db, [{ id, attempts, kind: "sent", channel: "50", message: "60" }], NOW);
  expect(await text()).toContain("This week your group is on **GIT**.");
  await join(database.db, ME, {}, OTHER_GUILD);
  const soon = NOW.add({ hours: 9 });
  await schedule(
    database.db,
    { setBy: null, from: { topic: mint("etl"), hour: 0 }, nextAt: soon },
    OTHER_GUILD,
  );
  expect(await text()).toContain("This week your groups are on **GIT** and **ETL**.");
});

test("is left out where there is nothing to tell, or it was stopped meanwhile", async () => {
  expect(await digest()).toEqual({ do: "skip", reason: "nothing-to-tell" });
  await want(false);
  expect(await digest()).toEqual({ do: "skip", reason: "off" });
});
