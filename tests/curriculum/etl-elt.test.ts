import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { pythonPath, runPythonFile, withoutPython } from "../support/python.ts";
import { scratchFolder } from "../support/scratch.ts";
import { toolPrints } from "../support/tool.ts";
import { codeIn, exerciseOf, readMaterial, written } from "./material.ts";
import { rowsOf, run, session } from "./sql-session.ts";

const material = readMaterial("etl-elt");
const claims = (week: number) => exerciseOf(material, week).works_when;
const solution = (name: string) => path.resolve("tests/curriculum/etl-elt", name);

/** Runs one of our solutions in a folder, and throws where it fails. */
const solve = (cwd: string, name: string, ...args: string[]) =>
  toolPrints(pythonPath ?? "", ["-s", solution(name), ...args], { cwd });

const open = (folder: string, name: string) => new DatabaseSync(path.join(folder, name));

function countOf(database: DatabaseSync, query: string): number {
  return Number(database.prepare(`select count(*) as count from (${query})`).get()?.["count"]);
}

function differences(database: DatabaseSync, one: string, other: string): number[] {
  return [
    countOf(database, `select * from ${one} except select * from ${other}`),
    countOf(database, `select * from ${other} except select * from ${one}`),
  ];
}

describe.skipIf(withoutPython())("ETL and ELT exercises", () => {
  test("week 1: both ways load the same rows, and only ELT follows the new rule without the file", async () => {
    await using folder = await scratchFolder();
    await solve(folder.path, "week-1/readings.py");
    await solve(folder.path, "week-1/etl.py");
    await solve(folder.path, "week-1/load_raw.py");
    using database = open(folder.path, "readings.db");
    const whole = "celsius glob '[0-9]*' or celsius glob '-[0-9]*'";
    const typed =
      "cast(id as integer) as id, cast(sensor as integer) as sensor, cast(celsius as integer) as celsius";
    database.exec(`create table elt as select ${typed} from raw_reading where ${whole}`);
    expect(countOf(database, "select * from elt")).toBe(4860);
    expect(countOf(database, "select * from etl")).toBe(4860);
    expect(differences(database, "etl", "elt")).toEqual([0, 0]);

    database.exec(`create table bare as select ${typed} from raw_reading`);
    expect(countOf(database, "select * from bare")).toBe(5000);
    const zeros = (table: string) => countOf(database, `select * from ${table} where celsius = 0`);
    const falseZeros = zeros("bare") - zeros("elt");

    await rm(path.join(folder.path, "readings.csv"));
    database.exec(`create table elt_2 as select id, sensor, case when celsius <> 'ERR' then celsius end as celsius
      from (select ${typed.replace("cast(celsius as integer) as celsius", "celsius")} from raw_reading)
      where ${whole} or celsius = 'ERR'`);
    const empty = countOf(database, "select * from elt_2 where celsius is null");
    expect([countOf(database, "select * from elt_2"), empty, falseZeros]).toEqual([4900, 40, 140]);
    for (const number of [4860, 4900, 40, 5000, 140]) expect(claims(1)).toContain(written(number));
    await expect(solve(folder.path, "week-1/etl.py")).rejects.toThrow("readings.csv");
  });

  test("week 2: after a crash in any step and one more run the counts are as before", async () => {
    await using folder = await scratchFolder();
    const counts = () => {
      using database = open(folder.path, "shop.db");
      return ["raw_sale", "clean_sale", "report_shop"].map((table) =>
        countOf(database, `select * from ${table}`),
      );
    };
    for (const day of ["1", "2", "3", "2"]) await solve(folder.path, "week-2/run.py", day);
    expect(counts()).toEqual([300, 285, 15]);
    for (const step of ["raw_sale", "clean_sale", "report_shop"]) {
      const crashed = await runPythonFile(solution("week-2/run.py"), { cwd: folder.path }, ["2", step]);
      expect(crashed.code).toBe(1);
      expect(counts()).toEqual([300, 285, 15]);
      await solve(folder.path, "week-2/run.py", "2");
      expect(counts()).toEqual([300, 285, 15]);
    }
    using database = open(folder.path, "shop.db");
    const sum = database.prepare("select sum(amount) as sum from report_shop where day = 2").get()?.["sum"];
    const bare = await runPythonFile(solution("week-2/run.py"), { cwd: folder.path }, [
      "2",
      "clean_sale",
      "--autocommit",
    ]);
    expect(bare.code).toBe(1);
    expect(counts()).toEqual([300, 190, 15]);
    for (const number of [300, 285, 15, 190, Number(sum)]) expect(claims(2)).toContain(written(number));
  });

  test("week 3: whatever is loaded first, again or too late, the same orders and lines remain", async () => {
    await using folder = await scratchFolder();
    await solve(folder.path, "week-3/orders.py");
    const file = path.join(folder.path, "orders.jsonl");
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    await writeFile(path.join(folder.path, "old.jsonl"), lines.slice(0, 1000).join("\n"));
    const counts = () => {
      using database = open(folder.path, "orders.db");
      return [
        countOf(database, "select * from orders"),
        countOf(database, "select * from order_line"),
        countOf(database, "select * from orders where country = 'unknown'"),
        countOf(database, "select distinct order_id from order_line"),
      ];
    };
    for (const source of ["orders.jsonl", "orders.jsonl", "orders.jsonl", "old.jsonl"]) {
      await solve(folder.path, "week-3/load.py", source);
      expect(counts()).toEqual([1000, 1444, 250, 778]);
    }
    await rm(path.join(folder.path, "orders.db"));
    for (const source of ["old.jsonl", "orders.jsonl"]) await solve(folder.path, "week-3/load.py", source);
    expect(counts()).toEqual([1000, 1444, 250, 778]);
    await rm(path.join(folder.path, "orders.db"));
    await solve(folder.path, "week-3/load.py", "old.jsonl");
    await solve(folder.path, "week-3/load.py", "orders.jsonl", "--keep-old-lines");
    expect(counts()[1]).toBe(1528);
    for (const number of [1000, 1444, 250, 778, 1528]) expect(claims(3)).toContain(written(number));
  });

  test("week 4: the plain watermark misses what came late or went, looking back and comparing keys finds it", async () => {
    await using folder = await scratchFolder();
    using database = open(folder.path, "copy.db");
    database.exec(`
      create table src (id integer primary key, name text, updated_at integer);
      create table copy (id integer primary key, name text, updated_at integer);
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
        insert into src select i, 'n' || i, i from n`);
    await solve(folder.path, "week-4/extract.py");
    expect(differences(database, "src", "copy")).toEqual([0, 0]);
    database.exec(`
      update src set name = 'new', updated_at = 1000 + id where id <= 50;
      update src set name = 'same second', updated_at = 1000 where id between 60 and 64;
      update src set name = 'late', updated_at = 995 where id = 70;
      delete from src where id between 80 and 89`);
    await solve(folder.path, "week-4/extract.py");
    const after = differences(database, "src", "copy");
    expect(after).toEqual([6, 16]);
    await solve(folder.path, "week-4/extract.py", "60");
    expect(differences(database, "src", "copy")).toEqual([0, 0]);
    await solve(folder.path, "week-4/extract.py", "60");
    expect(differences(database, "src", "copy")).toEqual([0, 0]);
    expect(countOf(database, "select * from copy")).toBe(990);
    for (const number of [...after, 990]) expect(claims(4)).toMatch(new RegExp(`\\b${number}\\b`));
  });
});

const merged = [
  { id: 1, version: 2, total: 15 },
  { id: 2, version: 3, total: 20 },
  { id: 3, version: 1, total: 30 },
];
const newest = `select id, version, total from (
  select *, row_number() over (partition by id order by version desc) as n from stage) s where n = 1`;
const takeNewer = `on conflict (id) do update set version = excluded.version, total = excluded.total
  where orders.version < excluded.version`;

describe("ETL and ELT placement and answers", () => {
  test("placement: one statement merges the stage, in SQLite and in PostgreSQL, and again", async () => {
    const setup = codeIn(material.placement.task);
    using sqlite = new DatabaseSync(":memory:");
    await using own = await session();
    for (const statement of setup) sqlite.exec(statement);
    await run(own.client, setup);
    const merge = `insert into orders ${newest} ${takeNewer}`;
    for (const _ of [1, 2]) {
      sqlite.exec(merge);
      await own.client.query(merge);
      const rows = sqlite.prepare("select * from orders order by id").all();
      expect(rows.map((row) => ({ ...row }))).toEqual(merged);
      expect(await rowsOf(own.client, "select * from orders order by id")).toEqual(merged);
    }
    await own.client.query("update orders set version = 0");
    const doubled = `insert into orders select * from stage where true ${takeNewer}`;
    await expect(own.client.query(doubled)).rejects.toThrow("cannot affect row a second time");
  });

  test("what the answers say is so", async () => {
    using sqlite = new DatabaseSync(":memory:");
    await using own = await session();
    const value = (expression: string) => sqlite.prepare(`select ${expression} as value`).get()?.["value"];
    expect(value("cast('12,5' as integer)")).toBe(12);
    await expect(own.client.query("select cast('12,5' as integer)")).rejects.toThrow("invalid input syntax");

    const kinds = (json: string) => [
      value(`json_extract('${json}', '$.price')`),
      value(`json_type('${json}', '$.price')`),
    ];
    expect([kinds("{}"), kinds('{"price": null}')]).toEqual([
      [null, null],
      [null, "null"],
    ]);

    sqlite.exec(`create table orders (id, total); insert into orders values (1, 100);
      create table order_line (order_id); insert into order_line values (1), (1), (1);
      create table report (day, amount); create table sale (day, amount); insert into sale values (1, 5), (1, 7)`);
    expect(value("(select sum(total) from orders join order_line on order_id = id)")).toBe(300);

    const insert = "insert into report select day, sum(amount) from sale where day = 1 group by day";
    sqlite.exec(`${insert}; ${insert}`);
    expect(value("(select sum(amount) from report)")).toBe(24);
    sqlite.exec(`begin; delete from report where day = 1; ${insert}; commit`);
    expect(value("(select sum(amount) from report)")).toBe(12);
  });
});
