import { type Entry, entriesOf, type Outline, textOf } from "./outline.ts";
import type { Finding, Path } from "./problem.ts";
import { shown } from "./problem.ts";

type Named = { readonly kind: string; readonly id: string; readonly path: Path };

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

function named(kind: string, entries: readonly Entry[]): Named[] {
  return entries.flatMap((entry) => {
    const id = textOf(entry, "id");
    return id === null ? [] : [{ kind, id, path: [...entry.path, "id"] }];
  });
}

/** Ids are unique over all kinds, as commands and progress name things by id alone, and a retired id stays retired. */
export function checkIds(outline: Outline, lineOf: (path: Path) => number): Finding[] {
  const inUse = namedEntries(outline).toSorted((a, b) => lineOf(a.path) - lineOf(b.path));
  const optionLists = outline.choices.map((choice) => named("option", entriesOf(choice, "options")));
  return [
    ...repeated(inUse, lineOf),
    ...optionLists.flatMap((options) => repeated(options, lineOf)),
    ...checkRetired(outline, inUse, lineOf),
  ];
}

function repeated(entries: readonly Named[], lineOf: (path: Path) => number): Finding[] {
  const seen = new Map<string, Named>();
  return entries.flatMap((entry) => {
    const first = seen.get(entry.id);
    if (!first) seen.set(entry.id, entry);
    const right = "choose an id that nothing else has";
    return first ? [{ path: entry.path, wrong: `is already the ${at(first, lineOf)}`, right }] : [];
  });
}

function at({ kind, id, path }: Named, lineOf: (path: Path) => number): string {
  return `id of the ${kind} ${shown(id)} on line ${lineOf(path)}`;
}

function checkRetired(outline: Outline, inUse: readonly Named[], lineOf: (path: Path) => number): Finding[] {
  const used = new Map(inUse.map((entry) => [entry.id, entry]));
  const retired = named("retired id", outline.retired);
  const reused = retired.flatMap((entry) => {
    const live = used.get(entry.id);
    const right = "give the live one another id, or take this entry out";
    return live ? [{ path: entry.path, wrong: `is still the ${at(live, lineOf)}`, right }] : [];
  });
  return [
    ...repeated(retired, lineOf),
    ...reused,
    ...outline.retired.flatMap((entry) => checkHeir(entry, outline, used)),
  ];
}

/** What took the place of a retired id is in use, and is of the same kind. */
function checkHeir(entry: Entry, outline: Outline, used: ReadonlyMap<string, Named>): Finding[] {
  const [successor, kind] = [textOf(entry, "successor"), textOf(entry, "kind")];
  if (successor === null || kind === null) return [];
  const heir = used.get(successor);
  if (heir?.kind === kind) return [];
  const known = kind === "certification" ? outline.complete.certifications : outline.complete.phases;
  if (!heir && !known) return [];
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
