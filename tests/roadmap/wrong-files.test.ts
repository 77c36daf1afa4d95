import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRoadmap } from "../../src/roadmap.ts";
import { wrongFields } from "./wrong-fields.ts";
import { small, smallMaterial, type WrongFile, wrongText } from "./wrong-file.ts";
import { wrongRules } from "./wrong-rules.ts";
import { wrongSyntax } from "./wrong-syntax.ts";

const wrongFiles = [...wrongSyntax, ...wrongFields, ...wrongRules];
const named = (name: string): WrongFile => {
  const file = wrongFiles.find((wrong) => wrong.name === name);
  if (!file) throw new Error(`no wrong file ${name}`);
  return file;
};

/** What is wrong with the roadmap's own file. What its topics' files then say of it is material.test.ts's. */
function refused(text: string, file: string): string[] {
  const result = readRoadmap(text, file, smallMaterial);
  if (result.ok) throw new Error("it was read");
  return result.problems.filter((problem) => !problem.startsWith("small/"));
}

describe("a wrong roadmap file", () => {
  test("there is something to be wrong with: the file is right before the edits", () => {
    expect(readRoadmap(small, "small.yaml", smallMaterial)).toMatchObject({ ok: true });
  });

  test.each(wrongFiles)("$name", (wrong) => {
    const problems = wrong.problems.map((problem) => `roadmap/wrong.yaml:${problem}`);
    expect(refused(wrongText(wrong), "roadmap/wrong.yaml")).toEqual(problems);
  });

  test("all mistakes are reported at once, in the order of the file, whichever check finds them", () => {
    const edits = [
      ["hours_per_week: 8", "hours_per_week: eight"],
      ["ask: start", "ask: now"],
      ["hours: 16", "hours: 16\n            after: [sql, lakes]"],
      ["kind: book", "kind: book\n                kinds: book"],
      ["id: python\n", "id: basics\n"],
      ["only: { cloud: aws }\n              -", "only: { clud: aws }\n              -"],
      ["status: retired", "status: current"],
    ] as const;
    const result = refused(wrongText({ name: "several", edits }), "wrong.yaml");
    expect(result).toEqual([
      'wrong.yaml:7: hours_per_week: is "eight", write whole hours, such as 8',
      'wrong.yaml:12: choices[cloud].ask: is "now", write one of start, later',
      "wrong.yaml:27: topics[sql].after[1]: is the topic itself, name another topic, or leave it out",
      'wrong.yaml:27: topics[sql].after[2]: is "lakes", which is no topic, write the id of a topic',
      "wrong.yaml:37: resources[sql-book].kinds: is not a known field, the known ones are id, title, url, kind, checked, note, only",
      "wrong.yaml:40: topics[basics]: has nothing that it is taught with, write wrong/basics.yaml, as README tells",
      'wrong.yaml:40: topics[basics].id: is already the id of the track "basics" on line 21, choose an id that nothing else has',
      'wrong.yaml:57: topics[storage].after[2].topic: is "python", which is no topic, write the id of a topic',
      "wrong.yaml:62: objectives[storage/aws].only.clud: is not a choice, did you mean cloud?",
      "wrong.yaml:77: certifications[aws-cert].successor: is given for a current certification, write status: renamed or retired, or leave it out",
    ]);
  });
});

describe("npm run roadmap:check", { timeout: 30_000 }, () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "waymark-roadmap-"))));
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    "a tab",
    "an unknown field",
    "a day that does not exist",
    "prerequisites in a circle",
    "an anchor and an alias",
    "nothing",
    "nests that would exhaust the parser",
  ])("prints what is wrong and exits with 1: %s", async (name) => {
    const file = join(folder, "wrong.yaml");
    await writeFile(file, wrongText(named(name)));
    await mkdir(join(folder, "wrong"), { recursive: true });
    for (const { name, text } of smallMaterial) await writeFile(join(folder, "wrong", name), text);
    const lines = named(name).problems.map((problem) => `${file}:${problem}\n`);
    expect(await check([file])).toEqual({ code: 1, stdout: "", stderr: lines.join("") });
  });

  test("says what a right file holds and exits with 0", async () => {
    const file = join(folder, "small.yaml");
    await writeFile(file, small);
    await mkdir(join(folder, "small"));
    for (const { name, text } of smallMaterial) await writeFile(join(folder, "small", name), text);
    const counts =
      "2 phases, 2 tracks, 3 topics, 4 objectives, 1 resource, 6 units, 8 questions, 1 certification";
    const stdout = `${file}: small 1.0 is right: ${counts}; 48 hours, 6 weeks at 8 hours a week\n`;
    expect(await check([file])).toEqual({ code: 0, stdout, stderr: "" });
  });

  test("takes the folder of ROADMAP_DIR when it is given no file", async () => {
    const stderr = `${folder}/none:1: folder: does not exist, name the folder that holds the roadmap\n`;
    expect(await check([], { ROADMAP_DIR: join(folder, "none") })).toEqual({ code: 1, stdout: "", stderr });
    const roadmap = join(import.meta.dirname, "../../roadmap");
    expect(await check([], { ROADMAP_DIR: roadmap })).toMatchObject({ code: 0, stderr: "" });
  });
});

const main = join(import.meta.dirname, "../../src/roadmap/check-main.ts");
const run = promisify(execFile);

async function check(args: readonly string[], env: Record<string, string> = {}) {
  const options = { env: { PATH: process.env["PATH"], ...env }, timeout: 20_000 };
  try {
    return { code: 0, ...(await run(process.execPath, [main, ...args], options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}
