import { readFileSync } from "node:fs";
import type { PoolClient } from "pg";
import { describe, expect, test } from "vitest";
import { codeIn, exerciseOf, readMaterial, written } from "./material.ts";
import { countOf, rowsOf, run, session } from "./sql-session.ts";

const material = readMaterial("governance-security");
const claims = (week: number) => exerciseOf(material, week).works_when;
const says = (week: number, ...numbers: number[]) => {
  for (const number of numbers) expect(claims(week)).toContain(written(number));
};
const solution = (name: string) => readFileSync(`tests/curriculum/governance-security/${name}.sql`, "utf8");
/** The statements that a week's steps give, in order. */
const tablesOf = (week: number) =>
  exerciseOf(material, week)
    .steps.flatMap(codeIn)
    .filter((code) => /^create (table|schema) /.test(code));
const one = async (client: PoolClient, query: string) => {
  const [row] = await rowsOf<Record<string, unknown>>(client, query);
  return Number(Object.values(row ?? {})[0]);
};

describe("week 1: retention by purpose", () => {
  async function shop(client: PoolClient) {
    await run(client, [...tablesOf(1), solution("purge")]);
  }

  test("each run takes what is due, a second one takes nothing, and revenue and subscribers stay", async () => {
    await using own = await session();
    await shop(own.client);
    for (const day of ["2026-07-01", "2026-07-01", "2027-01-01"])
      await own.client.query("select purge($1)", [day]);
    const log = await rowsOf<{ count: number }>(own.client, "select count from purge_log");
    const [july, again, january] = [0, 4, 8].map((from) =>
      log.slice(from, from + 4).map(({ count }) => count),
    );
    expect(july).toEqual([6021, 85, 2921, 521]);
    expect(again).toEqual([0, 0, 0, 0]);
    expect(january).toEqual([1979, 0, 730, 105]);
    says(1, ...(july ?? []), ...(january ?? []), await one(own.client, "select sum(amount) from invoice"));
    const silent =
      "select from news join customer on customer.id = news.customer where customer.email is null";
    expect(await countOf(own.client, silent)).toBe(0);
  });

  test("rules that are too simple delete what must stay", async () => {
    await using own = await session();
    await shop(own.client);
    const eightYears = "issued < date '2026-07-01' - interval '8 years' and issued >= '2018-01-01'";
    says(1, await countOf(own.client, `select from invoice where ${eightYears}`));
    const asleep = "last_order < date '2026-07-01' - interval '2 years'";
    const reading = "id in (select customer from news where not withdrawn)";
    says(1, await countOf(own.client, `select from customer where ${asleep} and ${reading}`));
  });
});

describe("week 2: a person's request", () => {
  const PLAIN = "strpos(%I::text, '42@mail.test') > 0";
  const WORD = String.raw`%I::text ~ '\m42@mail\.test\M'`;
  const OTHER = String.raw`%I::text ~ '\m142@mail\.test\M'`;

  async function start(client: PoolClient) {
    await run(client, [...tablesOf(2), solution("find"), solution("erase")]);
    return {
      places: (condition: string) =>
        rowsOf<{ place: string; hits: number }>(client, `select * from find($$${condition}$$)`),
      hits: (condition: string) => one(client, `select coalesce(sum(hits), 0) from find($$${condition}$$)`),
    };
  }

  test("the plain search finds strangers too, and all that is hers comes as JSON", async () => {
    await using own = await session();
    const { places, hits } = await start(own.client);
    expect([await hits(PLAIN), await hits(WORD)]).toEqual([15, 5]);
    expect(await places(WORD)).toHaveLength(3);
    expect(claims(2)).toContain("Plain search hits 15 rows, the word 5 in 3 columns");
    const orders = await countOf(own.client, "select from orders where customer = 42");
    expect(claims(2)).toContain(`The JSON has ${5 + orders} rows, ${orders} of them orders`);
  });

  test("a reload brings her back, unless it knows the keyed hash", async () => {
    await using own = await session();
    const { hits } = await start(own.client);
    const key = "kept elsewhere";
    await own.client.query("select erase(42, $1)", [key]);
    expect(await hits(WORD)).toBe(0);
    const revenue = "select sum(amount) from orders";
    says(2, await one(own.client, revenue));
    expect(await countOf(own.client, "select from orders")).toBe(3000);
    await run(own.client, ["delete from customer", "insert into customer table source.export"]);
    expect(await hits(WORD)).toBe(1);
    await own.client.query("select reload($1)", [key]);
    expect([await hits(WORD), await hits(OTHER)]).toEqual([0, 5]);
    expect(await countOf(own.client, "select from customer")).toBe(299);
  });

  test("an address can be found by its bare hash, and not by a keyed one", async () => {
    await using own = await session();
    await start(own.client);
    await own.client.query("select erase(42, $1)", ["kept elsewhere"]);
    const found = (hash: string) =>
      countOf(own.client, `select from source.export where ${hash} in (select person from erased)`);
    expect(await found("sha256(email::bytea)")).toBe(0);
    await own.client.query("update erased set person = sha256('42@mail.test')");
    expect(await found("sha256(email::bytea)")).toBe(1);
  });
});

describe("week 4: a catalogue", () => {
  async function start(client: PoolClient) {
    const [ticket = ""] = tablesOf(4);
    await run(client, [...tablesOf(2).slice(0, 2), ticket, solution("catalogue"), solution("find")]);
    await run(client, [
      "insert into meta.catalog select relation, name, 'shop team', 'what it holds', 'none' from meta.present",
    ]);
  }

  test("it holds every column, finds the addresses, and fails on a new table and a dropped one", async () => {
    await using own = await session();
    await start(own.client);
    const columns = await countOf(own.client, "select from meta.present where name is not null");
    const relations = await countOf(own.client, "select from meta.present where name is null");
    expect(claims(4)).toContain(`${columns} columns in ${relations} relations`);
    const places = await rowsOf<{ place: string; hits: number }>(
      own.client,
      "select * from find('%I ~ ''@''') order by place",
    );
    expect(places.map(({ place }) => place)).toEqual(["customer.email", "mailing.email", "ticket.body"]);
    expect(claims(4)).toContain(`\`ticket.body\` (${places.at(-1)?.hits} of 500 rows)`);
    const gaps = () => rowsOf<{ fault: string }>(own.client, "select * from meta.gaps");
    expect(await gaps()).toEqual([]);
    await run(own.client, ["drop table visit", "create table fresh (id int)"]);
    const faults = (await gaps()).map(({ fault }) => fault).toSorted();
    expect(faults).toEqual(["missing", "missing", "surplus", "surplus", "surplus", "surplus"]);
  });

  test("a column concerns two views where its table concerns five", async () => {
    await using own = await session();
    await start(own.client);
    says(4, await countOf(own.client, "select from meta.edge"));
    const needs = async (column: string) =>
      (await rowsOf<{ relation: string }>(own.client, `select * from meta.needs('customer', ${column})`)).map(
        ({ relation }) => relation,
      );
    const byColumn = await needs("'email'");
    expect(byColumn.toSorted()).toEqual(["mailing", "reach"]);
    const byTable = await needs("null");
    expect(claims(4)).toContain(`email concerns ${byColumn.length} views, its table ${byTable.length}`);
    const dropped = own.client.query("alter table customer drop column email");
    await expect(dropped).rejects.toMatchObject({
      code: "2BP01",
      detail: expect.stringMatching(/view mailing .*\n?.*view reach/) as string,
    });
  });
});
