import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { topicsOf } from "../src/domain/roadmap-graph.ts";
import { loadRoadmap, loadRoadmapFile, readRoadmap } from "../src/roadmap.ts";
import { small, smallMaterial } from "./roadmap/wrong-file.ts";

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "waymark-roadmap-"))));
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
/** Writes the files of the topics, in a folder for the roadmap of that name. */
const writeTopics = async (roadmap = "small") => {
  await mkdir(join(folder, roadmap));
  for (const { name, text } of smallMaterial) await write(`${roadmap}/${name}`, text);
};
const refused = (place: string, problem: string) => ({ ok: false, problems: [`${place}:${problem}`] });

describe("the folder of a roadmap", () => {
  test("its one .yaml file is read; hidden and other files are not", async () => {
    await write("small.yaml", small);
    await writeTopics();
    await write("._small.yaml", "left by an archive");
    await write("roadmap.schema.json", "{}");
    expect(await loadRoadmap(folder)).toMatchObject({ ok: true, roadmap: { id: "small" } });
  });

  test("a link to a file is followed, as configuration is mounted that way", async () => {
    await write("..data", small);
    await writeTopics("..topics");
    await symlink(join(folder, "..data"), join(folder, "small.yaml"));
    await symlink(join(folder, "..topics"), join(folder, "small"));
    expect(await loadRoadmap(folder)).toMatchObject({ ok: true });
  });

  test("no roadmap is a problem", async () => {
    await write("small.yml", small);
    const problem = "1: folder: holds no file that ends in .yaml, put one there, such as data-engineer.yaml";
    expect(await loadRoadmap(folder)).toEqual(refused(folder, problem));
  });

  test("two roadmaps are a problem", async () => {
    await write("b.yaml", small);
    await write("a.yaml", small);
    const problem =
      "1: folder: holds 2 roadmaps, a.yaml and b.yaml, keep one roadmap there and move the others away";
    expect(await loadRoadmap(folder)).toEqual(refused(folder, problem));
  });

  test("a folder that is not there, or is a file, is a problem", async () => {
    await write("file", "");
    const right = "name the folder that holds the roadmap";
    const [none, file] = [join(folder, "none"), join(folder, "file")];
    expect(await loadRoadmap(none)).toEqual(refused(none, `1: folder: does not exist, ${right}`));
    expect(await loadRoadmap(file)).toEqual(refused(file, `1: folder: is not a folder, ${right}`));
  });
});

describe("the folder of a roadmap's topics", () => {
  const [python, sql] = smallMaterial;
  beforeEach(async () => {
    await write("small.yaml", small);
    await writeTopics();
  });

  test("its files are read; hidden and other ones are not", async () => {
    await write("small/._sql.yaml", "left by an archive");
    await write("small/notes.txt", "to do");
    expect(await loadRoadmap(folder)).toEqual(readRoadmap(small, "small.yaml", smallMaterial));
  });

  test("what cannot be read is a problem", async () => {
    await write("small/sql.yaml", Buffer.from(`${sql?.text}# Réduit`, "latin1"));
    await rm(join(folder, "small", "python.yaml"));
    await mkdir(join(folder, "small", "python.yaml"));
    expect(await loadRoadmap(folder)).toEqual({
      ok: false,
      problems: [
        `${folder}/small/python.yaml:1: file: is not a file, name a roadmap file`,
        `${folder}/small/sql.yaml:56: file: is not UTF-8 text, save it in the encoding UTF-8`,
      ],
    });
  });

  test("problems name the file as it was given", async () => {
    await write("small/python.yaml", `${python?.text}more: 1\n`);
    const known = "the known ones are topic, checked, why, builds_on, placement, units, questions";
    const problem = `33: more: is not a known field, ${known}`;
    expect(await loadRoadmap(folder)).toEqual(refused(join(folder, "small/python.yaml"), problem));
  });
});

test("a topic without a file is refused, and so is every one where the folder is missing", async () => {
  await write("small.yaml", small);
  const file = join(folder, "small.yaml");
  const missing = (line: number, topic: string) =>
    `${file}:${line}: topics[${topic}]: has nothing that it is taught with, write ${join(folder, "small", topic)}.yaml, as README tells`;
  const all = [missing(24, "sql"), missing(38, "python"), missing(52, "storage")];
  expect(await loadRoadmap(folder)).toEqual({ ok: false, problems: all });
  await writeTopics();
  await rm(join(folder, "small", "python.yaml"));
  expect(await loadRoadmap(folder)).toEqual({ ok: false, problems: [all[1]] });
});

describe("the file of a roadmap", () => {
  test("one that is not there is a problem", async () => {
    const file = join(folder, "none.yaml");
    const problem = "1: file: does not exist, name a roadmap file that can be read";
    expect(await loadRoadmapFile(file)).toEqual(refused(file, problem));
  });

  test("a folder with the name of a file is a problem", async () => {
    const file = join(folder, "a.yaml");
    await mkdir(file);
    expect(await loadRoadmap(folder)).toEqual(refused(file, "1: file: is not a file, name a roadmap file"));
  });

  test("one that is not UTF-8 is a problem, on the line where it is not", async () => {
    const file = join(folder, "a.yaml");
    const problem = "file: is not UTF-8 text, save it in the encoding UTF-8";
    await write("a.yaml", Buffer.from(small.replace("A small", "Réduit"), "latin1"));
    expect(await loadRoadmapFile(file)).toEqual(refused(file, `4: ${problem}`));
    await write("a.yaml", Buffer.from(`\ufeff${small}`, "utf16le"));
    expect(await loadRoadmapFile(file)).toEqual(refused(file, `1: ${problem}`));
  });

  test("one that is too large for a text is a problem", async () => {
    const file = join(folder, "a.yaml");
    await write("a.yaml", "#".repeat(1024 * 1024 + 1));
    const wrong = "has 1048577 bytes, use at most 1048576: a roadmap is a text that people can read";
    expect(await loadRoadmapFile(file)).toEqual(refused(file, `1: file: ${wrong}`));
  });

  test("a byte order mark and line ends of Windows do no harm", async () => {
    await write("a.yaml", `\ufeff${small.replaceAll("\n", "\r\n")}`);
    await writeTopics("a");
    expect(await loadRoadmap(folder)).toEqual(readRoadmap(small, "small.yaml", smallMaterial));
  });
});

test("a roadmap is handed over as the author wrote it, in their order", () => {
  const result = readRoadmap(small, "small.yaml", smallMaterial);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  const { phases, certifications, choices, retired, ...rest } = result.roadmap;
  expect(rest).toEqual({
    id: "small",
    version: "1.0",
    title: "A small roadmap",
    summary: "Everything a roadmap can hold, once or twice.",
    closing: "The end.",
    hoursPerWeek: 8,
    approach: [{ id: "habits", title: "Habits", items: ["Build something."] }],
    timeline: [{ phase: "first", label: "Months 1-2", text: "First phase" }],
  });
  expect(choices[0]?.options).toEqual([
    { id: "aws", title: "AWS" },
    { id: "gcp", title: "Google Cloud" },
  ]);
  expect(phases.map(({ id, months }) => ({ id, months }))).toEqual([
    { id: "first", months: { min: 1, max: 2 } },
    { id: "second", months: null },
  ]);
  expect(phases[0]?.tracks[0]?.topics[1]).toEqual({
    id: "python",
    title: "Python",
    hours: 8,
    after: [],
    afterSoft: [{ topic: "sql", only: null }],
    objectives: [{ id: "python/loops", rev: 2, text: "Write a loop.", only: null }],
    resources: [],
    material: expect.objectContaining({ checked: "2026-11-25" }),
  });
  const storage = phases[1]?.tracks[0]?.topics[0];
  expect(storage?.after).toEqual([
    { topic: "sql", only: null },
    { topic: "python", only: { choice: "cloud", options: ["aws", "gcp"] } },
  ]);
  expect(storage?.objectives[0]?.only).toEqual({ choice: "cloud", options: ["aws"] });
  expect(certifications[0]?.certifications[0]).toEqual({
    id: "aws-cert",
    title: "Old AWS certificate",
    provider: "AWS",
    status: "retired",
    successor: { title: "New AWS certificate", url: "https://example.org/new" },
    cost: { min: 55, max: 165, checked: "2026-11-25" },
    validity: { years: 3, checked: "2026-11-25" },
    checked: "2026-11-22",
    note: "Retired 1 April 2024.",
    only: { choice: "cloud", options: ["aws"] },
    topics: ["storage"],
  });
  expect(retired).toEqual([{ id: "old-sql", kind: "topic", title: "Old SQL", successor: "sql" }]);
});

test("a topic's material is handed over as its author wrote it", () => {
  const result = readRoadmap(small, "small.yaml", smallMaterial);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  const [sql, , storage] = topicsOf(result.roadmap);
  expect(sql?.material).toMatchObject({
    checked: "2026-11-25",
    why: "Every question about data ends as a query. Who joins well asks better questions.",
    buildsOn: "You have filtered lists in a spreadsheet.",
    placement: { id: "sql/placement", rev: 1, shows: expect.stringMatching(/^A left join/) },
  });
  expect(sql?.material?.placement.task.split("\n")).toHaveLength(3);
  expect(sql?.material?.units[0]).toEqual({
    id: "sql/week-1",
    rev: 1,
    focus: "Put two tables together",
    objectives: ["sql/joins"],
    resources: [{ resource: "sql-book", part: "Chapter 1" }],
    exercise: {
      title: "Orders with their customers",
      minutes: 60,
      steps: ["Make ten customers and thirty orders in SQLite.", "Join them and count the rows."],
      handIn: "The query and its count.",
      worksWhen: "The count is 30.",
      cost: null,
      unverified: false,
    },
    variants: [],
    discuss: "Which join have you seen go wrong at work?",
    teach: "Explain a left join to somebody who uses spreadsheets, so that they can say which rows stay.",
  });
  expect(sql?.material?.questions[1]).toEqual({
    id: "sql/joins/q2",
    rev: 2,
    objective: "sql/joins",
    ask: "A join returns more rows than its first table. Is it wrong?",
    answer: "Not by itself, since a row may match several. It is wrong where you expected one match each.",
    rubric: "Names several matches as the reason.",
    unverified: false,
    only: null,
  });
  expect(storage?.material?.units[0]?.variants).toMatchObject([
    { only: { choice: "cloud", options: ["aws"] }, exercise: { minutes: 90, unverified: true } },
  ]);
  expect(storage?.material?.questions[0]?.only).toEqual({ choice: "cloud", options: ["aws"] });
});
