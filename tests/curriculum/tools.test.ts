import { writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { pythonPrints, runPython, runPythonFile, withoutPython } from "../support/python.ts";
import { scratchDatabase, scratchFolder } from "../support/scratch.ts";
import { runTool, toolPrints, withoutTool } from "../support/tool.ts";

describe.skipIf(withoutPython())("Python for exercises", () => {
  test("a script sees its folder and its arguments, and what it prints comes back", async () => {
    await using folder = await scratchFolder();
    await writeFile(path.join(folder.path, "in.csv"), "a\n1\n2\n");
    const script = "import sys; print(sys.argv[1], len(open('in.csv').readlines()))";
    expect(await pythonPrints(script, { cwd: folder.path }, ["lines"])).toBe("lines 3\n");
  });

  test("a script that fails gives its code and reason, or throws them", async () => {
    await using folder = await scratchFolder();
    const script = "import sys; sys.exit('no such file')";
    expect(await runPython(script, { cwd: folder.path })).toMatchObject({
      code: 1,
      stderr: "no such file\n",
    });
    await expect(pythonPrints(script, { cwd: folder.path })).rejects.toThrow("no such file");
  });

  test("a script that is a file of the folder runs too", async () => {
    await using folder = await scratchFolder();
    await writeFile(path.join(folder.path, "main.py"), "print(sorted({'b', 'a'}))");
    expect((await runPythonFile("main.py", { cwd: folder.path })).stdout).toBe("['a', 'b']\n");
  });

  test("a script without an end is ended", async () => {
    await using folder = await scratchFolder();
    const endless = runPython("while True: pass", { cwd: folder.path, timeout: 300 });
    await expect(endless).rejects.toThrow("took longer than 300 ms");
  });
});

describe.skipIf(withoutPython("pandas", "numpy"))("pandas and NumPy for exercises", () => {
  test("both can be imported", async () => {
    await using folder = await scratchFolder();
    const script = "import pandas as pd, numpy as np; print(pd.Series(np.arange(4)).sum())";
    expect(await pythonPrints(script, { cwd: folder.path })).toBe("6\n");
  });
});

describe.skipIf(withoutTool("git"))("git for exercises", () => {
  test("commits have the same id each time, whatever the user's settings", async () => {
    const ids = await Promise.all([commitOnce(), commitOnce()]);
    expect(ids[0]).toMatch(/^[0-9a-f]{40}\n$/);
    expect(ids[1]).toBe(ids[0]);
  });

  test("a refused command gives its code", async () => {
    await using folder = await scratchFolder();
    expect((await runTool("git", ["log"], { cwd: folder.path })).code).toBe(128);
  });
});

describe("databases for exercises", () => {
  test("a Postgres database begins empty", async () => {
    await using database = await scratchDatabase();
    const { rows } = await database.pool.query("select 1 from pg_tables where schemaname = 'public'");
    expect(rows).toEqual([]);
  });

  test("SQLite knows window functions and recursive queries", () => {
    using database = new DatabaseSync(":memory:");
    const query =
      "with recursive n(i) as (values (1) union all select i + 1 from n where i < 4) select sum(i) over (order by i) as total from n";
    expect(
      database
        .prepare(query)
        .all()
        .map(({ total }) => total),
    ).toEqual([1, 3, 6, 10]);
  });
});

async function commitOnce(): Promise<string> {
  await using folder = await scratchFolder();
  const place = { cwd: folder.path };
  await toolPrints("git", ["init", "-q", "-b", "main"], place);
  await toolPrints("git", ["commit", "-q", "--allow-empty", "-m", "Begin"], place);
  return await toolPrints("git", ["rev-parse", "HEAD"], place);
}
