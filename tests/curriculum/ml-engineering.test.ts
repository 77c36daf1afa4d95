import path from "node:path";
import { describe, expect, test } from "vitest";
import { runPythonFile, withoutPython } from "../support/python.ts";
import { scratchFolder } from "../support/scratch.ts";
import { exerciseOf, readMaterial, written } from "./material.ts";

const material = readMaterial("ml-engineering");
const claims = (week: number) => exerciseOf(material, week).works_when;
const says = (week: number, ...claimed: string[]) => {
  for (const claim of claimed) expect(claims(week)).toContain(claim);
};

/** Runs the solution of a week in a folder of its own, and reads the JSON that it prints last. */
async function solve(week: number): Promise<unknown> {
  await using folder = await scratchFolder();
  const file = path.resolve(`tests/curriculum/ml-engineering/week_${week}.py`);
  const { code, stdout, stderr } = await runPythonFile(file, { cwd: folder.path, timeout: 60_000 });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

describe.skipIf(withoutPython("numpy", "pandas"))("ML engineering", { timeout: 90_000 }, () => {
  test("week 1: the answers are the file's, each with the version, and bad requests are refused", async () => {
    type Served = { error: number; mean: number; answers: number; versions: string[]; far: number };
    const found = (await solve(1)) as Served & { wrong: number[]; after: number };
    says(1, `errs by ${found.error.toFixed(2)} minutes, the mean by ${found.mean.toFixed(2)}`);
    says(1, `${written(found.answers)} answers`);
    expect(found.versions).toEqual(["1"]);
    expect(found.far).toBeLessThan(0.000001);
    expect([...found.wrong, found.after]).toEqual([400, 400, 400, 400, 200]);
  });

  test("week 2: the model of metres is good by its own test and bad for a tenth of the requests, then gone", async () => {
    type Round = { "1": [number, number]; "2": [number, number | null] };
    const { own, canary, back } = (await solve(2)) as { own: number; canary: Round; back: Round };
    const [requests, error] = canary["2"];
    says(2, `Version 2 errs by ${own.toFixed(2)} in its own test`);
    says(
      2,
      `gets ${requests} requests and errs by ${error?.toFixed(2)}, version 1 by ${canary["1"][1].toFixed(2)}`,
    );
    expect([back["1"][0], back["2"][0]]).toEqual([2000, 0]);
  });

  test("week 3: the newest row looks into the future, and late rows are not there yet", async () => {
    type Joined = { features: number; events: number; future: number; latest: number; late: number };
    const found = (await solve(3)) as Joined & {
      expired: number;
      missing: number;
      missing_loaded: number;
      sql: number[];
    };
    says(
      3,
      `${written(found.features)} feature rows`,
      `${written(found.latest)} of ${written(found.events)} events`,
    );
    says(
      3,
      `from the future in ${written(found.future)}`,
      `the second in ${found.late}.`,
      `${found.expired} rows of the second are too old`,
    );
    expect([...found.sql, found.missing, found.missing_loaded]).toEqual([0, 0, 0, 0]);
  });

  test("week 4: an online table that is three days behind answers most customers wrongly", async () => {
    type Online = { skewed: number; changed: number; again: number; different: number; stale: number };
    const found = (await solve(4)) as Online & { size: number; rows: number[][] };
    says(4, `${found.skewed} of ${found.size} customers differ`, `${found.stale} customers have rows older`);
    expect([found.different, found.again]).toEqual([0, 0]);
    says(4, `Customer 7 has ${found.rows.at(-1)?.slice(1).join(", ")}`);
  });

  test("week 5: two of six batches bring a model, and a repetition brings none", async () => {
    type Run = [batch: number, outcome: string, fresh: number | null, current: number | null];
    const { runs, models } = (await solve(5)) as { runs: Run[]; models: [number, number][] };
    const outcomes = ["registered", "kept", "stopped: km", "stopped: rain", "kept", "registered"];
    expect(runs.map(([, outcome]) => outcome)).toEqual(outcomes);
    expect(models.map(([, batch]) => batch)).toEqual([1, 6]);
    const errors = (batch: number) =>
      runs[batch - 1]?.slice(2).map((error) => Number(error).toFixed(2)) ?? [];
    expect(new Set(errors(2))).toEqual(new Set(["2.71"]));
    says(
      5,
      "2.71 either way",
      `5 kept out (${errors(5).join(" against ")})`,
      `registered (${errors(6).join(" against ")})`,
    );
  });

  test("week 6: inputs drift in one week, and the error grows in another", async () => {
    const weeks = (await solve(6)) as [week: number, psi: number, error: number][];
    const drifted = weeks.filter(([, psi]) => psi > 0.2);
    const worse = weeks.filter(([, , error]) => error > 3);
    expect([drifted.map(([week]) => week), worse.map(([week]) => week)]).toEqual([[5], [7]]);
    says(6, `${drifted[0]?.[1].toFixed(2)} in week 5`, `${worse[0]?.[2].toFixed(2)} in week 7`);
    const [others, rest] = [weeks.filter(([week]) => week !== 5), weeks.filter(([week]) => week !== 7)];
    expect(new Set(others.map(([, psi]) => psi.toFixed(2)))).toEqual(new Set(["0.00"]));
    expect(new Set(rest.map(([, , error]) => error.toFixed(2)))).toEqual(new Set(["2.73"]));
  });
});
