import type { ZodMiniType } from "zod/mini";
import { under } from "../rest/answer.ts";
import type { Problem } from "../rest/answer.ts";

type Issue = {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly [detail: string]: unknown;
};

export type SchemaResult = {
  readonly problems: readonly Problem[];
  /** Fields that the schema does not know, as dotted paths. Discord ignores most of them in silence, and so do we; the log names them. */
  readonly unknownFields: readonly string[];
};

/**
 * Checks a body with a schema made from Discord's own description. Lengths are counted in UTF-16 units: at least as strict as
 * Discord, which counts code points. Types are not coerced, where Discord would take "1" for 1: so our requests fit its description.
 */
export function checkSchema(schema: ZodMiniType, value: unknown): SchemaResult {
  const result = schema.safeParse(value);
  if (result.success) return { problems: [], unknownFields: unknownFields(value, result.data, "") };
  return {
    problems: (result.error.issues as unknown as Issue[]).flatMap((issue) => problemsOf(issue, value)),
    unknownFields: [],
  };
}

/** What was sent and is not in what the schema kept. */
function unknownFields(sent: unknown, kept: unknown, path: string): string[] {
  if (typeof sent !== "object" || sent === null || typeof kept !== "object" || kept === null) return [];
  return Object.entries(sent).flatMap(([key, value]) => {
    const here = path === "" ? key : `${path}.${key}`;
    return key in kept ? unknownFields(value, (kept as Record<string, unknown>)[key], here) : [here];
  });
}

function problemsOf(issue: Issue, value: unknown): Problem[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  const at = path.reduce<unknown>(
    (here, step) => (here as Record<PropertyKey, unknown> | undefined)?.[step],
    value,
  );
  // The schema wants a time in UTC; Discord takes one with an offset too.
  if (issue.code === "invalid_format" && issue["format"] === "datetime" && isTimeWithOffset(at)) return [];
  if (issue.code === "invalid_union") return unionProblems(issue, path, at);
  return [{ path, ...wordsFor(issue, at) }];
}

const isTimeWithOffset = (value: unknown): boolean =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value));

/** Of a union, the branch that the value meant: the one whose `type` fits, or else the one with the fewest problems. */
function unionProblems(issue: Issue, path: (string | number)[], at: unknown): Problem[] {
  const branches = (issue["errors"] ?? []) as readonly (readonly Issue[])[];
  const meant = branches.filter(
    (issues) => !issues.some((one) => one.path.length === 0 || one.path[0] === "type"),
  );
  if (meant.length === 0) {
    const message = "The value matches none of the types that are allowed here.";
    return [{ path: hasType(at) ? [...path, "type"] : path, code: "UNION_TYPE_CHOICES", message }];
  }
  const best = meant.toSorted((a, b) => a.length - b.length)[0] ?? [];
  return under(
    path,
    best.flatMap((one) => problemsOf(one, at)),
  );
}

const hasType = (value: unknown): boolean => typeof value === "object" && value !== null && "type" in value;

function wordsFor(issue: Issue, at: unknown): Pick<Problem, "code" | "message"> {
  if (at === undefined || at === null)
    return { code: "BASE_TYPE_REQUIRED", message: "This field is required" };
  switch (issue.code) {
    case "too_big":
      return issue["origin"] === "number" || issue["origin"] === "int"
        ? { code: "NUMBER_TYPE_MAX", message: `Must be less than or equal to ${String(issue["maximum"])}.` }
        : {
            code: "BASE_TYPE_MAX_LENGTH",
            message: `Must be ${String(issue["maximum"])} or fewer in length.`,
          };
    case "too_small":
      return issue["origin"] === "number" || issue["origin"] === "int"
        ? {
            code: "NUMBER_TYPE_MIN",
            message: `Must be greater than or equal to ${String(issue["minimum"])}.`,
          }
        : { code: "BASE_TYPE_MIN_LENGTH", message: `Must be ${String(issue["minimum"])} or more in length.` };
    case "invalid_value":
      return {
        code: "BASE_TYPE_CHOICES",
        message: `Value must be one of ${JSON.stringify(issue["values"])}.`,
      };
    case "invalid_format":
      return issue["format"] === "url"
        ? { code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." }
        : { code: "BASE_TYPE_INVALID_FORMAT", message: "The value has the wrong form." };
    default:
      return {
        code: "BASE_TYPE_INVALID",
        message: `Expected ${typeof issue["expected"] === "string" ? issue["expected"] : "another type"}.`,
      };
  }
}
