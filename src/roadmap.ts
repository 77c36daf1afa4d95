import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Roadmap } from "./domain/roadmap.ts";
import { buildRoadmap } from "./roadmap/build.ts";
import { keyOf, parseSource, type Source } from "./roadmap/document.ts";
import { fieldName } from "./roadmap/field.ts";
import { fileNameOf, type Material, type MaterialText, readMaterial } from "./roadmap/material.ts";
import { type Outline, outlineOf, textOf } from "./roadmap/outline.ts";
import { type Finding, formatProblems, type Problem, shown } from "./roadmap/problem.ts";
import { findAlike } from "./roadmap/rule-alike.ts";
import { checkCircles } from "./roadmap/rule-circles.ts";
import { checkIds } from "./roadmap/rule-ids.ts";
import { checkReferences } from "./roadmap/rule-references.ts";
import { checkSizes } from "./roadmap/rule-sizes.ts";
import { FORMAT, type RoadmapFile, roadmapSchema } from "./roadmap/schema.ts";
import { checkShape, type Shape } from "./roadmap/shape.ts";
import { orReason, readTextFile } from "./roadmap/text-file.ts";

/** A roadmap, or all that is wrong with its file: one line each, `file:line: field: what is wrong, what would be right`. */
export type RoadmapResult =
  | { readonly ok: true; readonly roadmap: Roadmap }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the one roadmap of a folder. What is wrong with folder or file is a problem, never thrown. */
export async function loadRoadmap(dir: string): Promise<RoadmapResult> {
  const names = await orReason(readdir(dir));
  if (!names.ok) return refuse(dir, "folder", names.reason, "name the folder that holds the roadmap");
  const files = yamlFiles(names.value);
  const [file, second] = files;
  if (file === undefined) {
    const right = "put one there, such as data-engineer.yaml";
    return refuse(dir, "folder", "holds no file that ends in .yaml", right);
  }
  if (second === undefined) return loadRoadmapFile(join(dir, file));
  const right = "keep one roadmap there and move the others away";
  return refuse(dir, "folder", `holds ${files.length} roadmaps, ${files.join(" and ")}`, right);
}

/** Reads one roadmap file, and those of its topics in the folder of the same name beside it. */
export async function loadRoadmapFile(file: string): Promise<RoadmapResult> {
  const read = await readTextFile(file);
  if (!read.ok) return refuse(file, "file", read.wrong, read.right, read.line);
  const names = await orReason(readdir(folderOf(file)));
  const texts: MaterialText[] = [];
  const problems: string[] = [];
  for (const name of names.ok ? yamlFiles(names.value) : []) {
    const place = join(folderOf(file), name);
    const topic = await readTextFile(place);
    if (topic.ok) texts.push({ file: place, name, text: topic.text });
    else problems.push(...refuse(place, "file", topic.wrong, topic.right, topic.line).problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  return readRoadmap(read.text, file, texts);
}

function yamlFiles(names: readonly string[]): string[] {
  return names.filter((name) => name.endsWith(".yaml") && !name.startsWith(".")).toSorted();
}

/** Where the files of a roadmap's topics are. */
function folderOf(file: string): string {
  return file.replace(/\.yaml$/, "");
}

/** Reads a roadmap from its text and those of its topics. `file` is what the problems call it. */
export function readRoadmap(
  text: string,
  file: string,
  materialTexts: readonly MaterialText[] = [],
): RoadmapResult {
  const parsed = parseSource(text);
  if (!parsed.ok) return { ok: false, problems: formatProblems(file, parsed.problems) };
  const { source } = parsed;
  const other = otherFormat(source);
  if (other) return { ok: false, problems: formatProblems(file, [other]) };
  if (source.data === null)
    return { ok: false, problems: formatProblems(file, [toProblem(nothing(), source)]) };
  const shape = checkShape(roadmapSchema, source.data);
  const refused = source.findings.map(({ path }) => path);
  const outline = outlineOf(source.data, [...shape.gaps, ...refused]);
  const material = materialTexts.map((one) => readMaterial(one, { file, outline, lineOf: source.lineOf }));
  const findings = check(source, shape, outline, file, material);
  const problems = [
    ...formatProblems(
      file,
      findings.map((finding) => toProblem(finding, source)),
    ),
    ...materialProblems(material),
  ];
  if (problems.length > 0 || !shape.file) return { ok: false, problems };
  return {
    ok: true,
    roadmap: buildRoadmap(
      shape.file,
      material.flatMap(({ content }) => content ?? []),
    ),
  };
}

function check(
  source: Source,
  shape: Shape<RoadmapFile>,
  outline: Outline,
  file: string,
  material: readonly Material[],
): Finding[] {
  const unreadable = new Set(source.findings.map(({ path }) => keyOf(path)));
  const ids = {
    named: material.flatMap(({ named }) => named),
    complete: material.every(({ content }) => content !== null),
  };
  return [
    ...source.findings,
    ...shape.findings.filter(({ path }) => !unreadable.has(keyOf(path))), // an alias is not missing too
    ...checkIds(outline, source.lineOf, ids),
    ...checkReferences(outline),
    ...checkCircles(outline),
    ...checkSizes(outline),
    ...checkMaterial(outline, file, material),
  ];
}

/** Each topic has a file that says what it is taught with. */
function checkMaterial(outline: Outline, file: string, material: readonly Material[]): Finding[] {
  // Whatever the case: a capital letter in an id is reported where the id is written.
  const written = new Set(material.map(({ topic }) => topic?.toLowerCase()));
  return outline.topics.flatMap((topic) => {
    const id = textOf(topic, "id");
    if (id === null || written.has(id.toLowerCase())) return [];
    const right = `write ${join(folderOf(file), fileNameOf(id))}, as README tells`;
    return [{ path: topic.path, wrong: "has nothing that it is taught with", right }];
  });
}

/** What is wrong with the topics' files, file by file: with each alone, and with what two of them say. */
function materialProblems(material: readonly Material[]): string[] {
  const alike = findAlike(material.flatMap(({ teaching }) => teaching));
  return material.flatMap(({ file, problems }) => {
    const own = alike.filter((one) => one.file === file).map(({ problem }) => problem);
    return formatProblems(file, [...problems, ...own]);
  });
}

function toProblem({ path, line, wrong, right }: Finding, source: Source): Problem {
  return { line: line ?? source.lineOf(path), field: fieldName(source.data, path), wrong, right };
}

function nothing(): Finding {
  return { path: [], wrong: "is empty", right: `begin it with format: ${FORMAT}` };
}

/** A file of a later format is not wrong in hundreds of places; it is not for this reader. */
function otherFormat({ data, lineOf }: Source): Problem | null {
  const format = typeof data === "object" && data !== null && "format" in data ? data.format : null;
  if (typeof format !== "string" || format === FORMAT || !/^roadmap\/\d+$/.test(format)) return null;
  const right = `use ${FORMAT}, the one this version of Waymark reads`;
  return { line: lineOf(["format"]), field: "format", wrong: `is ${shown(format)}`, right };
}

function refuse(
  place: string,
  field: string,
  wrong: string,
  right: string,
  line = 1,
): Extract<RoadmapResult, { ok: false }> {
  return { ok: false, problems: formatProblems(place, [{ line, field, wrong, right }]) };
}
