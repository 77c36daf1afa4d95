import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { pythonPrints, withoutPython } from "../support/python.ts";
import { scratchFolder } from "../support/scratch.ts";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("workflow");
const claims = (week: number) => exerciseOf(material, week).works_when;
const source = (name: string) => readFileSync(`tests/curriculum/workflow/${name}`, "utf8");

describe.skipIf(withoutPython())("a night as a graph", () => {
  type Plan = {
    waves: string[][];
    all: number;
    longest: number;
    held_up: string[];
    cycle: string[];
    faster: Record<string, number>;
  };

  test("week 1: six waves, 33 of 50 minutes, and what one failure holds up", async () => {
    await using folder = await scratchFolder();
    const plan = JSON.parse(await pythonPrints(source("plan.py"), { cwd: folder.path })) as Plan;
    expect(plan.waves).toHaveLength(6);
    expect(plan.waves.map((wave) => wave.length)).toEqual([3, 3, 2, 1, 1, 1]);
    expect([plan.all, plan.longest]).toEqual([50, 33]);
    expect(plan.held_up).toEqual(["load_customers", "mail", "report"]);
    expect(plan.faster).toEqual({ archive: 33, load_orders: 29 });
    expect(new Set(plan.cycle)).toContain("extract_orders");
    for (const claim of [
      "6 waves of 3, 3, 2, 1, 1, 1",
      "50 minutes",
      "33",
      "load_customers",
      "report",
      "mail",
      "29",
    ])
      expect(claims(1)).toContain(claim);
  });
});

describe("loads that may run again", () => {
  const date = (day: number) => `2026-01-0${day}`;
  const put = (db: DatabaseSync, day: number, file: string) =>
    db
      .prepare("insert into orders select ?, order_id, store, amount from files where day = ? and name = ?")
      .run(date(day), day, file);
  const clear = (db: DatabaseSync, day: number) =>
    db.prepare("delete from orders where day = ?").run(date(day));
  const count = (db: DatabaseSync, condition = "true") =>
    Number(db.prepare(`select count(*) as n from orders where ${condition}`).get()?.["n"]);

  type Death = "between" | null;
  /** Deletes the day and inserts its file, in a transaction or not, and dies between the two if told to. */
  function load(
    db: DatabaseSync,
    day: number,
    file = "first",
    death: Death = null,
    inTransaction = true,
  ): void {
    if (inTransaction) db.exec("begin");
    clear(db, day);
    if (death) return inTransaction ? db.exec("rollback") : undefined; // what SQLite does for a process that is gone
    put(db, day, file);
    if (inTransaction) db.exec("commit");
  }

  function threeDays(): DatabaseSync {
    const db = new DatabaseSync(":memory:");
    db.exec(source("files.sql"));
    for (const day of [1, 2, 3]) load(db, day);
    return db;
  }

  test("week 2: an append doubles the day, and delete with insert does not", () => {
    using db = threeDays();
    expect(count(db)).toBe(3600);
    load(db, 2);
    expect(count(db)).toBe(3600);
    put(db, 2, "first");
    expect(count(db)).toBe(4800);
    for (const number of [3600, 4800]) expect(claims(2)).toContain(written(number));
  });

  test("week 2: without a transaction a death empties the day, with one nothing happened", () => {
    using bare = threeDays();
    load(bare, 2, "first", "between", false);
    expect([count(bare), count(bare, "day = '2026-01-02'")]).toEqual([2400, 0]);
    using safe = threeDays();
    load(safe, 2, "first", "between");
    expect(count(safe)).toBe(3600);
    expect(claims(2)).toContain(written(2400));
  });

  test("week 2: an upsert keeps what the corrected file no longer has", () => {
    using db = threeDays();
    db.exec("create unique index one_order on orders (order_id)");
    db.exec(`insert into orders select '2026-01-02', order_id, store, amount from files where day = 2 and name = 'corrected'
      on conflict (order_id) do update set store = excluded.store, amount = excluded.amount`);
    expect(count(db)).toBe(3600);
    load(db, 2, "corrected");
    expect(count(db)).toBe(3550);
    expect(claims(2)).toContain(written(3550));
  });

  test("weeks 3 to 5: the days have the counts that the DAG must show, however often one of them runs", () => {
    using db = threeDays();
    const counts = () =>
      db
        .prepare("select count(*) as n from orders group by day order by day")
        .all()
        .map(({ n }) => Number(n));
    expect(counts()).toEqual([1100, 1200, 1300]);
    for (let again = 0; again < 2; again++) load(db, 2);
    expect(counts()).toEqual([1100, 1200, 1300]);
    load(db, 4);
    expect(counts()).toEqual([1100, 1200, 1300, 1400]);
    for (const number of [1100, 1200, 1300]) expect(claims(5)).toContain(written(number));
    for (const number of [1100, 1200, 1300]) expect(claims(3)).toContain(written(number));
    load(db, 5);
    for (const number of counts().slice(3)) expect(claims(4)).toContain(`${written(number)} rows are there`);
  });
});

describe("watching the loads", () => {
  const faults = (until: string) => {
    const db = new DatabaseSync(":memory:");
    db.exec(source("log.sql"));
    return db.prepare(source("watch.sql")).all({ until }) as { day: string; fault: string }[];
  };

  test("week 6: the watch finds the day without a run and the day with few orders, and nothing else", () => {
    const found = [
      { day: "2026-01-09", fault: "missing" },
      { day: "2026-01-12", fault: "few" },
    ];
    expect(faults("2026-01-14")).toEqual(found);
    expect(faults("2026-01-15")).toEqual([...found, { day: "2026-01-15", fault: "missing" }]);
    expect(claims(6)).toContain("9 January as missing and 12 January as few");
  });
});
