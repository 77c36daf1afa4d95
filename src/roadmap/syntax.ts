import { type Document, type ErrorCode, isScalar, visit, type YAMLError } from "yaml";
import type { Problem } from "./problem.ts";

const QUOTES = 'put a text that holds ": " or " #", or begins with a sign, in quotes';
const INDENT =
  "indent fields that belong together by the same number of spaces, two more than what holds them";
const REMOVE_TAG = "leave it out, and put a text that begins with ! in quotes";

/** What an author can do about an error of the syntax. Others get the general advice. */
const advice: Partial<Record<ErrorCode, string>> = {
  BAD_DIRECTIVE: "leave out lines that begin with %",
  BAD_DQ_ESCAPE: "write \\\\ for a backslash in double quotes, or use single quotes",
  BAD_INDENT: INDENT,
  BAD_SCALAR_START: QUOTES,
  BLOCK_AS_IMPLICIT_KEY: QUOTES,
  BLOCK_IN_FLOW: "write lists and fields inside [ ] or { } with commas",
  KEY_OVER_1024_CHARS: "write a field's name, a colon and a space",
  MISSING_CHAR: "close every quote, [ and { that is opened",
  MULTILINE_IMPLICIT_KEY: "write a field's name, a colon and a space",
  MULTIPLE_DOCS: "write one roadmap in one file, without a line ---",
  NON_STRING_KEY: "write a field's name, a colon and a space",
  RESOURCE_EXHAUSTION: "nest lists and fields less deeply",
  TAB_AS_INDENT: "indent with spaces",
  TAG_RESOLVE_FAILED: REMOVE_TAG,
};

/** The errors of the YAML syntax, one a line: what follows on the same line is mostly an echo of the first. */
export function syntaxProblems(document: Document.Parsed, lineAt: (offset: number) => number): Problem[] {
  const exhausted = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (exhausted) return [toProblem(exhausted, lineAt(exhausted.pos[0]))]; // the parser gave up there; the rest is noise
  const byLine = new Map<number, Problem>();
  for (const error of [...document.errors, ...document.warnings]) {
    const line = lineAt(offsetOf(error, document));
    if (!byLine.has(line)) byLine.set(line, toProblem(error, line));
  }
  return [...byLine.values()];
}

function toProblem(error: YAMLError, line: number): Problem {
  const deep = error.code === "RESOURCE_EXHAUSTION"; // its message is that of the engine
  const message = deep ? "Lists and fields are nested too deeply" : error.message;
  const wrong = message.replaceAll(/\s+/g, " ").replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
  return { line, field: "syntax", wrong, right: advice[error.code] ?? QUOTES };
}

/** Where the mistake is: a quote that is never closed is noticed at the end of the file, but was made where it opens. */
function offsetOf(error: YAMLError, document: Document.Parsed): number {
  let offset = error.pos[0];
  if (error.code !== "MISSING_CHAR") return offset;
  visit(document, (_, node) => {
    if (!isScalar(node) || !node.range || !node.type?.startsWith("QUOTE")) return;
    const [start, end] = node.range;
    if (start < error.pos[0] && error.pos[0] <= end) offset = start;
  });
  return offset;
}
