/** Where a value is in the document: field names, and indexes of lists from 0. */
export type Path = readonly (string | number)[];

/** A mistake at a place in the document. `line` is given where the place alone does not tell it. */
export type Finding = {
  readonly path: Path;
  /** What is wrong, as a continuation of the field's name: `is missing`. */
  readonly wrong: string;
  /** What would be right, as an instruction: `write whole hours, such as 40`. */
  readonly right: string;
  readonly line?: number;
};

/** A mistake as the author is told of it. */
export type Problem = {
  readonly line: number;
  readonly field: string;
  readonly wrong: string;
  readonly right: string;
};

const MAX_SHOWN = 60; // characters as a person counts them
const MAX_UNITS = 500; // and as the machine does: one of them can be made of any number
const byName = new Intl.Collator("en", { numeric: true });
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** One line a problem, `file:line: field: what is wrong, what would be right`, in the order of the file. */
export function formatProblems(file: string, problems: readonly Problem[]): string[] {
  const sorted = problems.toSorted((a, b) => a.line - b.line || byName.compare(a.field, b.field));
  const lines = sorted.map(({ line, field, wrong, right }) =>
    visible(`${file}:${line}: ${field}: ${wrong}, ${right}`),
  );
  return [...new Set(lines)];
}

/** A value as it can be named inside a message: quoted and shortened. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a group of fields";
  if (typeof value !== "string") return String(value);
  const start = value.slice(0, MAX_UNITS);
  const characters = Array.from(graphemes.segment(start), ({ segment }) => segment);
  const whole = start === value && characters.length <= MAX_SHOWN;
  return JSON.stringify(whole ? value : `${characters.slice(0, MAX_SHOWN).join("")}...`);
}

/** A message without characters that break or turn its line. */
function visible(message: string): string {
  return message.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, escaped);
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
