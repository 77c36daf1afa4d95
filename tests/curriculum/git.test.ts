import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder } from "../support/scratch.ts";
import { runTool, toolPrints, withoutTool } from "../support/tool.ts";
import { codeIn, exerciseOf, readMaterial } from "./material.ts";

const material = readMaterial("git");
const claims = (week: number) => exerciseOf(material, week).works_when;
const stepsOf = (week: number) => codeIn(exerciseOf(material, week).steps.join("\n"));

const solve = (cwd: string, name: string) =>
  toolPrints("bash", [path.resolve("tests/curriculum/git", name)], { cwd });
const shell = (cwd: string, command: string) => toolPrints("bash", ["-c", command], { cwd });
const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");

describe.skipIf(withoutTool("git", "bash"))("Git exercises", () => {
  test("week 1: both searches name the fifth commit, and an old version comes back as the eleventh", async () => {
    await using folder = await scratchFolder();
    await solve(folder.path, "week-1.sh");
    const work = path.join(folder.path, "work");
    const wrote = (name: string) => readFile(path.join(folder.path, name), "utf8");
    const commits = linesOf(await shell(work, "git log --reverse --format=%s"));
    expect(commits).toHaveLength(11);
    expect(claims(1)).toContain("11 commits");
    expect(stepsOf(1)).toContain("git log -S 'limit 250' --oneline -- report.sql");
    expect(await wrote("log.txt")).toBe(`${commits[4]}\n`);
    expect(await wrote("blame.txt")).toBe(`summary ${commits[4]}\n`);
    expect(await wrote("status.txt")).toBe("");
    expect(await shell(work, "git ls-files")).toBe(".gitignore\nreport.sql\n");
    expect(await wrote("diff.txt")).toContain("3 deletions");
    const same = codeIn(claims(1)).find((code) => code.startsWith("git diff")) ?? "";
    expect(await shell(work, same)).toBe("");
    expect(await shell(work, "git diff HEAD~1 -- report.sql")).not.toBe("");
  });

  test("week 2: the conflict is resolved to one line that holds both changes, and main has the merge", async () => {
    await using folder = await scratchFolder();
    await solve(folder.path, "week-1.sh");
    await solve(folder.path, "week-2.sh");
    const work = path.join(folder.path, "work");
    const wrote = (name: string) => readFile(path.join(folder.path, name), "utf8");
    expect(await wrote("merge.txt")).toContain("CONFLICT (content)");
    expect(await wrote("markers.txt")).toBe("report.sql:1\n");
    const [line = "", markers = "", merged = ""] = codeIn(claims(2));
    const report = linesOf(await shell(work, "git show origin/main:report.sql"));
    expect(report.filter((one) => one.startsWith("where"))).toEqual([line]);
    expect((await runTool("bash", ["-c", markers], { cwd: work })).code).toBe(1);
    expect(linesOf(await shell(work, merged)).map((name) => name.trim())).toContain("no-blanks");
    expect(linesOf(await shell(work, "git log --merges --format=%s"))).toEqual([
      "Merge pull request 1",
      "Merge main: two years, and no blanks",
    ]);
  });

  test("placement: the merge is undone without losing a commit, and merging again does nothing", async () => {
    await using folder = await scratchFolder();
    const [first = "", second = "", third = ""] = codeIn(material.placement.task);
    await shell(folder.path, first);
    const demo = path.join(folder.path, "demo");
    await shell(demo, second);
    await shell(demo, third);
    expect((await runTool("git", ["merge", "tax"], { cwd: demo })).code).toBe(1);
    await writeFile(path.join(demo, "a.txt"), "rate = 2\n");
    await shell(demo, "git add a.txt && git commit -q -m merge");
    const [revert = "", , search = ""] = codeIn(material.placement.shows);
    await shell(demo, `${revert} --no-edit`);
    expect(await readFile(path.join(demo, "a.txt"), "utf8")).toBe("rate = 1.5\n");
    expect(linesOf(await shell(demo, "git log --format=%s"))).toHaveLength(5);
    expect(linesOf(await shell(demo, search))[0]).toMatch(/^[0-9a-f]+ two$/);
    expect(await shell(demo, "git merge tax")).toBe("Already up to date.\n");
    await shell(demo, "git revert --no-edit HEAD");
    expect(await readFile(path.join(demo, "a.txt"), "utf8")).toBe("rate = 2\n");
  });
});

describe.skipIf(withoutTool("git", "bash"))("Git answers", () => {
  test("what was tracked before is not ignored until it is removed from the index", async () => {
    await using folder = await scratchFolder();
    const { path: cwd } = folder;
    await shell(cwd, "git init -q -b main . && echo a > out.csv && git add . && git commit -q -m one");
    await shell(cwd, "echo '*.csv' > .gitignore && git add . && git commit -q -m two && echo b >> out.csv");
    expect(await shell(cwd, "git status --short")).toBe(" M out.csv\n");
    await shell(cwd, "git rm -q --cached out.csv && git commit -q -m three && echo c >> out.csv");
    expect(await shell(cwd, "git status --short && cat out.csv")).toBe("a\nb\nc\n");
    expect(await shell(cwd, "git show HEAD~1:out.csv")).toBe("a\n"); // what a removed line leaves in the history
  });

  test("restore loses what was never added and keeps what was", async () => {
    await using folder = await scratchFolder();
    const { path: cwd } = folder;
    await shell(cwd, "git init -q -b main . && echo old > report.sql && git add . && git commit -q -m one");
    expect(await shell(cwd, "echo new > report.sql && git restore report.sql && cat report.sql")).toBe(
      "old\n",
    );
    const added = "echo new > report.sql && git add report.sql && git restore report.sql && cat report.sql";
    expect(await shell(cwd, added)).toBe("new\n");
  });

  test("a merge without a conflict can break a script", async () => {
    await using folder = await scratchFolder();
    const { path: cwd } = folder;
    const script =
      "printf '%s\\n' 'total=1' a b c 'echo $total' > s && git init -q -b main . && git add . && git commit -q -m one";
    await shell(cwd, script);
    await shell(cwd, "git switch -q -c rename && sed -i.bak 's/total/net/' s && git commit -q -m rename s");
    await shell(cwd, "git switch -q main && sed -i.bak 's/^b/echo $total/' s && git commit -q -m use s");
    await shell(cwd, "git merge -q --no-edit rename");
    const merged = linesOf(await shell(cwd, "cat s"));
    expect(merged).toEqual(["net=1", "a", "echo $total", "c", "echo $net"]);
  });

  /** Two clones of one repository that holds the commits one and two. */
  async function twoClones(cwd: string) {
    await shell(cwd, "git init -q --bare -b main origin.git && git clone -q origin.git mine 2> /dev/null");
    const [mine, theirs] = [path.join(cwd, "mine"), path.join(cwd, "theirs")];
    for (const name of ["one", "two"])
      await shell(mine, `echo ${name} > ${name} && git add . && git commit -q -m ${name}`);
    await shell(mine, "git push -q origin HEAD:main");
    await shell(cwd, "git clone -q origin.git theirs");
    return { mine, theirs };
  }
  const subjects = async (cwd: string, ref: string) =>
    linesOf(await shell(cwd, `git log --format=%s ${ref}`));

  test("a commit that was taken from main by force comes back with the next push of who has it", async () => {
    await using folder = await scratchFolder();
    const { mine, theirs } = await twoClones(folder.path);
    await shell(mine, "git reset -q --hard HEAD~1 && git push -q --force origin HEAD:main");
    await shell(
      theirs,
      "git pull -q && echo three > three && git add . && git commit -q -m three && git push -q",
    );
    expect(await subjects(theirs, "origin/main")).toEqual(["three", "two", "one"]);
  });

  test("a rebased branch doubles the commits of who pulls it", async () => {
    await using folder = await scratchFolder();
    const { mine, theirs } = await twoClones(folder.path);
    await shell(
      mine,
      "git switch -q -c lagging HEAD~1 && echo f > f && git add . && git commit -q -m feature",
    );
    await shell(mine, "git push -q origin lagging");
    await shell(theirs, "git fetch -q && git switch -q lagging");
    await shell(mine, "git rebase -q origin/main && git push -q --force origin lagging");
    await shell(theirs, "git pull -q --no-rebase --no-edit");
    expect((await subjects(theirs, "HEAD")).filter((subject) => subject === "feature")).toHaveLength(2);
  });
});
