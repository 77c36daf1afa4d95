import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { scratchDatabase } from "../support/scratch.ts";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("nosql");
const claims = (week: number) => exerciseOf(material, week).works_when;
const says = (week: number, ...numbers: number[]) => {
  for (const number of numbers) expect(claims(week)).toContain(written(number));
};

const source = (name: string) => readFileSync(`tests/curriculum/nosql/${name}.sql`, "utf8");
const one = (db: DatabaseSync, query: string) => Number(Object.values(db.prepare(query).get() ?? {})[0]);

function after(name: string): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  db.exec(source(name));
  return db;
}

// MongoDB itself is not at hand here: its documents are, as JSON in SQLite and Postgres, and what a query must find is the same.
describe("documents", () => {
  test("week 1: two conditions on any lines find more orders than both on one line", () => {
    using db = after("orders");
    const orders = (condition: string) => one(db, `select count(*) from orders where ${condition}`);
    const line = (condition: string) =>
      `exists (select 1 from json_each(doc, '$.lines') where ${condition.replaceAll("line", "value")})`;
    const open = orders("doc ->> 'status' = 'open' and doc ->> '$.customer.city' = 'Bonn'");
    const product = orders(line("line ->> 'product' = 7"));
    const anyLines = orders(`${line("line ->> 'product' = 7")} and ${line("line ->> 'qty' = 2")}`);
    const oneLine = orders(line("line ->> 'product' = 7 and line ->> 'qty' = 2"));
    expect([open, product, anyLines, oneLine]).toEqual([35, 100, 83, 33]);
    says(1, open, product, anyLines, oneLine);
  });

  test("week 1: the changes leave 980 orders", () => {
    using db = after("orders");
    const due = "doc ->> 'status' = 'open' and doc ->> 'date' = '2026-01-15'";
    const paid = db.prepare(`update orders set doc = json_set(doc, '$.status', 'paid') where ${due}`).run();
    const line = `json_object('product', 3, 'qty', 2, 'price', 8)`;
    db.exec(`update orders set doc = json_insert(doc, '$.lines[#]', ${line}) where id = 10`);
    const gone = db.prepare("delete from orders where doc ->> '$.customer.id' = 49").run();
    const left = one(db, "select count(*) from orders");
    const revenue = one(
      db,
      "select sum((value ->> 'qty') * (value ->> 'price')) from orders, json_each(doc, '$.lines')",
    );
    says(1, Number(paid.changes), Number(gone.changes), left, revenue);
    expect(left).toBe(980);
  });

  test("week 2: an index on status and date reads what is returned, one on the date alone all of March", async () => {
    await using database = await scratchDatabase();
    const run = (query: string) => database.pool.query(query);
    await run(source("many-orders"));
    const march =
      "doc ->> 'status' = 'open' and doc ->> 'date' >= '2026-03-01' and doc ->> 'date' < '2026-04-01'";
    const examined = async () => {
      const { rows } = await run(`explain (analyze, format json) select doc from orders where ${march}`);
      const text = JSON.stringify(rows);
      const dropped = [...text.matchAll(/"Rows Removed by Filter":(\d+)/g)].map(([, count]) => Number(count));
      const returned = Number(/"Actual Rows":([\d.]+)/.exec(text)?.[1]);
      const all = text.includes("Seq Scan");
      return { all, returned, examined: returned + dropped.reduce((sum, count) => sum + count, 0) };
    };
    const bare = await examined();
    await run("create index by_date on orders ((doc ->> 'date')); analyze orders");
    const byDate = await examined();
    await run(
      "drop index by_date; create index by_both on orders ((doc ->> 'status'), (doc ->> 'date')); analyze orders",
    );
    const byBoth = await examined();
    expect([bare.all, byDate.all, byBoth.all]).toEqual([true, false, false]);
    expect([bare.returned, byDate.returned, byBoth.examined]).toEqual(Array(3).fill(byBoth.returned));
    says(2, bare.examined, byDate.examined, byBoth.examined);

    const { rows: cities } = await run(`
      select doc -> 'customer' ->> 'city' as city, sum((line ->> 'qty')::int * (line ->> 'price')::int)::int as revenue
      from orders, jsonb_array_elements(doc -> 'lines') line where ${march} group by 1 order by 2 desc, 1`);
    expect(cities).toHaveLength(4);
    const [first, last] = [cities[0], cities[3]] as { city: string; revenue: number }[];
    expect(claims(2)).toContain(`${first?.city} leads with ${written(first?.revenue ?? 0)}`);
    expect(claims(2)).toContain(`${last?.city} is last with ${written(last?.revenue ?? 0)}`);
  });
});

describe("three layouts", () => {
  const layouts = {
    document: {
      key: "select count(*) from documents where id = 4711",
      day: "select count(*) from documents where substr(body ->> 'start', 1, 10) = '2026-01-05'",
      inside: "select count(*) from documents where body ->> 'device' = 'tv'",
    },
    keyValue: {
      key: "select count(*) from kv where k = 'session:4711'",
      day: "select json_array_length(v) from kv where k = 'day:2026-01-05'",
      inside: "select count(*) from kv where k like 'session:%' and v ->> 'device' = 'tv'",
    },
    columns: {
      key: "select count(distinct start) from wide where user = 111 and start = '2026-01-17T08:35'",
      day: "select count(*) from wide_by_day where day = '2026-01-05'",
      inside: "select count(*) from wide where name = 'device' and value = 'tv'",
    },
  };

  test("week 3: each layout finds the same, and only a document store looks inside without reading all", () => {
    using db = after("sessions");
    const plan = (query: string) =>
      String(db.prepare(`explain query plan ${query}`).all()[0]?.["detail"]).split(" ")[0];
    for (const { key, day, inside } of Object.values(layouts)) {
      expect([one(db, key), one(db, day), one(db, inside)]).toEqual([1, 288, 400]);
      expect([plan(key), plan(day)]).toEqual(["SEARCH", "SEARCH"]);
    }
    says(3, 288, 400);
    expect(plan(layouts.document.inside)).toBe("SEARCH");
    for (const { inside } of [layouts.keyValue, layouts.columns]) expect(plan(inside)).toBe("SCAN");
    expect(plan("select * from wide where start >= '2026-01-05' and start < '2026-01-06'")).toBe("SCAN");
    expect(db.prepare("select user, start from source where id = 4711").get()).toEqual({
      user: 111,
      start: "2026-01-17T08:35",
    });
    says(3, one(db, "select count(*) from kv"), one(db, "select count(*) from wide"));
  });
});

describe("two writers", () => {
  const stock = () => {
    const db = new DatabaseSync(":memory:");
    db.exec("create table stock (id integer primary key, body text not null, version integer not null)");
    db.exec(`insert into stock values (1, '{"left":100}', 0)`);
    db.exec("create table orders (id integer primary key, body text not null)");
    return db;
  };
  const left = (db: DatabaseSync) => one(db, "select body ->> 'left' from stock");
  const read = (db: DatabaseSync) => ({ left: left(db), version: one(db, "select version from stock") });
  const less = ({ left: before }: { left: number }) => JSON.stringify({ left: before - 1 });

  test("week 4: both read, both write: half of the sales are lost, and a version finds each of them", () => {
    using naive = stock();
    for (let round = 0; round < 50; round++) {
      const seen = [read(naive), read(naive)];
      for (const each of seen) naive.prepare("update stock set body = ?").run(less(each));
    }
    expect(left(naive)).toBe(50);

    using checked = stock();
    const write = checked.prepare("update stock set body = ?, version = version + 1 where version = ?");
    let refused = 0;
    for (let round = 0; round < 50; round++) {
      for (const each of [read(checked), read(checked)]) {
        if (write.run(less(each), each.version).changes === 1) continue;
        refused += 1;
        const again = read(checked);
        expect(write.run(less(again), again.version).changes).toBe(1);
      }
    }
    expect([left(checked), refused]).toEqual([0, 50]);
    expect(claims(4)).toContain("50 are left");
    expect(claims(4)).toContain("0 after 50 refusals");
  });

  test("week 4: a death between two documents leaves an order without stock, in a transaction it leaves neither", () => {
    const sell = (db: DatabaseSync, inTransaction: boolean) => {
      for (let sale = 1; sale <= 100; sale++) {
        if (inTransaction) db.exec("begin");
        db.prepare("insert into orders values (?, '{}')").run(sale);
        if (sale % 10 === 0) {
          if (inTransaction) db.exec("rollback"); // what a database does for a session that is gone
          continue;
        }
        db.exec("update stock set body = json_set(body, '$.left', (body ->> 'left') - 1)");
        if (inTransaction) db.exec("commit");
      }
      return [one(db, "select count(*) from orders"), left(db)];
    };
    using apart = stock();
    using together = stock();
    expect(sell(apart, false)).toEqual([100, 10]);
    expect(sell(together, true)).toEqual([90, 10]);
    expect(claims(4)).toContain("100 orders and 10 left");
    expect(claims(4)).toContain("90 orders and 10 left");
  });

  test("week 4: one update that carries its condition sells 100 of 101", () => {
    using db = stock();
    const sell = db.prepare(
      "update stock set body = json_set(body, '$.left', (body ->> 'left') - 1) where body ->> 'left' > 0",
    );
    const sales = Array.from({ length: 101 }, () => Number(sell.run().changes));
    expect(sales.filter((changed) => changed === 1)).toHaveLength(100);
    expect(left(db)).toBe(0);
    expect(claims(4)).toContain("sale 101 is refused");
  });
});
