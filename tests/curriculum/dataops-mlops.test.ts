import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { pythonPrints, withoutPython } from "../support/python.ts";
import { scratchFolder } from "../support/scratch.ts";
import { runTool, withoutTool } from "../support/tool.ts";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("dataops-mlops");
const claims = (week: number) => exerciseOf(material, week).works_when;
const says = (week: number, ...numbers: number[]) => {
  for (const number of numbers) expect(claims(week)).toContain(written(number));
};
const source = (name: string) => readFileSync(`tests/curriculum/dataops-mlops/${name}`, "utf8");
const rows = (db: DatabaseSync, query: string) => db.prepare(query).all();
const one = (db: DatabaseSync, query: string) => Number(Object.values(rows(db, query)[0] ?? {})[0]);

function after(...names: string[]): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  for (const name of names) db.exec(source(`${name}.sql`));
  return db;
}

/** The bad rows that each of the ten tests returns; those that return none are left out. */
function red(db: DatabaseSync): Record<string, number> {
  const tests = source("tests.sql").split(/^-- /m).slice(1);
  expect(tests).toHaveLength(10);
  const found = tests.map((text) => {
    const [name = "", ...query] = text.split("\n");
    return [name, rows(db, query.join("\n")).length] as const;
  });
  return Object.fromEntries(found.filter(([, count]) => count > 0));
}

const strangeDays = (db: DatabaseSync) => rows(db, source("day_total.sql")).map(({ day }) => day);

describe("data tests", () => {
  test("week 1: clean data passes, and each fault is seen by one test", () => {
    using clean = after("shop");
    expect(red(clean)).toEqual({});
    says(1, one(clean, "select sum(amount) from orders"));
    using faulty = after("shop", "faults");
    expect(red(faulty)).toEqual({ order_key: 1, customer_country: 3, one_payment: 1 });
    expect(claims(1)).toContain("1 row for the order key, 3 for country, 1 for one payment");
  });

  test("week 1: a day in another unit passes all ten, and the eleventh names it alone", () => {
    using clean = after("shop");
    expect(strangeDays(clean)).toEqual([]);
    using db = after("shop", "tenfold");
    expect(red(db)).toEqual({});
    expect(strangeDays(db)).toEqual(["2026-01-20"]);
    says(1, one(db, "select sum(amount) from orders"));
  });

  test("week 2: three and four gaps of 500 are within 1 %, six are not", () => {
    using db = after("shop");
    const allowed = (gaps: number) => {
      db.exec(`update customers set country = iif(id <= ${gaps}, null, 'DE')`);
      return one(db, "select avg(country is not null) from customers") >= 0.99;
    };
    expect([3, 4, 6].map(allowed)).toEqual([true, true, false]);
    expect(claims(2)).toContain("3 and 4 gaps pass or warn, 6 fail");
  });

  test("week 2: a faulty night is not published, and the next one is", () => {
    using live = after("shop");
    live.exec("create table shown as select * from orders where false");
    const publish = (staging: DatabaseSync) => {
      if (Object.keys(red(staging)).length > 0) return;
      const loaded = rows(staging, "select id, customer_id, day, amount, status from orders");
      live.exec("begin; delete from shown");
      const insert = live.prepare("insert into shown values (?, ?, ?, ?, ?)");
      for (const row of loaded) insert.run(...Object.values(row));
      live.exec("commit");
    };
    const nights = [after("shop"), after("shop", "faults"), after("shop")];
    nights[0]?.exec("delete from payments where order_id > 4000; delete from orders where id > 4000");
    const seen = nights.map((staging) => {
      publish(staging);
      staging.close();
      return one(live, "select count(*) from shown");
    });
    expect(seen).toEqual([4000, 4000, 5000]);
  });

  test("a unique constraint does not mind NULLs", () => {
    using db = new DatabaseSync(":memory:");
    db.exec("create table customer (email unique); insert into customer values (null), (null)");
    expect(one(db, "select count(*) from customer")).toBe(2);
  });
});

describe.skipIf(withoutTool("git", "bash") || withoutPython())("a gate of git alone", () => {
  test(
    "week 3: a red push to main is refused, a release can be gone back to",
    { timeout: 60_000 },
    async () => {
      await using folder = await scratchFolder();
      const place = { cwd: folder.path, timeout: 50_000 };
      const { code, stdout, stderr } = await runTool("bash", ["-c", source("week-3.sh")], place);
      expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.trim().split("\n")).toEqual([
        "first push: main=Load a file of sales current=Load a file of sales",
        "branch pushed: main=Load a file of sales current=Load a file of sales",
        "refused: main=Load a file of sales current=Load a file of sales",
        "pre-receive hook declined",
        "repaired: main=Say what it is current=Say what it is",
        "rolled back: main=Say what it is current=Load a file of sales",
        "rows 100",
      ]);
      for (const claim of ["pre-receive hook declined", "the table has 100 rows"])
        expect(claims(3)).toContain(claim);
    },
  );
});

describe("a diff of numbers", () => {
  test("week 4: tidying changes nothing, leaving returns out takes customers away", () => {
    using db = after("diff");
    const differ = (a: string, b: string) => rows(db, `select * from ${a} except select * from ${b}`).length;
    expect([differ("old_result", "tidier"), differ("tidier", "old_result")]).toEqual([0, 0]);
    const both = "old_result o left join without_returns n using (customer)";
    const gone = one(db, `select count(*) from ${both} where n.customer is null`);
    const changed = one(db, `select count(*) from ${both} where o.revenue <> n.revenue`);
    expect(claims(4)).toContain(`${gone} customers vanish, ${changed} change`);
    says(4, ...["old_result", "without_returns"].map((view) => one(db, `select sum(revenue) from ${view}`)));
  });
});

describe.skipIf(withoutPython())("a watch that looks once an hour", () => {
  type Seen = {
    opened: [string, string][];
    closed: [string, string, number][];
    open: string[];
    shouts: number;
    fresh: number;
    hours: number;
    psi: Record<string, number>;
  };

  test("week 5: five alerts open and four close, where a watch without a memory shouts 174 times", async () => {
    await using folder = await scratchFolder();
    const seen = JSON.parse(await pythonPrints(source("monitor.py"), { cwd: folder.path })) as Seen;
    const days = seen.opened.map(([name, at]) => [name, Number(at.slice(8, 10))]);
    expect(days).toEqual([
      ["failed", 12],
      ["stale", 12],
      ["stale", 18],
      ["few", 22],
      ["drift", 26],
    ]);
    expect(seen.closed.map(([name, , hours]) => [name, hours])).toEqual([
      ["failed", 6],
      ["stale", 3],
      ["stale", 21],
      ["few", 24],
    ]);
    expect([seen.open, seen.hours, seen.shouts]).toEqual([["drift"], 720, 174]);
    expect(seen.psi).toEqual({ "15": 0.014, "26": 0.301 });
    const share = ((100 * seen.fresh) / seen.hours).toFixed(1);
    for (const claim of [
      "12th for 6 hours",
      "3 on the 12th and 21 on the 18th",
      "22nd for 24",
      "0.301",
      "0.014",
      "174 messages",
      `${share} % fresh`,
    ])
      expect(claims(5)).toContain(claim);
  });
});
