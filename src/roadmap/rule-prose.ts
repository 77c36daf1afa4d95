import { type Entry, entriesOf, isGroup, textOf, valuesOf } from "./outline.ts";
import type { Finding, Path } from "./problem.ts";
import { countSentences } from "./sentences.ts";
import { MAX_STEPS_TEXT } from "./topic-schema.ts";

/** What a topic's texts are, beyond their lengths: closed code, few sentences, steps that fit one post. */
export function checkProse(material: Entry): Finding[] {
  const exercises = entriesOf(material, "units")
    .flatMap((unit) => [unit, ...entriesOf(unit, "variants")])
    .flatMap((entry) => groupOf(entry, "exercise"));
  return [
    ...checkSentences(material, "why", { min: 2, max: 2 }),
    ...entriesOf(material, "questions").flatMap((one) => checkSentences(one, "answer", { min: 0, max: 2 })),
    ...exercises.flatMap(checkSteps),
    ...openCode(material.fields, material.path),
  ];
}

/** A field that is a group of fields, as a list of one; of none where it is something else. */
export function groupOf(entry: Entry, field: string): Entry[] {
  const fields = entry.fields[field];
  return isGroup(fields) ? [{ path: [...entry.path, field], fields }] : [];
}

function checkSentences(entry: Entry, field: string, { min, max }: { min: number; max: number }): Finding[] {
  const text = textOf(entry, field);
  const number = text === null ? min : countSentences(text);
  if (number >= min && number <= max) return [];
  const right = min === max ? "write two" : "write at most two";
  const wrong = `has ${number} ${number === 1 ? "sentence" : "sentences"}`;
  return [{ path: [...entry.path, field], wrong, right }];
}

function checkSteps(exercise: Entry): Finding[] {
  const steps = valuesOf(exercise, "steps");
  const length = steps.reduce((sum, { value }) => sum + (typeof value === "string" ? value.length : 0), 0);
  if (length <= MAX_STEPS_TEXT) return [];
  const path = [...exercise.path, "steps"];
  return [{ path, wrong: `have ${length} characters together`, right: `shorten them to ${MAX_STEPS_TEXT}` }];
}

/** Texts in which code begins with a backtick and does not end. */
function openCode(value: unknown, path: Path): Finding[] {
  if (typeof value === "string") {
    const marks = value.split("`").length - 1;
    const right = "put ` before and after each piece of code";
    return marks % 2 === 0 ? [] : [{ path, wrong: "opens code with ` and does not close it", right }];
  }
  if (typeof value !== "object" || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((child: unknown, index) => [index, child])
    : Object.entries(value);
  return entries.flatMap(([step, child]) => openCode(child, [...path, step]));
}
