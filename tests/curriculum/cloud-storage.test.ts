import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("cloud-storage");
const claims = (week: number) => exerciseOf(material, week).works_when;

// The bucket and the query engine are not at hand here; the names, the rows and what must come out are.
describe("object storage", () => {
  test("week 1: a day's prefix finds 40 files, one without its end finds ten days", () => {
    const two = (number: number) => String(number).padStart(2, "0");
    const files = Array.from({ length: 1000 }, (_, i) => {
      return {
        key: `sales/date=2026-01-${two(1 + (i % 25))}/part-${two(i).padStart(3, "0")}.csv`,
        amount: i % 97,
      };
    });
    const under = (prefix: string) => files.filter(({ key }) => key.startsWith(prefix));
    const day = under("sales/date=2026-01-10/");
    const sum = day.reduce((total, { amount }) => total + amount, 0);
    expect(new Set(files.map(({ key }) => key)).size).toBe(1000);
    expect(claims(1)).toContain(`${written(files.length)} files in all`);
    expect(claims(1)).toContain(`lists ${day.length} and sums to ${written(sum)}`);
    expect(claims(1)).toContain(`the shorter prefix lists ${under("sales/date=2026-01-1").length}`);
    const left = files.filter(({ key }) => key >= "sales/date=2026-01-16");
    expect(claims(1)).toContain(`${left.length} files are left`);
  });
});

describe("a small lake", () => {
  test("week 2: raw rows are cleaned, rejected or repeated, and a rebuild comes to the same", () => {
    using db = new DatabaseSync(":memory:");
    db.exec(`
      create table raw as
      with recursive n(n) as (values (0) union all select n + 1 from n where n < 29999),
      twice as (select n from n union all select n from n where n % 1000 = 1)
      select date('2026-01-01', '+' || (n / 1000) || ' days') as date, n as order_id, n % 400 as customer,
             iif(n % 500 = 0, -1, n % 90) as amount, case n % 3 when 0 then 'DE' when 1 then 'FR' else 'ES' end as country from twice;
      create view seen as select distinct * from raw;
      create view cleaned as select * from seen where amount >= 0;
      create view curated as select date, country, sum(amount) as revenue, count(*) as orders from cleaned group by date, country`);
    const one = (query: string) => Number(Object.values(db.prepare(query).get() ?? {})[0]);
    const count = (table: string) => one(`select count(*) from ${table}`);
    const [raw, seen, cleaned] = [count("raw"), count("seen"), count("cleaned")];
    const [rejected, repeated] = [seen - cleaned, raw - seen];
    expect(claims(2)).toContain(
      `${written(raw)} raw rows = ${written(cleaned)} cleaned + ${rejected} rejected + ${repeated} repeated`,
    );
    const revenue = written(one("select sum(revenue) from curated"));
    expect(claims(2)).toContain(`${count("curated")} rows and a revenue of ${revenue}`);
    const day = one("select revenue from curated where date = '2026-01-10' and country = 'DE'");
    expect(claims(2)).toContain(`10 January DE is ${written(day)}`);
    expect(claims(3)).toContain(written(cleaned));
    expect(claims(3)).toContain(revenue);
  });
});
