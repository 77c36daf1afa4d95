import type { z } from "zod";
import { nearest } from "./nearest.ts";
import type { Finding, Path } from "./problem.ts";
import { shown } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/** Where a value has the wrong type or is missing: what the document holds is then not fully known. */
export type Gap = Path;

/** What a schema makes of a document: the file, null where its shape is wrong, with all that is wrong. */
export type Shape<File> = {
  readonly file: File | null;
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
};

/** Holds a document against a schema. Its messages say what would be right; what is wrong is added here. */
export function checkShape<Schema extends z.ZodType>(schema: Schema, data: unknown): Shape<z.output<Schema>> {
  const result = schema.safeParse(data);
  if (result.success) return { file: result.data, findings: [], gaps: [] };
  const issues = result.error.issues.flatMap((issue) => flatten(issue, []));
  return {
    file: null,
    findings: issues.flatMap((issue) => toFindings(issue, data)),
    gaps: issues.filter(({ code }) => code === "invalid_type").map(({ path }) => path as Path),
  };
}

/** Of a value that may be one of several types, the issues of the one that the author meant. */
function flatten(issue: Issue, parent: Path): Issue[] {
  const path = [...parent, ...(issue.path as Path)];
  if (issue.code === "invalid_union") {
    const meant = issue.errors.filter(
      (errors) => !errors.some((e) => e.code === "invalid_type" && e.path.length === 0),
    );
    if (meant.length === 1 && meant[0]) return meant[0].flatMap((nested) => flatten(nested, path));
  }
  return [{ ...issue, path }];
}

function toFindings(issue: Issue, data: unknown): Finding[] {
  const path = issue.path as Path;
  const value = valueAt(data, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownField(key, path, issue.message, value));
  }
  if (issue.code === "invalid_value") {
    return [{ path, wrong: wrongValue(value), right: didYouMean(value, issue.values, issue.message) }];
  }
  const sized = issue.code === "too_big" || issue.code === "too_small";
  const wrong = sized ? wrongSize(value) : wrongValue(value);
  return [{ path, wrong, right: rightAddress(value, path) ?? issue.message }];
}

function unknownField(key: string, path: Path, known: string, group: unknown): Finding {
  const names = known.split(", ").filter((name) => typeof group !== "object" || !group || !(name in group));
  const meant = nearest(key, names);
  const wrong = "is not a known field";
  if (meant)
    return { path: [...path, key], wrong, right: `did you mean ${meant}? The known ones are ${known}` };
  return { path: [...path, key], wrong, right: `the known ones are ${known}` };
}

function didYouMean(value: unknown, known: readonly unknown[], otherwise: string): string {
  const names = known.map(String);
  const meant = typeof value === "string" ? nearest(value, names) : null;
  return meant && names.length > 1 ? `did you mean ${meant}? Write one of ${names.join(", ")}` : otherwise;
}

function rightAddress(value: unknown, path: Path): string | null {
  if (path.at(-1) !== "url" || typeof value !== "string" || !/^http:\/\/\S+$/i.test(value)) return null;
  return `write ${shown(value.replace(/^http/i, "https"))} if the page has https, or find one that has`;
}

function wrongValue(value: unknown): string {
  if (value === undefined) return "is missing";
  if (value === null || value === "") return "is empty";
  if (typeof value === "string" && /[\p{Cc}\u2028\u2029]/u.test(value))
    return "holds a line break or a control character";
  return `is ${shown(value)}`;
}

function wrongSize(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0
      ? "is empty"
      : `has ${value.length} ${value.length === 1 ? "entry" : "entries"}`;
  }
  return typeof value === "string" && value !== "" ? `has ${value.length} characters` : wrongValue(value);
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined),
    data,
  );
}
