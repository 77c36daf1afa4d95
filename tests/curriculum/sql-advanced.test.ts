import { describe, expect, test } from "vitest";
import { codeIn, exerciseOf, readMaterial, written } from "./material.ts";
import { countOf, differences, planOf, rowsOf, run, session } from "./sql-session.ts";

const material = readMaterial("sql-advanced");
const claims = (week: number) => exerciseOf(material, week).works_when;
/** The pieces of code in a step, as the exercise gives them. Steps count from 1. */
const codeOf = (week: number, step: number) => codeIn(exerciseOf(material, week).steps[step - 1] ?? "");

// On a busy machine the slow queries, which are the point of the exercises, take their time.
describe("SQL exercises", { timeout: 90_000 }, () => {
  test("week 1: a port of syntax alone returns one row, the finished one three", async () => {
    await using own = await session();
    await run(own.client, codeOf(1, 1));
    const label = "id, name || ' / ' || coalesce(region, '?') as label";
    const syntaxOnly = `select ${label} from customer where name = 'ann' order by region fetch first 2 rows with ties`;
    expect(await rowsOf(own.client, syntaxOnly)).toEqual([{ id: 2, label: "ann / ?" }]);
    const same = "lower(rtrim(name)) = 'ann'";
    const finished = `select ${label} from customer where ${same} order by region nulls first fetch first 2 rows with ties`;
    const rows = await rowsOf<{ id: number; label: string }>(own.client, finished);
    expect(rows[0]).toEqual({ id: 2, label: "ann / ?" });
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set([1, 2, 4]));
    const nullsLast = finished.replace("nulls first", "");
    expect(await countOf(own.client, nullsLast)).toBe(2); // the order of NULLs alone loses id 2
  });

  test("week 2: the window query prices each sale as the subquery does, and between does not", async () => {
    await using own = await session();
    await run(own.client, [...codeOf(2, 1), ...codeOf(2, 2)]);
    const last = `select p.price from price p where p.product = s.product and p.valid_from <= s.sold_on
      order by p.valid_from desc limit 1`;
    await own.client.query(`create table by_subquery as select s.id, (${last}) as price from sale s`);
    const priced = (join: string, on: string) => `
      with period as (select product, price, valid_from,
        lead(valid_from) over (partition by product order by valid_from) as valid_to from price)
      select s.id, p.price from sale s ${join} period p on p.product = s.product and ${on}`;
    const halfOpen = "s.sold_on >= p.valid_from and (s.sold_on < p.valid_to or p.valid_to is null)";
    const byWindow = priced("left join", halfOpen);
    const bySubquery = "select id, price from by_subquery";
    expect(await countOf(own.client, byWindow)).toBe(20_000);
    expect(await countOf(own.client, bySubquery)).toBe(20_000);
    expect(await differences(own.client, byWindow, bySubquery)).toEqual([0, 0]);

    const unpriced = await countOf(own.client, `${bySubquery} where price is null`);
    const inner = await countOf(own.client, priced("join", halfOpen));
    const [closed = ""] = codeOf(2, 5);
    const byBetween = priced("left join", closed);
    const doubled = await countOf(own.client, byBetween);
    expect([unpriced, inner, doubled]).toEqual([247, 19_753, 20_594]);
    for (const number of [20_000, unpriced, inner, doubled]) expect(claims(2)).toContain(written(number));
    expect(Math.max(...(await differences(own.client, byBetween, bySubquery)))).toBeGreaterThan(0);
  });

  test("week 3: the composite index takes Sort, filter and nearly all blocks away", async () => {
    await using own = await session();
    await run(own.client, [...codeOf(3, 1), ...codeOf(3, 2)]);
    const mine = "from ticket where team = 7 and status = 'open'";
    const newest = `select id, opened_at ${mine} order by opened_at desc limit 20`;
    const expected = await rowsOf(own.client, newest);
    const bare = await planOf(own.client, newest);
    expect(bare.types).toEqual(["Limit", "Sort", "Seq Scan"]);
    expect(bare.blocks).toBeGreaterThan(16_000);

    await own.client.query("create index by_time on ticket (opened_at)");
    const byTime = await planOf(own.client, newest);
    expect(byTime.types).toEqual(["Limit", "Index Scan"]);
    expect(byTime.nodes[1]?.["Rows Removed by Filter"]).toBeGreaterThan(6_750);
    expect(byTime.nodes[1]?.["Rows Removed by Filter"]).toBeLessThan(6_850);

    await run(own.client, ["drop index by_time", "create index by_team on ticket (team, status, opened_at)"]);
    const byTeam = await planOf(own.client, newest);
    expect(byTeam.types).toEqual(["Limit", "Index Scan"]);
    expect(byTeam.nodes[1]?.Filter).toBeUndefined();
    expect(byTeam.blocks).toBeLessThan(50);
    expect(await rowsOf(own.client, newest)).toEqual(expected);

    const [byCast = ""] = codeOf(3, 5);
    const cast = `select id ${mine} and ${byCast}`;
    const range = `select id ${mine} and opened_at >= '2026-03-01' and opened_at < '2026-03-02'`;
    expect(await countOf(own.client, cast)).toBe(4);
    expect(await differences(own.client, cast, range)).toEqual([0, 0]);
    const filters = async (query: string) =>
      (await planOf(own.client, query)).nodes.filter((node) => node.Filter !== undefined).length;
    expect([await filters(cast), await filters(range)]).toEqual([1, 0]);
    for (const claim of ["over 16,000 blocks", "under 50", "6,800 rows", "4 tickets"])
      expect(claims(3)).toContain(claim);
  });

  test("week 4: each change keeps the rows, and the log says which one brings nothing", async () => {
    await using own = await session();
    await run(own.client, [...codeOf(4, 1), ...codeOf(4, 2)]);
    const [report = ""] = codeOf(4, 3);
    const march = "l.sold_at >= '2026-03-01' and l.sold_at < '2026-04-01'";
    const ranged = report.replace("to_char(l.sold_at, 'YYYY-MM') = '2026-03'", march);
    expect(ranged).not.toBe(report);
    const joined = `select s.id, sum(l.amount) as total from shop s
      left join line l on l.shop = s.id and ${march} group by s.id`;
    const blocks: number[] = [];
    const log = async (query: string) => {
      const version = `version_${blocks.length}`;
      await own.client.query(`create table ${version} as ${query}`);
      expect(await countOf(own.client, `table ${version}`)).toBe(40);
      expect(await differences(own.client, `table ${version}`, "table version_0")).toEqual([0, 0]);
      const plan = await planOf(own.client, query);
      blocks.push(plan.blocks);
      return plan;
    };
    await log(report);
    await log(ranged);
    await log(joined);
    await own.client.query("create index line_time on line (sold_at)");
    await log(joined);
    await run(own.client, [
      "drop index line_time",
      "create index line_cover on line (sold_at) include (shop, amount)",
    ]);
    const last = await log(joined);
    expect(last.types).toContain("Index Only Scan");

    const [before, afterRange, afterJoin = 0, afterIndex = 0, afterCover] = blocks;
    expect(claims(4)).toContain(`${written(before ?? 0)} at first and after change 1`);
    expect(afterRange).toBe(before);
    for (const some of [afterJoin, afterIndex]) expect(Math.round(some / 100) * 100).toBe(5_800);
    expect(afterCover).toBeLessThan(200);
    const [sum] = await rowsOf<{ sum: number }>(own.client, "select sum(total)::int from version_0");
    expect(claims(4)).toContain(`${written(sum?.sum ?? 0)} in total`);
  });

  test("placement: days in a row, an index without a Sort, and the port", async () => {
    await using own = await session();
    const [create = "", condition = ""] = codeIn(material.placement.task);
    await own.client.query(create);
    const longest = (visits: string) => `
      with numbered as (select person, day - row_number() over (partition by person order by day)::int as run from ${visits} d),
        runs as (select person, count(*)::int as days from numbered group by person, run)
      select person, max(days) as days from runs group by person order by person`;
    const found = await rowsOf(own.client, longest("(select distinct person, day from visit)"));
    expect(found).toEqual([
      { person: 1, days: 2 },
      { person: 2, days: 3 },
      { person: 3, days: 1 },
    ]);
    expect((await rowsOf(own.client, longest("visit")))[0]).toEqual({ person: 1, days: 3 });

    await run(own.client, [
      "insert into visit select i % 500, date '2020-01-01' + i / 500 from generate_series(1, 1250000) i",
      "create index on visit (person, day)",
      "vacuum analyze visit",
    ]);
    const { nodes, types } = await planOf(own.client, `select * from visit ${condition}`);
    expect(types).not.toContain("Sort");
    expect(nodes[0]?.["Index Cond"]).toMatch(/person = 7.*day >= '2026-03-01'/);
    expect(nodes[0]?.Filter).toBeUndefined();

    const ported = (since: string) => `select person from visit where day > ${since} order by day limit 1`;
    const since = codeIn(material.placement.shows).filter((code) => code.includes("30"));
    expect(since).toHaveLength(2);
    for (const start of since) expect(await countOf(own.client, ported(start))).toBeLessThan(2);
  });
});
