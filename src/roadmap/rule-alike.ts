import { type Entry, entriesOf, textOf, valuesOf } from "./outline.ts";
import type { Path, Problem } from "./problem.ts";
import { shown } from "./problem.ts";
import { groupOf } from "./rule-prose.ts";
import { boundTo } from "./rule-questions.ts";
import { isAlike, trigramsOf } from "./similarity.ts";
import type { Trigrams } from "./similarity.ts";

/**
 * From here on two texts say the same. A question that is turned around, or asked again in other words, comes to 0.65 and more, an exercise
 * to 0.75; of those in data-engineer.yaml, which all differ, no two questions come to more than 0.55 and no two exercises to more than
 * 0.62, in one topic and on the same tables. Exercises are longer, and the longer texts are, the more of their trigrams meet.
 */
export const TOO_ALIKE = { question: 0.6, exercise: 0.7 } as const;

/** An exercise or a question, and where it is. */
export type Teaching = {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly kind: "exercise" | "question";
  /** Of the unit or the question. */
  readonly id: string;
  readonly only: ReturnType<typeof boundTo>;
  readonly trigrams: Trigrams;
};

/** What a topic's file asks and lets people do. Its places are told as lines, so that nothing else of the file has to be kept. */
export function teachingIn(
  file: string,
  material: Entry,
  placeOf: (path: Path) => { readonly line: number; readonly field: string },
): Teaching[] {
  const exercises = entriesOf(material, "units").flatMap((unit) =>
    [unit, ...entriesOf(unit, "variants")].flatMap((entry) =>
      groupOf(entry, "exercise").map((exercise): Teaching => {
        const steps = valuesOf(exercise, "steps").map(({ value }) =>
          typeof value === "string" ? value : "",
        );
        const text = [textOf(exercise, "title") ?? "", ...steps].join(" ");
        const only = boundTo(entry.fields);
        const about = { file, ...placeOf(exercise.path), id: textOf(unit, "id") ?? "", only };
        return { ...about, kind: "exercise", trigrams: trigramsOf(text) };
      }),
    ),
  );
  const questions = entriesOf(material, "questions").map((question): Teaching => {
    const about = { file, ...placeOf([...question.path, "ask"]), id: textOf(question, "id") ?? "" };
    const trigrams = trigramsOf(textOf(question, "ask") ?? "");
    return { ...about, kind: "question", only: boundTo(question.fields), trigrams };
  });
  return [...exercises, ...questions];
}

/** Of any two that say the same, the later one. What no member ever sees both of may be alike: it is one thing said for each option. */
export function findAlike(teaching: readonly Teaching[]): { file: string; problem: Problem }[] {
  return teaching.flatMap((one, index) => {
    const other = teaching.slice(0, index).find((before) => isSame(one, before));
    if (!other) return [];
    const of = one.kind === "exercise" ? `the exercise of ${shown(other.id)}` : shown(other.id);
    const where = other.file === one.file ? "" : ` in ${other.file}`;
    const wrong = `says nearly the same as ${of}${where}`;
    const right = one.kind === "exercise" ? "let another thing be built" : "ask something else";
    return [{ file: one.file, problem: { line: one.line, field: one.field, wrong, right } }];
  });
}

function isSame(a: Teaching, b: Teaching): boolean {
  if (a.kind !== b.kind || areApart(a, b)) return false;
  return isAlike(a.trigrams, b.trigrams, TOO_ALIKE[a.kind]);
}

/** Whether no member sees both: a unit's variants and what they stand for, or other options of one choice. */
function areApart(a: Teaching, b: Teaching): boolean {
  if (a.kind === "exercise" && a.file === b.file && a.id === b.id) return true;
  if (a.only === null || b.only === null || a.only.choice !== b.only.choice) return false;
  const options = new Set(a.only.options);
  return !b.only.options.some((option) => options.has(option));
}
