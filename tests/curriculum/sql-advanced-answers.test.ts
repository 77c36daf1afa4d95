import { describe, expect, test } from "vitest";
import { countOf, differences, planOf, rowsOf, run, session } from "./sql-session.ts";

describe("SQL answers", () => {
  test("what the answers say of PostgreSQL's dates, joins and NULLs is so", async () => {
    await using own = await session();
    const value = async (expression: string) =>
      (await rowsOf<{ value: unknown }>(own.client, `select (${expression}) as value`))[0]?.value;
    const [a, b] = ["date '2025-12-31'", "date '2026-01-01'"];
    expect(await value(`(extract(year from ${b}) - extract(year from ${a}))::int`)).toBe(1);
    expect(await value(`age(${b}, ${a})::text`)).toBe("1 day");
    expect(
      await value("select string_agg(x, ' ' order by x nulls first) from (values ('b'), ('a')) v(x)"),
    ).toBe("a b");

    await run(own.client, [
      "create table customer as select generate_series(1, 3) as id",
      "create table orders as select i as id, i % 2 + 1 as customer_id from generate_series(1, 10) i",
    ]);
    const lastThree =
      "lateral (select o.id from orders o where o.customer_id = c.id order by o.id desc limit 3) o";
    expect(await countOf(own.client, `select * from customer c left join ${lastThree} on true`)).toBe(7);
    expect(await countOf(own.client, `select * from customer c cross join ${lastThree}`)).toBe(6);

    await own.client.query("create table blocked as select 1 as customer_id");
    const outside = "select id from customer where id not in (select customer_id from blocked)";
    expect(await countOf(own.client, outside)).toBe(2);
    await own.client.query("insert into blocked values (null)");
    expect(await countOf(own.client, outside)).toBe(0);
    const absent =
      "select id from customer where not exists (select from blocked b where b.customer_id = id)";
    expect(await countOf(own.client, absent)).toBe(2);

    const paid = (place: string) =>
      `select * from orders o left join (values (1, date '2026-02-01'), (2, date '2025-02-01')) p(id, paid_on)
       on p.id = o.id ${place} p.paid_on >= '2026-01-01'`;
    expect([await countOf(own.client, paid("where")), await countOf(own.client, paid("and"))]).toEqual([
      1, 10,
    ]);
  });

  test("what the answers say of windows and EXCEPT is so", async () => {
    await using own = await session();
    await own.client.query("create table p as select i as day, i * 10 as price from generate_series(1, 3) i");
    const prices = async (expression: string) =>
      (await rowsOf<{ x: number }>(own.client, `select ${expression} as x from p order by day`)).map(
        ({ x }) => x,
      );
    expect(await prices("last_value(price) over (order by day)")).toEqual([10, 20, 30]);
    const whole = "rows between unbounded preceding and unbounded following";
    expect(await prices(`last_value(price) over (order by day ${whole})`)).toEqual([30, 30, 30]);
    expect(await prices("first_value(price) over (order by day desc)")).toEqual([30, 30, 30]);

    const old = "select i from generate_series(1, 1000) i";
    const rewritten = `${old} union all select i from generate_series(1, 4) i`;
    expect(await differences(own.client, old, rewritten)).toEqual([0, 0]);
    expect(await countOf(own.client, `(${rewritten}) except all (${old})`)).toBe(4);
  });

  test("what the answers say of plans is so", async () => {
    await using own = await session();
    const { client } = own;
    await run(client, [
      "set max_parallel_workers_per_gather = 0",
      "create table t as select i as id, i % 100 as city, i % 100 as postcode, i::numeric as amount from generate_series(1, 200000) i",
      "alter table t set (autovacuum_enabled = false)",
      "create index by_amount on t (amount)",
      "analyze t",
    ]);
    const guessed = async () =>
      (await planOf(client, "select * from t where city = 7 and postcode = 7")).nodes[0];
    expect((await guessed())?.["Actual Rows"]).toBe(2_000);
    expect((await guessed())?.["Plan Rows"]).toBeLessThan(100);
    await run(client, [
      "create statistics city_postcode (dependencies) on city, postcode from t",
      "analyze t",
    ]);
    expect((await guessed())?.["Plan Rows"]).toBeGreaterThan(1_000);

    const types = async (where: string) => (await planOf(client, `select id from t where ${where}`)).types;
    expect(await types("amount * 1.2 > 239900")).toEqual(["Seq Scan"]);
    expect(await types("amount > 239900 / 1.2")).toEqual(["Index Scan"]);
    expect(await types("amount > 1000 / 1.2")).toEqual(["Seq Scan"]);

    await run(client, ["create index by_city on t (city) include (id)", "vacuum analyze t"]);
    const fetches = async () => {
      await run(client, ["set enable_bitmapscan = off", "set enable_seqscan = off"]);
      const { nodes } = await planOf(client, "select id from t where city between 7 and 9");
      return [nodes[0]?.["Node Type"], nodes[0]?.["Heap Fetches"]];
    };
    // Postgres's own upkeep of other tables may hold a snapshot for a moment, and a vacuum then leaves pages for the next one.
    const fetchesAfterVacuum = async () => {
      await client.query("vacuum t");
      return await fetches();
    };
    await expect.poll(fetchesAfterVacuum).toEqual(["Index Only Scan", 0]);
    await client.query("update t set amount = amount + 1 where id <= 20000");
    expect((await fetches())[1]).toBeGreaterThan(500);
    await expect.poll(fetchesAfterVacuum).toEqual(["Index Only Scan", 0]);
  });
});
