import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pythonPrints, withoutPython } from "../support/python.ts";
import { scratchFolder } from "../support/scratch.ts";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("cloud-native-de");
const claims = (week: number) => exerciseOf(material, week).works_when;
const says = (week: number, ...texts: readonly (number | string)[]) => {
  for (const text of texts) expect(claims(week)).toContain(typeof text === "number" ? written(text) : text);
};

/** What one of our solutions prints, in an empty folder. */
async function solved<Result>(name: string): Promise<Result> {
  await using folder = await scratchFolder();
  const script = readFileSync(`tests/curriculum/cloud-native-de/${name}.py`, "utf8");
  return JSON.parse(await pythonPrints(script, { cwd: folder.path })) as Result;
}

describe.skipIf(withoutPython())("managed loads", () => {
  test("week 1: short runs pay for what they do not use, and each meter has its limit", async () => {
    type Meters = Record<"second" | "minute" | "start" | "machine", number>;
    const found = await solved<{ month: Record<"night" | "quarter", Meters>; hours: object; up_to: Meters }>(
      "price",
    );
    const sums = ({ second, minute, start, machine }: Meters) => [second, minute, start, machine];
    const dollars = (numbers: number[]) => numbers.map((number) => number.toFixed(2));
    const [s, m, v, x] = dollars(sums(found.month.night));
    says(1, `N: S ${s}, M ${m}, V ${v}, X ${x} dollars`);
    says(1, `Q: ${dollars(sums(found.month.quarter)).join(", ")}`);
    const { second, minute, start } = found.up_to;
    says(1, `from ${written(second + 1)}, ${written(minute + 1)} and ${written(start + 1)} runs`);
    expect(found.hours).toEqual({ night: 380 / 120, quarter: 16 });
  });

  test("week 1: the rows that each cloud must find", () => {
    const day = Array.from({ length: 1000 }, (_, n) => (n === 501 ? null : n % 50));
    const good = day.filter((amount) => amount !== null);
    const sum = good.reduce((total, amount) => total + amount, 0);
    const variants = readFileSync("roadmap/data-engineer/cloud-native-de.yaml", "utf8");
    for (const number of [10 * good.length, 10 * sum, 11 * sum]) expect(variants).toContain(written(number));
  });

  test("week 2: a hanging night costs by its limits, and the guard speaks at minute 61", async () => {
    const found = await solved<Record<string, { cost: number } | number>>("hang");
    const cost = (name: string) => {
      const month = found[name];
      return (typeof month === "object" ? month.cost : (month ?? 0)).toFixed(2);
    };
    says(2, `As usual ${cost("usual")} dollars`);
    says(2, `two days ${cost("two days, no retry")}, with two retries ${cost("two days, two retries")}`);
    says(2, `an hour ${cost("an hour, no retry")}, with two retries ${cost("an hour, two retries")}`);
    expect(await solved("guard")).toEqual({ "20": [], "60": [], "61": [29] });
    says(2, "silent at minute 60 and speaks at 61");
  });
});

describe.skipIf(withoutPython())("functions and queues", () => {
  test("week 3: events that come twice or late change nothing, a corrected file does", async () => {
    type Counts = { events: number; loaded: number; known: number; rejected: number; naive: number };
    type Sums = Record<"first" | "second" | "third", [number, number]>;
    const found = await solved<Counts & Sums & { corrected: string[]; late: string[]; reasons: string[][] }>(
      "files",
    );
    says(
      3,
      `${found.events} events: ${found.loaded} loaded, ${found.known} known, ${found.rejected} rejected`,
    );
    says(3, `${written(found.first[0])} rows, sum ${written(found.first[1])}`, found.naive);
    says(3, `${written(found.second[0])} and ${written(found.second[1])}`);
    expect(found.third).toEqual(found.second);
    expect([found.corrected, found.late]).toEqual([
      ["loaded", "loaded"],
      ["known", "known", "known"],
    ]);
    expect(found.reasons).toEqual([["s-9-1.csv", "header is id;amount"]]);
  });

  test("week 4: a hundred rows of a hundred messages, and one is double and one is missing", async () => {
    type Play = { receives: number; naive: number; keyed: number; dead: number[] };
    const found = await solved<Record<"short" | "long" | "repaired", Play>>("queue_worker");
    const { short, long, repaired } = found;
    says(4, `With 30: ${short.receives} receives, naive ${short.naive}, keyed ${short.keyed}, dead is 13`);
    says(4, `With 60: ${long.receives}, ${long.naive}, ${long.keyed}`);
    says(4, `keyed has ${repaired.keyed}`);
    expect([short.dead, long.dead, repaired.dead]).toEqual([[13], [13], []]);
  });
});

describe.skipIf(withoutPython())("two clouds", () => {
  test("week 5: what crosses the border decides the price", async () => {
    type Month = Record<"query" | "copy_csv" | "copy_parquet", [number, number]>;
    const found = await solved<{ month: Month; first: number[]; hours: number[] }>("clouds");
    const { query, copy_csv, copy_parquet } = found.month;
    says(5, `${written(query[0])} GB and ${query[1]} dollars`);
    says(5, `${written(copy_csv[0])} and ${copy_csv[1]}`, `${copy_parquet[0]} and ${copy_parquet[1]}`);
    says(5, `First copy ${found.first[1]} or ${found.first[3]} dollars, ${found.hours.join(" or ")} hours`);
  });

  test("week 6: names find one fault, sizes two more, the hash the last", async () => {
    type Found = Record<"missing" | "surplus" | "size" | "content", string[]>;
    const drill = await solved<{ files: number; bytes: number; found: Found; after: Found }>("exit_drill");
    says(6, `${drill.files} files, ${written(drill.bytes)} bytes`);
    const numbers = (names: string[]) => names.map((name) => name.slice(-7, -4));
    expect(numbers(drill.found.missing)).toEqual(["007"]);
    expect(numbers(drill.found.size)).toEqual(["042", "123"]);
    expect(numbers(drill.found.content)).toEqual(["099"]);
    says(6, "Names find 007", "042 and 123", "the hash also 099");
    expect(Object.values(drill.after).flat()).toEqual([]);
  });
});
