import { readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { runPythonFile, withoutPython } from "../support/python.ts";
import { scratchFolder } from "../support/scratch.ts";
import { CASES, resultOf } from "./genai-de/cases.ts";
import { answerOf, byPattern, labelOf, parsed, type Report, textOf } from "./genai-de/reports.ts";
import { codeIn, exerciseOf, questionOf, readMaterial } from "./material.ts";

const material = readMaterial("genai-de");
const claims = (week: number) => exerciseOf(material, week).works_when;
const source = (name: string) => readFileSync(`tests/curriculum/genai-de/${name}`, "utf8");
const schemaOf = (text: string) =>
  z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
const REPORTS = Array.from({ length: 100 }, (_, i) => i);

describe("free text to JSON", () => {
  const read = (i: number) => parsed(answerOf(i), true);
  const schema = schemaOf(source("report.schema.json"));
  const valid = REPORTS.filter((i) => schema.safeParse(read(i)).success);
  const rightIn = (field: keyof Report) =>
    valid.filter((i) => (read(i) as Report)[field] === labelOf(i)[field]);

  test("week 1: of a hundred answers fewer parse than are there, and fewer are right than valid", () => {
    const asTheyAre = REPORTS.filter((i) => parsed(answerOf(i), false) !== null).length;
    const unwrapped = REPORTS.filter((i) => read(i) !== null).length;
    const right = valid.filter((i) => JSON.stringify(read(i)) === JSON.stringify(labelOf(i))).length;
    expect(claims(1)).toContain(
      `${asTheyAre} parse as they are, ${unwrapped} without fences, ${valid.length} are valid, ${right} right`,
    );
    expect(claims(1)).toContain(
      `Of the ${valid.length}, the site is right in ${rightIn("site").length}, the date in ${rightIn("date").length}`,
    );
    expect([rightIn("machine").length, rightIn("hours").length]).toEqual([valid.length, valid.length]);
  });

  test("week 2: three patterns read all of the hundred texts, and the step shows the first three", () => {
    expect(REPORTS.map((i) => byPattern(textOf(i)))).toEqual(REPORTS.map(labelOf));
    expect(claims(2)).toContain("100 of 100");
    expect(codeIn(exerciseOf(material, 2).steps[0] ?? "")).toEqual([0, 1, 2].map(textOf));
  });

  test("a date that does not exist has the form of one", () => {
    const pattern = /"pattern": "(?<pattern>[^"]+)"/.exec(source("report.schema.json"))?.groups?.["pattern"];
    expect(new RegExp(pattern ?? "").test("2026-03-39")).toBe(true);
    expect(questionOf(material, "llm-integration/q2").ask).toContain("2026-02-31");
  });

  test("what a night costs", () => {
    const cost = (rows: number, tokens: number, price: number) => (rows * tokens * price) / 1e6;
    const night = [cost(200_000, 350, 0.15), cost(200_000, 60, 0.6)];
    const total = night.reduce((a, b) => a + b);
    const { answer } = questionOf(material, "llm-integration/q1");
    for (const amount of [...night, total, total / 3]) expect(answer).toContain(amount.toFixed(2));
    expect(material.placement.shows).toContain("4 + 1.60 = 5.60");
    expect(cost(50_000, 400, 0.2) + cost(50_000, 40, 0.8)).toBeCloseTo(5.6);
  });
});

describe("a draft from an assistant", () => {
  const right = source("right.sql");

  test.each(CASES)("week 3: $fault has rows on which the draft fails and the final query does not", (one) => {
    expect(claims(3)).toContain(one.fault);
    expect(resultOf(right, one.rows)).toEqual(one.result);
    const [now, before] = one.back;
    expect(right).toContain(now);
    expect(resultOf(right.replace(now, before), one.rows)).not.toEqual(one.result);
    const [start, end] = codeIn(exerciseOf(material, 3).steps.slice(2, 4).join("\n"));
    expect(resultOf(`${start} ${end}`, one.rows)).not.toEqual(one.result);
  });

  test("week 3: each repair, the missing number first, makes one more case right", () => {
    const missing = CASES.filter(({ fault }) => fault.startsWith("NULL"));
    const repairs = [...missing, ...CASES.filter((one) => !missing.includes(one))];
    const passing = repairs.map((_, repaired) => {
      const left = repairs.slice(repaired);
      const query = left.reduce((text, { back: [now, before] }) => text.replace(now, before), right);
      return CASES.filter(({ rows, result }) => isDeepStrictEqual(resultOf(query, rows), result)).length;
    });
    expect(passing).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe.skipIf(withoutPython())("questions in plain words", () => {
  test("week 4: the tables are found once they are called what people call them, and SQL may only read two", async () => {
    await using folder = await scratchFolder();
    const file = path.resolve("tests/curriculum/genai-de/ask.py");
    const { stdout } = await runPythonFile(file, { cwd: folder.path });
    type Found = { before: boolean[]; after: boolean[]; guard: (unknown[][] | string)[] };
    const { before, after, guard } = JSON.parse(stdout) as Found;
    const hits = (some: boolean[]) => some.filter(Boolean).length;
    expect([hits(before), hits(after), after.length]).toEqual([4, 6, 6]);
    expect(claims(4)).toContain("Four of six questions find their table first, then all six");
    expect(guard[0]).toHaveLength(3);
    const refused = guard.slice(1, -1);
    for (const refusal of refused)
      expect(refusal).toMatch(/^not authorized$|prohibited|only execute one statement/);
    expect(guard.at(-1)).toBe("interrupted");
    expect(claims(4)).toContain("five are refused");
    expect(refused).toHaveLength(5);
  });
});
