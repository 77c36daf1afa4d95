import path from "node:path";
import { describe, expect, test } from "vitest";
import { pythonPath, runPythonFile, withoutPython } from "../support/python.ts";
import { scratchFolder } from "../support/scratch.ts";
import { toolPrints } from "../support/tool.ts";
import type { Place } from "../support/tool.ts";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("python-for-de");
const claims = (week: number) => exerciseOf(material, week).works_when;

/** One of our solutions, run in a folder. */
const solution = (name: string) => path.resolve("tests/curriculum/python-for-de", name);
const prints = (place: Place, name: string, ...args: string[]) =>
  toolPrints(pythonPath ?? "", ["-s", solution(name), ...args], { timeout: 80_000, ...place });
const reads = async <T>(place: Place, name: string, ...args: string[]) =>
  JSON.parse(await prints(place, name, ...args)) as T;

// A million lines under tracemalloc take their time on a busy machine.
describe.skipIf(withoutPython())("Python with the standard library", { timeout: 90_000 }, () => {
  test("week 1: each city's orders are kept, split loses a city, a missing file ends with 2", async () => {
    await using folder = await scratchFolder();
    const place = { cwd: folder.path };
    await prints(place, "week-1/make.py");
    for (const city of ["Lima", "Oslo", "Porto", "Washington, DC"]) {
      await prints(place, "week-1/filter_orders.py", "orders.csv", city, "out.csv");
      const sum =
        "import csv; rows = list(csv.DictReader(open('out.csv'))); print(len(rows), sum(int(row['amount']) for row in rows))";
      const [rows, amount] = (await toolPrints(pythonPath ?? "", ["-c", sum], place)).trim().split(" ");
      expect(rows).toBe("250");
      expect(claims(1)).toMatch(new RegExp(`${written(Number(amount))} for "?${city}"?`));
    }
    expect(await prints(place, "week-1/filter_with_split.py", "orders.csv", "Oslo")).toBe("250\n");
    expect(await prints(place, "week-1/filter_with_split.py", "orders.csv", "Washington, DC")).toBe("0\n");
    const missing = await runPythonFile(solution("week-1/filter_orders.py"), place, [
      "no.csv",
      "Oslo",
      "out.csv",
    ]);
    expect(missing).toEqual({ code: 2, stdout: "", stderr: "there is no file no.csv\n" });
  });

  test("week 2: all four ways find 500 keys, and the list takes far longer than bisect", async () => {
    await using folder = await scratchFolder();
    type Way = { found: number; seconds: number };
    type Ways = { keys: number; list: Way; set: Way; dictionary: Way; bisect: Way };
    const { keys, ...ways } = await reads<Ways>({ cwd: folder.path }, "week-2/lookups.py", "1000000");
    expect(keys).toBe(1000);
    expect(Object.values(ways).map(({ found }) => found)).toEqual([500, 500, 500, 500]);
    expect(ways.list.seconds).toBeGreaterThan(100 * ways.bisect.seconds);
    expect(ways.bisect.seconds).toBeGreaterThan(ways.set.seconds);
    expect(Math.max(ways.set.seconds, ways.dictionary.seconds)).toBeLessThan(0.001);
  });

  test("week 2: twice the entries are twice the comparisons in the list, and hardly any more elsewhere", async () => {
    await using folder = await scratchFolder();
    const place = { cwd: folder.path };
    type Counts = Record<"list" | "set" | "dictionary" | "bisect", number>;
    const one = await reads<Counts>(place, "week-2/comparisons.py", "5000");
    const two = await reads<Counts>(place, "week-2/comparisons.py", "10000");
    expect(two.list / one.list).toBeCloseTo(2, 2);
    expect(two.bisect / one.bisect).toBeLessThan(1.1);
    expect([one.set, two.set, one.dictionary, two.dictionary]).toEqual([500, 500, 500, 500]);
  });

  test("week 3: both scripts name the same ten, and only one needs memory for every line", async () => {
    await using folder = await scratchFolder();
    const place = { cwd: folder.path };
    type Found = { top: [number, number][]; peak: number };
    await prints(place, "week-3/events.py", "200000");
    const small = await reads<Found>(place, "week-3/stream.py");
    await prints(place, "week-3/events.py", "1000000");
    const whole = await reads<Found>(place, "week-3/whole.py");
    const stream = await reads<Found>(place, "week-3/stream.py");
    expect(stream.top).toEqual(whole.top);
    expect(stream.top).toHaveLength(10);
    const [first, , third, fourth] = stream.top;
    expect(claims(3)).toContain(`first user ${first?.[0]} with ${written(first?.[1] ?? 0)} bytes`);
    expect(claims(3)).toContain(`users ${third?.[0]} and ${fourth?.[0]} are third and fourth`);
    expect(claims(3)).toContain(`${written(third?.[1] ?? 0)} each`);
    expect(fourth?.[1]).toBe(third?.[1]);
    expect(whole.peak).toBeGreaterThan(50 * stream.peak);
    expect(stream.peak).toBeLessThan(1.2 * small.peak);
  });

  test("the answers hold", async () => {
    await using folder = await scratchFolder();
    expect((await prints({ cwd: folder.path }, "questions.py")).trim().split("\n")).toHaveLength(5);
  });
});

describe.skipIf(withoutPython("pandas", "numpy"))("Python with pandas and NumPy", () => {
  test("weeks 4 and 5: the ledger adds up, and the checked join prices each row once", async () => {
    await using folder = await scratchFolder();
    const place = { cwd: folder.path };
    await prints(place, "week-4/messy.py");
    const ledger = await reads<Record<string, number>>(place, "week-4/clean.py");
    expect(ledger).toEqual({
      read: 3100,
      "duplicates before": 85,
      duplicates: 100,
      rejected: 2,
      clean: 2998,
      estimated: 73,
      kwh: 132_504,
    });
    for (const number of Object.values(ledger)) expect(claims(4)).toContain(written(number));
    expect(await prints(place, "week-4/fill_across_meters.py")).toBe("0\n");

    await prints(place, "week-5/meters.py");
    type Priced = { "seconds by loop": number; "seconds by columns": number };
    const {
      "seconds by loop": loop,
      "seconds by columns": columns,
      ...priced
    } = await reads<Priced>(place, "week-5/price.py", "clean.csv", "meters.csv");
    expect(priced).toEqual({
      unchecked: 3058,
      refusal: "MergeError",
      joined: 2998,
      "without a tariff": 120,
      "cents by loop": 2_949_790,
      "cents by columns": 2_949_790,
      same: true,
    });
    for (const claim of ["3,058", "MergeError", "2,998", "120", "2,949,790"])
      expect(claims(5)).toContain(claim);
    expect(columns).toBeLessThan(loop / 5);
  });

  test("placement: both ways name the same five users", async () => {
    await using folder = await scratchFolder();
    const place = { cwd: folder.path };
    await prints(place, "placement/visits.py");
    const five = await prints(place, "placement/top.py", "visits.csv", "5");
    expect(await prints(place, "placement/top_pandas.py")).toBe(five);
    for (const line of five.trim().split("\n")) {
      const [user, seconds] = line.split(" ");
      expect(material.placement.shows).toMatch(new RegExp(`\\b${user} \\(${written(Number(seconds))}\\b`));
    }
    const missing = await runPythonFile(solution("placement/top.py"), place, ["no.csv", "5"]);
    expect(missing).toEqual({ code: 2, stdout: "", stderr: "there is no file no.csv\n" });
  });

  test("the answers hold", async () => {
    await using folder = await scratchFolder();
    const answered = await prints({ cwd: folder.path }, "questions_pandas.py");
    expect(answered.trim().split("\n")).toHaveLength(4);
  });
});
