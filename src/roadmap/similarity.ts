/** What two texts have in common: the runs of three letters that each holds, as sorted numbers. */
export type Trigrams = Int32Array;

const NOISE = /[^\p{L}\p{N}]+/gu;

/**
 * The trigrams of a text, each once. Case, signs and code marks do not count, and neither does the order of the words: what is left is
 * the same for a sentence that was turned around. It needs no list of stop words and no stems, so it serves any language.
 */
export function trigramsOf(text: string): Trigrams {
  const words = text.normalize("NFKD").toLowerCase().replaceAll(/\p{M}/gu, "").split(NOISE);
  const found = new Set<number>();
  for (const word of words) {
    if (word === "") continue;
    const padded = ` ${word} `;
    for (let i = 0; i + 2 < padded.length; i++) found.add(hash(padded, i));
  }
  return Int32Array.from(found).toSorted();
}

/** How alike two texts are, from 0 to 1: the share of their trigrams that both hold (Dice). */
export function similarity(a: Trigrams, b: Trigrams): number {
  return shareOf(a, b, 0) ?? 0;
}

/** Whether they are as alike as `most`, or more. Most pairs are not, and are put aside when a part of them has been looked at. */
export function isAlike(a: Trigrams, b: Trigrams, most: number): boolean {
  return shareOf(a, b, most) !== null;
}

/** Null where it is less than `least`. */
function shareOf(a: Trigrams, b: Trigrams, least: number): number | null {
  const all = a.length + b.length;
  if (all === 0) return 1;
  // Of both together so many may stand in one alone.
  let spare = all * (1 - least);
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const x = a[i] ?? Infinity;
    const y = b[j] ?? Infinity;
    if (x !== y && --spare < 0) return null;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return least + spare / all;
}

/** Three UTF-16 code units as one number; that two of them meet by chance is too rare to matter here. */
function hash(text: string, at: number): number {
  const [x, y, z] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
  return ((x * 31 + y) * 1009 + z) | 0;
}
