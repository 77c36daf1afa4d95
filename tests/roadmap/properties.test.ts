import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { readRoadmap, type RoadmapResult } from "../../src/roadmap.ts";
import { small, smallMaterial } from "./wrong-file.ts";

const PROBLEM = /^[a-z/]+\.yaml:(\d+): (?:[^:]|"[^"]*")+: .+, .+$/u;

/** Reads a text that may be anything, and checks what holds for every answer. */
function readAnything(text: string): void {
  checkResult(text, readRoadmap(text, "mutant.yaml", smallMaterial));
}

/** The same for the file of a topic. */
function readAnyMaterial(text: string): void {
  const texts = smallMaterial.map((one) =>
    one.name === mutant.name ? { ...one, file: "mutant.yaml", text } : one,
  );
  checkResult(text, readRoadmap(small, "small.yaml", texts));
}

function checkResult(text: string, result: RoadmapResult): void {
  if (result.ok) {
    expect(result.roadmap.phases.length).toBeGreaterThan(0);
    return;
  }
  expect(result.problems.length).toBeGreaterThan(0);
  expect(result.problems.filter((problem) => !PROBLEM.test(problem))).toEqual([]);
  const own = result.problems.filter((problem) => problem.startsWith("mutant.yaml:"));
  const lines = own.map((problem) => Number(PROBLEM.exec(problem)?.[1]));
  const last = text.split("\n").length;
  expect(lines.filter((line) => !(line >= 1 && line <= last))).toEqual([]);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  expect(result.problems.filter((problem) => /[\p{Cc}\u2028\u2029]/u.test(problem))).toEqual([]);
}

const mutant = smallMaterial.find(({ name }) => name === "storage.yaml") ?? { name: "", text: "" };

/** One change of a text: a piece of it is replaced. */
const edit = fc.record({
  at: fc.nat(small.length),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
  by: fc.oneof(
    fc.constantFrom(
      "",
      " ",
      "\n",
      "\t",
      ":",
      "- ",
      "[",
      "]",
      "{",
      "}",
      '"',
      "'",
      "&a ",
      "*a",
      "!x ",
      "|\n",
      ">",
      "?",
    ),
    fc.constantFrom(
      "#",
      "---\n",
      "...\n",
      "%",
      "<<: ",
      "__proto__: ",
      "null",
      "~",
      ".nan",
      "-1",
      "0x1f",
      "1e999",
    ),
    fc.string({ unit: "binary", maxLength: 8 }),
  ),
});

const applyEdit = (text: string, { at, length, by }: { at: number; length: number; by: string }) =>
  text.slice(0, at) + by + text.slice(at + length);

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.constantFrom<unknown>(
    undefined,
    null,
    "",
    [],
    {},
    -1,
    0.5,
    1e9,
    NaN,
    Infinity,
    "sql",
    ["sql", "sql"],
    "python",
  ),
);

/** The document with a value somewhere inside replaced, taken out, or put under another name. */
function mutate(data: unknown, path: readonly number[], by: unknown, name: string | null): unknown {
  const [step, ...rest] = path;
  if (typeof data !== "object" || data === null || step === undefined) return by;
  const entries = Object.entries(data);
  const entry = entries[step % Math.max(entries.length, 1)];
  if (!entry) return by;
  const [key, child] = entry;
  const changed = rest.length === 0 ? by : mutate(child, rest, by, name);
  if (Array.isArray(data)) return data.with(Number(key), changed);
  const fields = entries.map(([field, old]) =>
    field === key ? [name && rest.length < 2 ? name : key, changed] : [field, old],
  );
  return Object.fromEntries(fields);
}

// For a longer search: FUZZ_RUNS=20000 npx vitest run tests/roadmap/properties.test.ts
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 400);
const SLOW = 30_000 + RUNS * 30; // milliseconds; a few seconds where nothing else runs

describe(
  "whatever a file holds, the reader answers with a roadmap or with clear lines, and never throws",
  { timeout: SLOW },
  () => {
    test("a text of any kind", () => {
      fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), readAnything), { numRuns: RUNS });
    });

    test("a roadmap with pieces of its text replaced", () => {
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
          readAnything(edits.reduce(applyEdit, small));
        }),
        { numRuns: RUNS },
      );
    });

    test("a roadmap with values and names replaced", () => {
      const path = fc.array(fc.nat(12), { minLength: 1, maxLength: 9 });
      const name = fc.option(
        fc.constantFrom("id", "title", "only", "topics", "__proto__", "constructor", "toString"),
      );
      const mutation = fc.tuple(path, value, name);
      fc.assert(
        fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
          const data = mutations.reduce<unknown>(
            (old, [path, by, name]) => mutate(old, path, by, name),
            parse(small),
          );
          readAnything(stringify(data, { aliasDuplicateObjects: false }) ?? "");
        }),
        { numRuns: RUNS },
      );
    });

    test("a topic's file with pieces of its text replaced", () => {
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
          readAnyMaterial(edits.reduce(applyEdit, mutant.text));
        }),
        { numRuns: RUNS },
      );
    });

    test("a topic's file with values and names replaced", () => {
      const path = fc.array(fc.nat(12), { minLength: 1, maxLength: 6 });
      const name = fc.option(fc.constantFrom("id", "only", "units", "exercise", "__proto__", "toString"));
      const mutation = fc.tuple(path, value, name);
      fc.assert(
        fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
          const data = mutations.reduce<unknown>(
            (old, [path, by, name]) => mutate(old, path, by, name),
            parse(mutant.text),
          );
          readAnyMaterial(stringify(data, { aliasDuplicateObjects: false }) ?? "");
        }),
        { numRuns: RUNS },
      );
    });

    test("a roadmap with its lines moved, doubled and taken out", () => {
      const lines = small.split("\n");
      const order = fc.array(fc.nat(lines.length - 1), { maxLength: lines.length });
      const cut = fc.tuple(fc.nat(lines.length), fc.nat(5), order);
      fc.assert(
        fc.property(cut, ([at, length, extra]) => {
          const some = extra.slice(0, 4).map((index) => lines[index] ?? "");
          readAnything(lines.toSpliced(at, length, ...some).join("\n"));
        }),
        { numRuns: RUNS },
      );
    });
  },
);
