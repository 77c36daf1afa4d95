import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("spark");
const claims = (week: number) => exerciseOf(material, week).works_when;

// Spark is not at hand here: the same rows are, in SQLite, and the numbers that a job must come to.
function orders(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  db.exec(`
    create table orders as
    with recursive n(n) as (values (0) union all select n + 1 from n where n < 99999)
    select n, n % 5050 as customer, date('2026-01-01', '+' || (n % 10) || ' days') as date,
           iif(n % 1000 = 7, null, n % 200) as amount from n;
    create view rejected as select *, amount is null as bad, customer >= 5000 as unknown from orders where amount is null or customer >= 5000;
    create view good as select * from orders where amount is not null and customer < 5000`);
  return db;
}

const one = (db: DatabaseSync, query: string) => Number(Object.values(db.prepare(query).get() ?? {})[0]);

test("week 1: every third id up to a million", () => {
  const ids = Array.from({ length: 1_000_000 }, (_, id) => id).filter((id) => id % 3 === 0);
  expect(claims(1)).toContain(`the count is ${written(ids.length)}`);
});

test("weeks 2 and 5: rows in equal rows out plus rejected", () => {
  using db = orders();
  const [all, good, rejected] = ["orders", "good", "rejected"].map((table) =>
    one(db, `select count(*) from ${table}`),
  ) as [number, number, number];
  expect(all).toBe(good + rejected);
  expect(claims(2)).toContain(`${written(all)} = ${written(good)} good + ${written(rejected)} rejected`);
  const reasons = db.prepare(
    "select sum(bad) as bad, sum(unknown) as unknown, sum(bad and unknown) as both from rejected",
  );
  expect(reasons.get()).toEqual({ bad: 100, unknown: 950, both: 1 });
  expect(claims(2)).toContain("100 have a bad amount, 950 an unknown customer, and one of them both");
  const day = one(db, "select count(*) from good where date = '2026-01-08'");
  expect(claims(2)).toContain(`8 January has ${written(day)} good rows`);
  expect(claims(5)).toContain(`${written(good)} in all`);
});

test("week 3: customers with more than 19 orders on three days", () => {
  using db = orders();
  const days = "date between '2026-01-03' and '2026-01-05'";
  const query = `select count(*) from (select customer from good where ${days} group by customer having count(*) > 19)`;
  expect(claims(3)).toContain(`${written(one(db, query))} customers`);
});

test("week 4: half of the clicks are on one page", () => {
  const pages = new Map<number, number>();
  for (let id = 0; id < 4_000_000; id++) {
    const page = id % 2 === 0 ? 0 : id % 2000;
    pages.set(page, (pages.get(page) ?? 0) + 1);
  }
  expect(pages.get(0)).toBe(2_000_000);
  expect(claims(4)).toContain(written(2_000_000));
  expect(pages.size).toBe(1001);
});
