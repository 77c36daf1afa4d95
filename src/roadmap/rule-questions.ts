import { type Entry, entriesOf, isGroup, type Outline, textOf } from "./outline.ts";
import type { Finding } from "./problem.ts";
import { shown } from "./problem.ts";
import { idsOf, notOfTopic } from "./rule-material.ts";
import { optionNames, optionsByChoice } from "./rule-references.ts";
import { MIN_QUESTIONS } from "./topic-schema.ts";

/** Questions are about the topic's objectives, and each objective has enough of them for whoever sees it. */
export function checkQuestions(material: Entry, topic: Entry, outline: Outline): Finding[] {
  const questions = entriesOf(material, "questions");
  const known = idsOf(topic, "objectives");
  const strange = questions.flatMap((question) => {
    const id = textOf(question, "objective");
    if (id === null || known.includes(id)) return [];
    return [notOfTopic([...question.path, "objective"], id, "objective", topic)];
  });
  const scarce = entriesOf(topic, "objectives").flatMap((objective) => {
    const own = questions.filter((question) => textOf(question, "objective") === textOf(objective, "id"));
    return checkEnough(material, objective, own, optionsByChoice(outline));
  });
  return [...strange, ...scarce];
}

function checkEnough(
  material: Entry,
  objective: Entry,
  questions: readonly Entry[],
  options: ReadonlyMap<string, readonly string[]>,
): Finding[] {
  const path = [...material.path, "questions"];
  const of = `on ${shown(textOf(objective, "id"))}`;
  const right = `write at least ${MIN_QUESTIONS}`;
  if (questions.length < MIN_QUESTIONS) {
    const number = questions.length === 0 ? "nothing" : "one question alone";
    return [{ path, wrong: `hold ${number} ${of}`, right }];
  }
  const choices = new Set(questions.flatMap(({ fields }) => boundTo(fields)?.choice ?? []));
  const short = [...choices].flatMap((choice) => {
    const concerned = boundTo(objective.fields);
    const all = concerned?.choice === choice ? concerned.options : (options.get(choice) ?? []);
    return all.filter((option) => {
      const seen = questions.filter(({ fields }) => {
        const bound = boundTo(fields);
        return bound?.choice !== choice || bound.options.includes(option);
      });
      return seen.length < MIN_QUESTIONS;
    });
  });
  if (short.length === 0) return [];
  const wrong = `hold fewer than ${MIN_QUESTIONS} ${of} for members who chose ${short.join(" or ")}`;
  return [{ path, wrong, right: `${right} for each` }];
}

type Bound = { readonly choice: string; readonly options: readonly string[] };

/** What an `only` binds to; null where there is none. */
export function boundTo(fields: Entry["fields"]): Bound | null {
  const { only } = fields;
  const [choice, value] = Object.entries(isGroup(only) ? only : {})[0] ?? [];
  return choice === undefined ? null : { choice, options: optionNames(value, []).map(({ id }) => id) };
}
