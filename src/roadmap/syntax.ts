import { type Document, type ErrorCode, isCollection, isScalar, visit, type YAMLError } from "yaml";
import type { Problem } from "./problem.ts";

const QUOTES = 'put a text that holds ": " or " #", or begins with a sign, in quotes';
const INDENT = "indent fields that belong together by the same number of spaces";

// Told of a line with no second ": " in it, it means another thing.
const SECOND_COLON = "Nested mappings are not allowed";
const UNEVEN: readonly [wrong: string, right: string] = [
  "this line and those after it are not indented alike",
  `${INDENT}, and put a text that goes on over several lines in quotes`,
];

/** The errors that authors meet most, by how the parser's message begins: what is wrong and what would be right. */
const known: readonly (readonly [start: string, wrong: string, right: string])[] = [
  ["Tabs are not allowed", "a line is indented with a tab", "indent with spaces"],
  [
    "A block sequence may not be used",
    "this - is not in one column with those of its list",
    "put the - of all entries of a list below each other",
  ],
  [
    "All sequence items must start",
    "this - is not in one column with those of its list",
    "put the - of all entries of a list below each other",
  ],
  [SECOND_COLON, 'there is a second ": " in a line', "put a text that holds one in quotes"],
  ["Plain value cannot start", "a text begins with a sign that YAML keeps for itself", "put it in quotes"],
  [
    "Unexpected scalar at node end",
    "something follows a value that has ended",
    "put a text that begins with a sign in quotes",
  ],
  ["Unresolved tag", "a text begins with !, which makes it a tag", "put it in quotes, and leave tags out"],
  [
    "Invalid escape sequence",
    "a backslash is followed by a sign it cannot go with",
    "write \\\\ for a backslash",
  ],
  ["Missing closing", "a quote is opened here and never closed", "close it"],
  ["Flow ", "a [ or { is opened here and not closed on its lines", "close it"],
  ["Sequence item without", "this line is indented less than the entry it belongs to", INDENT],
  ["All mapping items must start", "this line is indented differently from its neighbours", INDENT],
  ["Implicit keys need", "a field's name is not followed by a colon and a space", "write them"],
  ["Source contains multiple documents", "a second document begins here", "leave out the line ---"],
  ["Maximum call stack size", "lists and fields are nested too deeply", "nest them less deeply"],
];

/** After these the parser has lost its way: what it says of later lines is mostly an echo. */
const derails: ReadonlySet<ErrorCode> = new Set(["TAB_AS_INDENT", "BAD_INDENT", "MISSING_CHAR"]);

/** The errors of the YAML syntax, one a line. A tab is reported wherever it is. `lines` are those of the text. */
export function syntaxProblems(
  document: Document.Parsed,
  lines: readonly string[],
  lineAt: (offset: number) => number,
): Problem[] {
  const exhausted = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (exhausted) return [toProblem("Maximum call stack size", lineAt(exhausted.pos[0]), "")];
  const byLine = new Map<number, YAMLError>();
  for (const error of [...document.errors, ...document.warnings]) {
    const line = lineAt(offsetOf(error, document));
    if (!byLine.has(line)) byLine.set(line, error);
  }
  const errors = [...byLine].toSorted(([a], [b]) => a - b);
  const derailed = errors.findIndex(
    ([line, { code, message }]) =>
      derails.has(code) ||
      (code === "BLOCK_AS_IMPLICIT_KEY" && !isSecondColon(message, lines[line - 1] ?? "")),
  );
  return errors
    .filter(([, { code }], index) => derailed === -1 || index <= derailed || code === "TAB_AS_INDENT")
    .map(([line, { message }]) => toProblem(message, line, lines[line - 1] ?? ""));
}

/** The parser says the same of a list whose entry stands too far left or right: only a look at the line tells which it is. */
function isSecondColon(message: string, text: string): boolean {
  return message.startsWith(SECOND_COLON) && /:\s.*:(\s|$)/.test(text);
}

function toProblem(message: string, line: number, text: string): Problem {
  if (message.startsWith(SECOND_COLON) && !isSecondColon(message, text)) {
    const [wrong, right] = UNEVEN;
    return { line, field: "syntax", wrong, right };
  }
  const [, wrong, right] = known.find(([start]) => message.startsWith(start)) ?? [];
  const own = message.replaceAll(/\s+/g, " ").replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
  return { line, field: "syntax", wrong: wrong ?? own, right: right ?? QUOTES };
}

/** Where the mistake is: what is never closed is noticed further down, but was made where it opens. */
function offsetOf({ message, pos: [noticed] }: YAMLError, document: Document.Parsed): number {
  const unclosed = message.startsWith("Missing closing") || message.startsWith("Flow ");
  let offset = noticed;
  if (!unclosed) return offset;
  visit(document, (_, node) => {
    if (!isScalar(node) && !isCollection(node)) return;
    const opens = isScalar(node) ? node.type?.startsWith("QUOTE") : node.flow;
    const [start, end] = node.range ?? [Infinity, 0];
    if (opens && start < noticed && noticed <= end) offset = start;
  });
  return offset;
}
