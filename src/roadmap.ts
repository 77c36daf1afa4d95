import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Roadmap } from "./domain/roadmap.ts";
import { buildRoadmap } from "./roadmap/build.ts";
import { keyOf, parseSource, type Source } from "./roadmap/document.ts";
import { fieldName } from "./roadmap/field.ts";
import { outlineOf } from "./roadmap/outline.ts";
import { type Finding, formatProblems, type Problem, shown } from "./roadmap/problem.ts";
import { checkCircles } from "./roadmap/rule-circles.ts";
import { checkIds } from "./roadmap/rule-ids.ts";
import { checkReferences } from "./roadmap/rule-references.ts";
import { checkSizes } from "./roadmap/rule-sizes.ts";
import { FORMAT } from "./roadmap/schema.ts";
import { checkShape, type Shape } from "./roadmap/shape.ts";

/** A roadmap, or all that is wrong with its file: one line each, `file:line: field: what is wrong, what would be right`. */
export type RoadmapResult =
  | { readonly ok: true; readonly roadmap: Roadmap }
  | { readonly ok: false; readonly problems: readonly string[] };

const MAX_BYTES = 1024 * 1024;

/** Reads the one roadmap of a folder. What is wrong with folder or file is a problem, never thrown. */
export async function loadRoadmap(dir: string): Promise<RoadmapResult> {
  const names = await orReason(readdir(dir));
  if (!names.ok) return refuse(dir, "folder", names.reason, "name the folder that holds the roadmap");
  const files = names.value.filter((name) => name.endsWith(".yaml") && !name.startsWith(".")).toSorted();
  const [file, second] = files;
  if (file === undefined) {
    const right = "put one there, such as data-engineer.yaml";
    return refuse(dir, "folder", "holds no file that ends in .yaml", right);
  }
  if (second === undefined) return loadRoadmapFile(join(dir, file));
  const right = "keep one roadmap there and move the others away";
  return refuse(dir, "folder", `holds ${files.length} roadmaps, ${files.join(" and ")}`, right);
}

/** Reads one roadmap file. */
export async function loadRoadmapFile(file: string): Promise<RoadmapResult> {
  const about = await orReason(stat(file));
  if (!about.ok) return refuse(file, "file", about.reason, "name a roadmap file that can be read");
  if (!about.value.isFile()) return refuse(file, "file", "is not a file", "name a roadmap file");
  if (about.value.size > MAX_BYTES) {
    const wrong = `has ${about.value.size} bytes`;
    return refuse(file, "file", wrong, `use at most ${MAX_BYTES}: a roadmap is a text that people can read`);
  }
  const bytes = await orReason(readFile(file));
  if (!bytes.ok) return refuse(file, "file", bytes.reason, "name a roadmap file that can be read");
  const line = lineNotUtf8(bytes.value);
  if (line !== null) return refuse(file, "file", "is not UTF-8 text", "save it in the encoding UTF-8", line);
  return readRoadmap(bytes.value.toString("utf8"), file);
}

/** Reads a roadmap from its text. `file` is what the problems call it. */
export function readRoadmap(text: string, file: string): RoadmapResult {
  const parsed = parseSource(text);
  if (!parsed.ok) return { ok: false, problems: formatProblems(file, parsed.problems) };
  const { source } = parsed;
  const other = otherFormat(source);
  if (other) return { ok: false, problems: formatProblems(file, [other]) };
  const shape = checkShape(source.data);
  const findings = source.data === null ? [nothing()] : check(source, shape);
  const problems = findings.map((finding) => toProblem(finding, source));
  if (problems.length > 0 || !shape.file) return { ok: false, problems: formatProblems(file, problems) };
  return { ok: true, roadmap: buildRoadmap(shape.file) };
}

function check(source: Source, shape: Shape): Finding[] {
  const refused = source.findings.map(({ path }) => path);
  const unreadable = new Set(refused.map(keyOf));
  const outline = outlineOf(source.data, [...shape.gaps, ...refused]);
  return [
    ...source.findings,
    ...shape.findings.filter(({ path }) => !unreadable.has(keyOf(path))), // an alias is not missing too
    ...checkIds(outline, source.lineOf),
    ...checkReferences(outline),
    ...checkCircles(outline),
    ...checkSizes(outline),
  ];
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

function refuse(place: string, field: string, wrong: string, right: string, line = 1): RoadmapResult {
  return { ok: false, problems: formatProblems(place, [{ line, field, wrong, right }]) };
}

/** The first line that is not UTF-8, from 1; null where all are. No character of UTF-8 goes over a line's end. */
function lineNotUtf8(bytes: Buffer): number | null {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let line = 1, start = 0; start <= bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return null;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "is not a folder",
  EISDIR: "is a folder",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
};

/** What a promise of the file system brings, or why it brings nothing; other faults are thrown on. */
async function orReason<Value>(
  promise: Promise<Value>,
): Promise<{ ok: true; value: Value } | { ok: false; reason: string }> {
  try {
    return { ok: true, value: await promise };
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") throw error;
    return { ok: false, reason: reasons[error.code] ?? `cannot be read (${error.code})` };
  }
}
