import type { Path } from "./problem.ts";
import type { Gap } from "./shape.ts";

/** One entry of a list of the document, whatever its fields are: the rules look at files that are not right yet. */
export type Entry = { readonly path: Path; readonly fields: Readonly<Record<string, unknown>> };

/** What a roadmap is made of, as far as it can be made out. */
export type Outline = {
  readonly root: Entry;
  readonly choices: readonly Entry[];
  readonly phases: readonly Entry[];
  readonly tracks: readonly Entry[];
  readonly topics: readonly Entry[];
  readonly objectives: readonly Entry[];
  readonly resources: readonly Entry[];
  readonly groups: readonly Entry[];
  readonly certifications: readonly Entry[];
  readonly approach: readonly Entry[];
  readonly timeline: readonly Entry[];
  readonly retired: readonly Entry[];
  /** Whether all of these are there to be seen. Where not, a reference to nothing may be one to what could not be read. */
  readonly complete: {
    readonly choices: boolean;
    readonly phases: boolean;
    readonly certifications: boolean;
  };
};

/** Finds what a document is made of. `gaps` are the places where its shape is wrong. */
export function outlineOf(data: unknown, gaps: readonly Gap[]): Outline {
  const root: Entry = { path: [], fields: isGroup(data) ? data : {} };
  const phases = entriesOf(root, "phases");
  const tracks = phases.flatMap((phase) => entriesOf(phase, "tracks"));
  const topics = tracks.flatMap((track) => entriesOf(track, "topics"));
  const groups = entriesOf(root, "certifications");
  return {
    root,
    choices: entriesOf(root, "choices"),
    phases,
    tracks,
    topics,
    objectives: topics.flatMap((topic) => entriesOf(topic, "objectives")),
    resources: topics.flatMap((topic) => entriesOf(topic, "resources")),
    groups,
    certifications: groups.flatMap((group) => entriesOf(group, "certifications")),
    approach: entriesOf(root, "approach"),
    timeline: entriesOf(root, "timeline"),
    retired: entriesOf(root, "retired"),
    complete: {
      choices: !gaps.some((gap) => hides(gap, "choices")),
      phases: !gaps.some((gap) => hides(gap, "phases")),
      certifications: !gaps.some((gap) => hides(gap, "certifications")),
    },
  };
}

/** The entries of a list that are groups of fields. */
export function entriesOf(parent: Entry, field: string): Entry[] {
  return valuesOf(parent, field).flatMap(({ path, value }) =>
    isGroup(value) ? [{ path, fields: value }] : [],
  );
}

/** Whatever a list holds. */
export function valuesOf(parent: Entry, field: string): { path: Path; value: unknown }[] {
  const list = parent.fields[field];
  if (!Array.isArray(list)) return [];
  return list.map((value: unknown, index) => ({ path: [...parent.path, field, index], value }));
}

/** A field's text; null where it is no text. */
export function textOf(entry: Entry, field: string): string | null {
  const value = entry.fields[field];
  return typeof value === "string" && value !== "" ? value : null;
}

export function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const CONTAINERS = new Set([
  "phases",
  "tracks",
  "topics",
  "objectives",
  "resources",
  "choices",
  "options",
  "certifications",
  "id",
]);

function hides(gap: Gap, part: string): boolean {
  const last = gap.at(-1);
  if (gap.length === 0) return true;
  return gap[0] === part && (typeof last === "number" || (last !== undefined && CONTAINERS.has(last)));
}
