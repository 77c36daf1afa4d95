import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MaterialText } from "../../src/roadmap/material.ts";

/** In place of what is edited: the whole file. */
export const WHOLE = Symbol("whole");

type Edits = readonly (readonly [string | typeof WHOLE, string])[];

/** A small mistake in a roadmap that is right. */
export type WrongFile = {
  readonly name: string;
  /** What is replaced in `small.yaml`, once, by what. */
  readonly edits: Edits;
  /** All that the author is told, without the file's name. */
  readonly problems: readonly string[];
};

/** The same in the files of its topics. */
export type WrongMaterial = {
  readonly name: string;
  /** By the name of the file. */
  readonly edits: Readonly<Record<string, Edits>>;
  /** All that the author is told, with the name of the file: of one in the folder, or `small.yaml`. */
  readonly problems: readonly string[];
};

/** A roadmap that is right and holds everything a roadmap can hold. */
export const small = readFileSync(join(import.meta.dirname, "small.yaml"), "utf8");

const folder = join(import.meta.dirname, "small");

/** What its topics are taught with. */
export const smallMaterial: readonly MaterialText[] = readdirSync(folder)
  .toSorted()
  .map((name) => ({ file: `small/${name}`, name, text: readFileSync(join(folder, name), "utf8") }));

/** The text of a wrong file. Throws where an edit finds nothing to replace: the mistake would not be there. */
export function wrongText({ name, edits }: Pick<WrongFile, "name" | "edits">, right = small): string {
  return edits.reduce((text, [from, to]) => {
    if (from === WHOLE) return to;
    if (!text.includes(from)) throw new Error(`${name}: there is no ${JSON.stringify(from)} to replace`);
    return text.replace(from, () => to);
  }, right);
}

/** The topics' files, some of them wrong; a file that is edited and not there yet begins empty. */
export function wrongMaterial({ name, edits }: WrongMaterial): MaterialText[] {
  const added = Object.keys(edits)
    .filter((file) => !smallMaterial.some((one) => one.name === file))
    .map((file) => ({ file: `small/${file}`, name: file, text: "" }));
  return [...smallMaterial, ...added].map((one) => ({
    ...one,
    text: wrongText({ name, edits: edits[one.name] ?? [] }, one.text),
  }));
}
