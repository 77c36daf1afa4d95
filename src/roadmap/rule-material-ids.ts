import type { Source } from "./document.ts";
import { type Entry, entriesOf, type Outline, textOf } from "./outline.ts";
import type { Finding } from "./problem.ts";
import { shown } from "./problem.ts";
import { type Named, namedEntries, repeated } from "./rule-ids.ts";
import { groupOf } from "./rule-prose.ts";

/** The roadmap that a topic's file belongs to. */
export type Home = { readonly file: string; readonly outline: Outline; readonly lineOf: Source["lineOf"] };

type Part = Named & {
  /** How the id must begin; null where that cannot be told. */
  readonly stem: string | null;
  /** Whether a number follows. */
  readonly numbered: boolean;
};

/** What has an id of its own in a topic's file. */
export function namedIn(root: Entry): Part[] {
  const topic = textOf(root, "topic");
  const questions = entriesOf(root, "questions").flatMap((question) =>
    partsOf("question", [question], textOf(question, "objective"), "q"),
  );
  return [
    ...partsOf("placement", groupOf(root, "placement"), topic, "placement"),
    ...partsOf("unit", entriesOf(root, "units"), topic, "week-"),
    ...questions,
  ];
}

function partsOf(kind: string, entries: readonly Entry[], of: string | null, tail: string): Part[] {
  return entries.flatMap((entry) => {
    const id = textOf(entry, "id");
    const stem = of === null ? null : `${of}/${tail}`;
    return id === null
      ? []
      : [{ kind, id, path: [...entry.path, "id"], stem, numbered: kind !== "placement" }];
  });
}

/** An id begins with the id of what it belongs to, so that those of two topics can never be the same; and each is there once. */
export function checkMaterialIds(root: Entry, home: Home, lineOf: Source["lineOf"]): Finding[] {
  const own = namedIn(root);
  const odd = own.filter(({ id, stem, numbered }) => stem !== null && !isFormed(id, stem, numbered));
  const elsewhere = namedEntries(home.outline).map((one) => {
    return { ...one, place: `in ${home.file} on line ${home.lineOf(one.path)}` };
  });
  return [
    ...odd.map(({ path, id, stem, numbered }) => {
      const right = numbered ? `write ${stem} and a number, such as ${stem}1` : `write ${stem}`;
      return { path, wrong: `is ${shown(id)}`, right };
    }),
    ...repeated(own, lineOf, elsewhere),
  ];
}

function isFormed(id: string, stem: string, numbered: boolean): boolean {
  if (!numbered) return id === stem;
  return id.startsWith(stem) && /^[1-9]\d{0,3}$/.test(id.slice(stem.length));
}
