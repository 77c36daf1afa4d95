import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { runPythonFile, withoutPython } from "../support/python.ts";
import { scratchFolder } from "../support/scratch.ts";
import { exerciseOf, questionOf, readMaterial } from "./material.ts";

const material = readMaterial("data-mesh");
const claims = (week: number) => exerciseOf(material, week).works_when;
const solution = (name: string) => path.resolve(`tests/curriculum/data-mesh/${name}.py`);

async function solve(name: string): Promise<unknown> {
  await using folder = await scratchFolder();
  const { code, stdout, stderr } = await runPythonFile(solution(name), { cwd: folder.path });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe.skipIf(withoutPython())("data mesh", { timeout: 60_000 }, () => {
  test("week 1: the cut by business has fewer crossings and fewer tables to publish", async () => {
    type Cut = { crossing: number; tables: number; published: Record<string, string[]> };
    const { departments, business } = (await solve("cut")) as { departments: Cut; business: Cut };
    const published = ({ published }: Cut) => Object.keys(published);
    expect([departments.tables, business.tables]).toEqual([12, 12]);
    expect(claims(1)).toContain(
      `A has ${departments.crossing} crossing questions and ${published(departments).length} tables read from outside, ` +
        `B ${business.crossing} and ${published(business).length} (${published(business).join(", ")})`,
    );
  });

  test("week 2: six products are stopped, a waiver ends, and rows break the contract", async () => {
    type Finding = [product: number, policy: string, wrong: string];
    type Found = { found: Finding[]; rows: { id: number; amount: number; mail: number } };
    const checked = (await solve("policies")) as Found & Record<"stopped" | "waived" | "over", number[]>;
    expect(checked.stopped).toEqual([2, 4, 5, 6, 9, 11]);
    expect(checked.found).toHaveLength(7);
    expect(checked.found.filter(([product]) => product === 9)).toHaveLength(2);
    expect(checked.waived).toEqual([2, 5, 6, 9, 11]);
    expect(checked.over).toEqual(checked.stopped);
    expect(claims(2)).toContain("Products 2, 4, 5, 6, 9 and 11 are stopped with seven findings, 9 twice");
    const { id, amount, mail } = checked.rows;
    expect(claims(2)).toContain(`${id} bad key, ${amount} amounts and ${mail} mails`);
  });

  test("week 3: products from one command, and an upgrade that leaves a team's file alone", async () => {
    await using folder = await scratchFolder();
    const platform = (...args: string[]) => runPythonFile(solution("products"), { cwd: folder.path }, args);
    for (const [name, owner] of [
      ["bike-trips", "riding"],
      ["invoices", "billing"],
    ] as const)
      expect(await platform("new", name, owner)).toMatchObject({ code: 0 });
    expect(await platform("new", "invoices", "sales")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("billing") as string,
    });
    for (const name of ["bike-trips", "invoices", "bike-trips", "invoices"])
      expect((await platform("run", name)).stdout).toBe("100\n");

    const file = path.join(folder.path, "invoices", "transform.sql");
    const own = "select value as id, value - 5 as amount from generate_rows where value <= 50";
    await writeFile(file, own);
    expect((await platform("run", "invoices")).stdout).toBe("50\n");
    expect(await platform("upgrade")).toMatchObject({ code: 0 });
    expect((await platform("run", "invoices")).stderr).toContain("4 rows fail the check");
    expect(await readFile(file, "utf8")).toBe(own);
    expect(published(folder.path)).toBe(50);
    const catalog = JSON.parse(await readFile(path.join(folder.path, "catalog.json"), "utf8")) as object;
    expect(Object.keys(catalog)).toEqual(["bike-trips", "invoices"]);
  });

  test("a promise of 97 % is broken by four late days in a quarter", () => {
    const { ask, answer } = questionOf(material, "domain-ownership/q3");
    expect(ask).toContain("91 days");
    expect(answer).toContain(`${((87 / 91) * 100).toFixed(1)} %`);
  });
});

function published(folder: string): number {
  using db = new DatabaseSync(path.join(folder, "invoices", "product.db"), { readOnly: true });
  return Number(db.prepare("select count(*) as n from product").get()?.["n"]);
}
