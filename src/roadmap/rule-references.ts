import { nearest } from "./nearest.ts";
import { type Entry, entriesOf, isGroup, type Outline, textOf, valuesOf } from "./outline.ts";
import type { Finding, Path } from "./problem.ts";
import { shown } from "./problem.ts";
import { namedEntries } from "./rule-ids.ts";

/** Whatever names a topic, a phase or a choice names one that exists. */
export function checkReferences(outline: Outline): Finding[] {
  const known = namedEntries(outline);
  const topics = outline.topics.flatMap((topic) => [
    ...namesOf(topic, "after"),
    ...namesOf(topic, "after_soft"),
  ]);
  const preparing = outline.certifications.flatMap((certification) => namesOf(certification, "topics"));
  const dated = outline.timeline.flatMap((row) => {
    const id = textOf(row, "phase");
    return id === null ? [] : [{ path: [...row.path, "phase"], id }];
  });
  const missing = (kind: string, names: readonly Name[]) => {
    if (!outline.complete.phases) return [];
    // Whatever the case: a capital letter in an id is reported where the id is written.
    const ids = new Set(known.flatMap((entry) => (entry.kind === kind ? entry.id.toLowerCase() : [])));
    return names.flatMap(({ path, id }) =>
      ids.has(id.toLowerCase()) ? [] : [notFound(path, id, kind, known)],
    );
  };
  return [
    ...missing("topic", [...topics, ...preparing]),
    ...missing("phase", dated),
    ...outline.certifications.flatMap((certification) => repeatedNames(namesOf(certification, "topics"))),
    ...outline.topics.flatMap(checkRepeated),
    ...checkConditions(conditioned(outline), outline),
  ];
}

/** The mention of an id. `always` is false where it holds under a condition. */
export type Name = { readonly path: Path; readonly id: string; readonly always?: boolean };

/** The topics that a list names, be it by id or by { topic: id }. */
export function namesOf(entry: Entry, field: string): Name[] {
  return valuesOf(entry, field).flatMap(({ path, value }): Name[] => {
    if (typeof value === "string") return [{ path, id: value, always: true }];
    if (!isGroup(value) || typeof value["topic"] !== "string") return [];
    return [{ path: [...path, "topic"], id: value["topic"], always: value["only"] === undefined }];
  });
}

function notFound(
  path: Path,
  id: string,
  kind: string,
  known: readonly { kind: string; id: string }[],
): Finding {
  const ids = known.filter((entry) => entry.kind === kind).map((entry) => entry.id);
  const meant = nearest(id, ids);
  const other = known.find((entry) => entry.id === id);
  const wrong = other ? `is the ${other.kind} ${shown(id)}` : `is ${shown(id)}, which is no ${kind}`;
  return { path, wrong, right: meant && !other ? `did you mean ${meant}?` : `write the id of a ${kind}` };
}

/** The names that a list holds a second time. */
export function repeatedNames(names: readonly Name[]): Finding[] {
  const seen = new Set<string>();
  return names.flatMap(({ path, id }) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [{ path, wrong: `names ${shown(id)} a second time`, right: "name it once" }] : [];
  });
}

function checkRepeated(topic: Entry): Finding[] {
  const [hard, soft] = [namesOf(topic, "after"), namesOf(topic, "after_soft")];
  const needed = new Set(hard.filter(({ always }) => always).map(({ id }) => id));
  const both = soft.filter(({ id }) => needed.has(id));
  return [
    ...repeatedNames(hard),
    ...repeatedNames(soft),
    ...both.map(({ path, id }) => ({
      path,
      wrong: `is ${shown(id)}, which after names too`,
      right: "name it in one of them",
    })),
  ];
}

function conditioned(outline: Outline): Entry[] {
  return [
    ...outline.objectives,
    ...outline.resources,
    ...outline.certifications,
    ...outline.topics.flatMap((topic) => [...entriesOf(topic, "after"), ...entriesOf(topic, "after_soft")]),
  ];
}

/** Each `only` of these entries names one choice that exists, and options that it has. */
export function checkConditions(entries: readonly Entry[], outline: Outline): Finding[] {
  const options = optionsByChoice(outline);
  return entries.flatMap((entry) => {
    const only = entry.fields["only"];
    if (!isGroup(only)) return [];
    const path = [...entry.path, "only"];
    const choices = Object.keys(only);
    if (choices.length !== 1) {
      const wrong = choices.length === 0 ? "is empty" : `names ${choices.length} choices`;
      return [{ path, wrong, right: "name one choice, as in { cloud-provider: aws }" }];
    }
    return choices.flatMap((choice) =>
      checkCondition({ path: [...path, choice], fields: only }, choice, outline, options),
    );
  });
}

export function optionsByChoice(outline: Outline): Map<string, string[]> {
  return new Map(
    outline.choices.flatMap((choice) => {
      const id = textOf(choice, "id");
      const options = entriesOf(choice, "options").flatMap((option) => textOf(option, "id") ?? []);
      return id === null ? [] : [[id, options] as const];
    }),
  );
}

function checkCondition(
  { path, fields }: Entry,
  choice: string,
  outline: Outline,
  options: ReadonlyMap<string, string[]>,
): Finding[] {
  if (!outline.complete.choices) return [];
  const known = options.get(choice);
  if (!known) {
    const meant = nearest(choice, options.keys());
    const right = meant ? `did you mean ${meant}?` : `write the id of a choice${listed([...options.keys()])}`;
    return [{ path, wrong: "is not a choice", right }];
  }
  const names = optionNames(fields[choice], path);
  if (new Set(known).size < known.length) return repeatedNames(names); // a repeated id hides another option
  const unknown = names.filter(({ id }) => !known.includes(id));
  return [
    ...unknown.map(({ path, id }) => {
      const meant = nearest(id, known);
      const right = meant ? `did you mean ${meant}?` : `write one of ${known.join(", ")}`;
      return { path, wrong: `is ${shown(id)}, which is no option of ${choice}`, right };
    }),
    ...repeatedNames(names),
  ];
}

/** The options that the value of an `only` names. */
export function optionNames(value: unknown, path: Path): Name[] {
  if (typeof value === "string") return [{ path, id: value }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((id: unknown, index) =>
    typeof id === "string" ? [{ path: [...path, index], id }] : [],
  );
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? "; the roadmap has none yet" : `: ${ids.join(", ")}`;
}
