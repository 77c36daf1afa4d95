import { type Entry, entriesOf, type Outline, textOf } from "./outline.ts";
import type { Finding, Path } from "./problem.ts";
import { shown } from "./problem.ts";

export type Named = {
  readonly kind: string;
  readonly id: string;
  readonly path: Path;
  /** Where it is, of what is in another file. */
  readonly place?: string;
};

/** The ids in the topics' files; whether all of these could be read. */
export type MaterialIds = { readonly named: readonly Named[]; readonly complete: boolean };

/** Everything that has an id of its own, in the order of the file. An option's id is its choice's alone. */
export function namedEntries(outline: Outline): Named[] {
  return [
    ...named("choice", outline.choices),
    ...named("phase", outline.phases),
    ...named("track", outline.tracks),
    ...named("topic", outline.topics),
    ...named("objective", outline.objectives),
    ...named("resource", outline.resources),
    ...named("certification group", outline.groups),
    ...named("certification", outline.certifications),
    ...named("approach", outline.approach),
  ];
}

/** The entries that have an id. */
export function named(kind: string, entries: readonly Entry[]): Named[] {
  return entries.flatMap((entry) => {
    const id = textOf(entry, "id");
    return id === null ? [] : [{ kind, id, path: [...entry.path, "id"] }];
  });
}

/**
 * Ids are unique over all kinds, as commands and progress name things by id alone, and a retired id stays retired. Those of the
 * material are held against each other where it is read.
 */
export function checkIds(outline: Outline, lineOf: (path: Path) => number, material: MaterialIds): Finding[] {
  const inUse = namedEntries(outline).toSorted((a, b) => lineOf(a.path) - lineOf(b.path));
  const optionLists = outline.choices.map((choice) => named("option", entriesOf(choice, "options")));
  return [
    ...repeated(inUse, lineOf),
    ...optionLists.flatMap((options) => repeated(options, lineOf)),
    ...checkRetired(outline, inUse, material, lineOf),
  ];
}

/** The entries whose id another one before them has; `others` are those of other files. */
export function repeated(
  entries: readonly Named[],
  lineOf: (path: Path) => number,
  others: readonly Named[] = [],
): Finding[] {
  const seen = new Map(others.map((entry) => [entry.id, entry]));
  return entries.flatMap((entry) => {
    const first = seen.get(entry.id);
    if (!first) seen.set(entry.id, entry);
    const right = "choose an id that nothing else has";
    return first ? [{ path: entry.path, wrong: `is already the ${at(first, lineOf)}`, right }] : [];
  });
}

function at({ kind, id, path, place }: Named, lineOf: (path: Path) => number): string {
  return `id of the ${kind} ${shown(id)} ${place ?? `on line ${lineOf(path)}`}`;
}

function checkRetired(
  outline: Outline,
  inUse: readonly Named[],
  material: MaterialIds,
  lineOf: (path: Path) => number,
): Finding[] {
  const used = new Map([...material.named, ...inUse].map((entry) => [entry.id, entry]));
  const retired = named("retired id", outline.retired);
  const reused = retired.flatMap((entry) => {
    const live = used.get(entry.id);
    const right = "give the live one another id, or take this entry out";
    return live ? [{ path: entry.path, wrong: `is still the ${at(live, lineOf)}`, right }] : [];
  });
  return [
    ...repeated(retired, lineOf),
    ...reused,
    ...outline.retired.flatMap((entry) => checkHeir(entry, outline, material, used)),
  ];
}

/** What took the place of a retired id is in use, and is of the same kind. */
function checkHeir(
  entry: Entry,
  outline: Outline,
  material: MaterialIds,
  used: ReadonlyMap<string, Named>,
): Finding[] {
  const [successor, kind] = [textOf(entry, "successor"), textOf(entry, "kind")];
  if (successor === null || kind === null) return [];
  const heir = used.get(successor);
  if (heir?.kind === kind) return [];
  if (!heir && !isComplete(kind, outline, material)) return [];
  const wrong = heir
    ? `is the ${heir.kind} ${shown(successor)}`
    : `is ${shown(successor)}, which does not exist`;
  return [
    {
      path: [...entry.path, "successor"],
      wrong,
      right: `name the ${kind} that took its place, or leave it out`,
    },
  ];
}

/** Whether all there is of a kind can be seen; else what is named may be among what could not be read. */
function isComplete(kind: string, { complete }: Outline, material: MaterialIds): boolean {
  if (kind === "unit" || kind === "question") return material.complete;
  return kind === "certification" ? complete.certifications : complete.phases;
}
