import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("dw-modeling");
/** What an exercise says of its result, held against what came out. */
const says = (week: number, ...numbers: number[]) => {
  const { works_when } = exerciseOf(material, week);
  for (const number of numbers) expect(works_when).toContain(written(number));
};

/** A database after some of our solutions, in order. */
function after(...solutions: string[]): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  for (const name of solutions) db.exec(solution(name));
  return db;
}

const solution = (name: string) => readFileSync(`tests/curriculum/dw-modeling/${name}.sql`, "utf8");
const rows = (db: DatabaseSync, query: string) => db.prepare(query).all();
const one = (db: DatabaseSync, query: string) => Number(Object.values(rows(db, query)[0] ?? {})[0]);
const differences = (db: DatabaseSync, a: string, b: string) =>
  [`${a} except ${b}`, `${b} except ${a}`].map((query) => rows(db, query).length);

/** Loads a day with one of the scripts that read the day from `loading`. */
function load(db: DatabaseSync, script: "load-day" | "load-vault", day: number): void {
  db.exec(`delete from loading; insert into loading values (${day})`);
  try {
    db.exec(solution(script));
  } catch (error) {
    db.exec("rollback");
    throw error;
  }
}

const DAYS_TWICE = [1, 1, 2, 2, 3, 3];

describe("dimensional modelling", () => {
  test("week 1: freight on lines counts orders more than once, and both repairs do not", () => {
    using db = after("sales-source", "week-1");
    expect(one(db, "select count(*) from fact_sales")).toBe(4001);
    const revenue = one(db, "select sum(revenue) from fact_sales");
    const wrong = one(db, "select sum(freight) from fact_with_freight");
    const right = one(db, "select sum(freight) from orders");
    says(1, 4001, revenue, wrong, right);
    expect(wrong).toBeGreaterThan(2 * right);
    expect(one(db, "select sum(freight_share) from fact_with_share")).toBe(right);
    expect(one(db, "select sum(freight) from fact_order")).toBe(right);
    const shares = "select order_id, sum(freight_share) from fact_with_share group by order_id";
    expect(differences(db, shares, "select order_id, freight from orders")).toEqual([0, 0]);
  });

  test("week 2: the star keeps every line, and row 0 holds what the master data lacks", () => {
    using db = after("sales-source", "week-2");
    const all = "star_sales join dim_date using (date_key) join dim_product using (product_key)";
    const joined = `${all} join dim_customer using (customer_key)`;
    const revenue = one(db, "select sum(quantity * price) from order_lines");
    expect(rows(db, `select count(*) as lines, sum(revenue) as revenue from ${joined}`)).toEqual([
      { lines: 4001, revenue },
    ]);
    const unknown = one(db, `select sum(revenue) from ${all} where category = 'unknown'`);
    expect(one(db, "select count(*) from order_lines join products using (product_id)")).toBe(4001 - 201);
    expect(one(db, "select count(*) from star_sales where product_key = 0")).toBe(201);
    const january = one(db, `select sum(revenue) from ${all} where month = '2026-01'`);
    const weekends = one(db, `select sum(revenue) from ${all} where weekend`);
    const best = rows(
      db,
      `select customer_id, sum(revenue) as sum from ${joined} group by 1 order by 2 desc limit 2`,
    );
    expect(best[0]).toEqual({ customer_id: 27, sum: 172_700 });
    expect(best[1]?.["sum"]).toBeLessThan(172_700);
    says(2, 4001, revenue, 201, unknown, january, weekends, 172_700);
    expect(one(db, "select count(*) from dim_date")).toBe(90);
  });

  test("week 3: stock may not be added over days, nor prices averaged over lines", () => {
    using db = after("sales-source", "week-3");
    const march = "from fact_stock where date like '2026-03-%'";
    const [all, day] = [
      one(db, `select sum(on_hand) ${march}`),
      one(db, `select sum(on_hand) ${march} and date = '2026-03-31'`),
    ];
    const sold = one(db, "select sum(quantity) from order_lines");
    expect(day).toBe(40 * 500 + 40 * 9 * 60 - sold);
    says(3, one(db, "select count(*) from fact_stock"), day, Math.round(all / 31), all);
    expect(one(db, "select min(on_hand) from fact_stock")).toBe(464);
    const byLine = one(db, "select avg(price) from order_lines");
    const byPiece = one(db, "select sum(quantity * price) * 1.0 / sum(quantity) from order_lines");
    for (const price of [byLine, byPiece])
      expect(exerciseOf(material, 3).works_when).toContain(
        price.toLocaleString("en-GB", { maximumFractionDigits: 2 }),
      );
  });
});

describe("slowly changing dimensions", () => {
  const counts =
    "select count(*) as rows, sum(is_current) as current, count(gone_since) as gone from dim_customer";

  test("week 4: no load leaves two current rows or overlapping periods, and a second one changes nothing", () => {
    using db = after("snapshots", "dim-customer");
    const seen = DAYS_TWICE.map((day) => {
      load(db, "load-day", day);
      const overlaps = `select * from dim_customer a join dim_customer b using (customer_id)
        where a.customer_key < b.customer_key and a.valid_from < b.valid_to and b.valid_from < a.valid_to`;
      expect(rows(db, overlaps)).toEqual([]);
      const twice = "select customer_id from dim_customer where is_current group by 1 having count(*) > 1";
      expect(rows(db, twice)).toEqual([]);
      return rows(db, counts)[0];
    });
    const [day1, day2] = [
      { rows: 100, current: 100, gone: 0 },
      { rows: 115, current: 105, gone: 0 },
    ];
    const day3 = { rows: 120, current: 105, gone: 1 };
    expect(seen).toEqual([day1, day1, day2, day2, day3, day3]);
    says(4, 100, 115, 120, 105);
  });

  test("week 4: an older day is refused, a correction is no version and a return is one", () => {
    using db = loadedDimension();
    expect(() => load(db, "load-day", 2)).toThrow("an older day comes too late");
    expect(rows(db, counts)).toEqual([{ rows: 120, current: 105, gone: 1 }]);
    expect(rows(db, "select name from dim_customer where customer_id = 7")).toEqual([{ name: "Customer 7" }]);
    const cities = rows(db, "select city from dim_customer where customer_id = 20 order by valid_from");
    expect(cities.map(({ city }) => city)).toEqual(["Bonn", "Lyon", "Bonn"]);
    expect(rows(db, "select customer_id from dim_customer where gone_since = '2026-01-03'")).toEqual([
      { customer_id: 50 },
    ]);
  });

  test("without the refusal an older day closes newer versions and opens older ones", () => {
    using db = after("snapshots", "dim-customer");
    db.exec("drop trigger in_order");
    for (const day of [1, 3, 2]) load(db, "load-day", day);
    const current = "select city, valid_from from dim_customer where customer_id = 20 and is_current";
    expect(rows(db, current)).toEqual([{ city: "Lyon", valid_from: "2026-01-02" }]);
  });

  test("week 5: the inner join loses sales, between doubles some, and the load does neither", () => {
    using db = loadedDimension();
    db.exec(solution("week-5"));
    const total = "select count(*) as sales, sum(amount) as amount from";
    expect(rows(db, `${total} sales`)).toEqual([{ sales: 3001, amount: 77_500 }]);
    expect(rows(db, `${total} fact_sale`)).toEqual([{ sales: 3001, amount: 77_500 }]);
    const join = "select count(*) from sales s join dim_customer d on d.customer_id = s.customer_id and";
    const inner = one(db, `${join} d.valid_from <= s.date and s.date < d.valid_to`);
    const between = one(db, `${join} s.date between d.valid_from and d.valid_to`);
    const then = "fact_sale join dim_customer d using (customer_key)";
    const unknown = one(db, `select count(*) from ${then} where d.city = 'unknown'`);
    const now = `${then} join dim_customer c on c.customer_id = d.customer_id and c.is_current`;
    const gent = [
      one(db, `select sum(amount) from ${then} where d.city = 'Gent'`),
      one(db, `select sum(amount) from ${now} where c.city = 'Gent'`),
    ];
    says(5, 3001, 77_500, inner, between, unknown, ...gent);
    expect(rows(db, `select city from ${then} where sale_id = 3001`)).toEqual([{ city: "Gent" }]);
  });
});

describe("data vault", () => {
  test("week 6: a second load adds no row, and the shop's customers have a hub before the CRM knows them", () => {
    using db = after("snapshots", "dim-customer", "crm-and-shop", "vault");
    const tables = ["hub_customer", "hub_order", "link_order_customer", "sat_order", "sat_customer_crm"];
    const seen = DAYS_TWICE.map((day) => {
      load(db, "load-vault", day);
      return tables.map((table) => one(db, `select count(*) from ${table}`));
    });
    expect(seen[0]).toEqual([106, 1000, 1000, 1000, 100]);
    expect(seen[2]).toEqual([106, 2000, 2000, 2000, 115]);
    expect(seen[4]).toEqual([106, 3000, 3000, 3000, 121]);
    for (const first of [0, 2, 4]) expect(seen[first + 1]).toEqual(seen[first]);
    expect(one(db, "select count(*) from hub_customer where source = 'shop'")).toBe(6);
    says(6, 106, 3000, 100, 115, 121);
  });

  test("week 7: the dimension from the vault is the star's, and another rule needs no other data", () => {
    using db = loadedDimension();
    for (const name of ["crm-and-shop", "vault"]) db.exec(solution(name));
    for (const day of DAYS_TWICE) load(db, "load-vault", day);
    db.exec(solution("week-7"));
    const columns = "select customer_id, name, city, valid_from, valid_to from";
    expect(differences(db, `${columns} derived_customer`, `${columns} dim_customer`)).toEqual([0, 0]);
    says(7, one(db, "select count(*) from derived_customer"));
    says(7, one(db, "select count(*) from derived_with_names"));
    const starts = "select customer_key, valid_from from";
    const derived = "select printf('C-%03d', customer_id), valid_from from derived_customer";
    expect(rows(db, `${starts} derived_with_names except ${derived}`)).toEqual([
      { customer_key: "C-007", valid_from: "2026-01-03" },
    ]);
  });
});

/** The dimension of week 4 after all three days. */
function loadedDimension(): DatabaseSync {
  const db = after("snapshots", "dim-customer");
  for (const day of [1, 2, 3]) load(db, "load-day", day);
  return db;
}
