import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** In place of what is edited: the whole file. */
export const WHOLE = Symbol("whole");

/** A small mistake in a roadmap that is right. */
export type WrongFile = {
  readonly name: string;
  /** What is replaced in `small.yaml`, once, by what. */
  readonly edits: readonly (readonly [string | typeof WHOLE, string])[];
  /** All that the author is told, without the file's name. */
  readonly problems: readonly string[];
};

/** A roadmap that is right and holds everything a roadmap can hold. */
export const small = await readFile(join(import.meta.dirname, "small.yaml"), "utf8");

/** The text of a wrong file. Throws where an edit finds nothing to replace: the mistake would not be there. */
export function wrongText({ name, edits }: WrongFile): string {
  return edits.reduce((text, [from, to]) => {
    if (from === WHOLE) return to;
    if (!text.includes(from)) throw new Error(`${name}: there is no ${JSON.stringify(from)} to replace`);
    return text.replace(from, () => to);
  }, small);
}
