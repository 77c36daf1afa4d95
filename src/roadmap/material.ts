import { keyOf, parseSource, type Source } from "./document.ts";
import { fieldName } from "./field.ts";
import { nearest } from "./nearest.ts";
import { type Entry, entriesOf, isGroup, type Outline, textOf } from "./outline.ts";
import type { Home } from "./rule-material-ids.ts";
import { type Finding, type Path, type Problem, shown } from "./problem.ts";
import { teachingIn, type Teaching } from "./rule-alike.ts";
import type { Named } from "./rule-ids.ts";
import { checkMaterialIds, namedIn } from "./rule-material-ids.ts";
import { checkUnits } from "./rule-material.ts";
import { checkProse } from "./rule-prose.ts";
import { checkQuestions } from "./rule-questions.ts";
import { checkConditions } from "./rule-references.ts";
import { checkVariants } from "./rule-variants.ts";
import { checkShape } from "./shape.ts";
import { type TopicFile, topicSchema } from "./topic-schema.ts";

/** The text of a topic's file. `file` is what problems call it, `name` its name in the roadmap's folder. */
export type MaterialText = { readonly file: string; readonly name: string; readonly text: string };

/** A topic's file as it was read, with all that is wrong with it alone. */
export type Material = {
  readonly file: string;
  /** The topic that it says it is of; null where it does not say. */
  readonly topic: string | null;
  /** Null where its shape is wrong. */
  readonly content: TopicFile | null;
  readonly problems: readonly Problem[];
  /** Its ids, and what it asks and lets people do, as far as they can be made out. */
  readonly named: readonly Named[];
  readonly teaching: readonly Teaching[];
};

/** The name of a topic's file in the folder of its roadmap. */
export function fileNameOf(topic: string): string {
  return `${topic.replaceAll("/", "-")}.yaml`;
}

/** Reads the file of one topic. */
export function readMaterial({ file, name, text }: MaterialText, home: Home): Material {
  const parsed = parseSource(text);
  if (!parsed.ok) return unread(file, name, home, parsed.problems);
  const { source } = parsed;
  const { data, lineOf } = source;
  const root: Entry = { path: [], fields: isGroup(data) ? data : {} };
  const placeOf = (path: Path) => ({ line: lineOf(path), field: fieldName(data, path) });
  const toProblem = ({ path, line, wrong, right }: Finding): Problem => {
    return { ...placeOf(path), ...(line !== undefined && { line }), wrong, right };
  };
  if (data === null) {
    const empty = { path: [], wrong: "is empty", right: "begin it with topic: and the topic's id" };
    return unread(file, name, home, [toProblem(empty)]);
  }
  const shape = checkShape(topicSchema, data);
  const refused = new Set(source.findings.map(({ path }) => keyOf(path)));
  const findings = [
    ...source.findings,
    ...shape.findings.filter(({ path }) => !refused.has(keyOf(path))), // an alias is not missing too
    ...checkAgainst(root, name, home, lineOf),
  ];
  return {
    file,
    topic: textOf(root, "topic"),
    content: findings.length === 0 ? shape.file : null,
    problems: findings.map(toProblem),
    named: namedIn(root).map((one) => ({ ...one, place: `in ${file} on line ${lineOf(one.path)}` })),
    teaching: teachingIn(file, root, placeOf),
  };
}

/** A file that cannot be made out; its name tells whose it is, so that the topic is not said to have none. */
function unread(file: string, name: string, { outline }: Home, problems: readonly Problem[]): Material {
  const topic = outline.topics
    .flatMap((entry) => textOf(entry, "id") ?? [])
    .find((id) => fileNameOf(id) === name);
  return { file, topic: topic ?? null, content: null, problems, named: [], teaching: [] };
}

function checkAgainst(root: Entry, name: string, home: Home, lineOf: Source["lineOf"]): Finding[] {
  const { outline } = home;
  const id = textOf(root, "topic");
  // What is said of a topic in another one's file is more likely meant for the other.
  const topic = outline.topics.find((entry) => textOf(entry, "id") === id && fileNameOf(id ?? "") === name);
  const units = entriesOf(root, "units");
  const bound = [...units.flatMap((unit) => entriesOf(unit, "variants")), ...entriesOf(root, "questions")];
  return [
    ...(id === null ? [] : checkTopic(id, name, outline)),
    ...checkProse(root),
    ...checkVariants(root),
    ...checkConditions(bound, outline),
    ...checkMaterialIds(root, home, lineOf),
    ...(topic ? [...checkUnits(root, topic, outline), ...checkQuestions(root, topic, outline)] : []),
  ];
}

/** The file is of a topic that exists, and has its name. */
function checkTopic(id: string, name: string, { topics, complete }: Outline): Finding[] {
  const known = topics.flatMap((topic) => textOf(topic, "id") ?? []);
  const path = ["topic"];
  if (known.includes(id)) {
    if (name === fileNameOf(id)) return [];
    return [
      { path, wrong: `is ${shown(id)}, and the file is ${name}`, right: `name the file ${fileNameOf(id)}` },
    ];
  }
  if (!complete.phases) return [];
  const meant = nearest(id, known);
  const right = meant ? `did you mean ${meant}?` : "write the id of a topic";
  return [{ path, wrong: `is ${shown(id)}, which is no topic`, right }];
}
