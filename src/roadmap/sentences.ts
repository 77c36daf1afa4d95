// A full stop, a question or an exclamation mark that something new follows, or nothing. Inside of code it ends nothing.
const CODE = /`[^`]*`/gu;
const SHORT = /\b(?:e\.g|i\.e|etc|vs|approx|ca|no|dr|mr|ms|st)\.(?=\s)/giu;
const END = /[.!?…]+["'’”)\]]*(?=\s+["'‘“([]*[\p{Lu}\p{N}\p{Lo}`]|\s*$)/gu;

/** How many sentences a text has. What has no mark at its end is one too. */
export function countSentences(text: string): number {
  const bare = text
    .replaceAll(CODE, "`Code`")
    .replaceAll(SHORT, (short) => short.slice(0, -1))
    .trim();
  const ends = [...bare.matchAll(END)];
  const last = ends.at(-1);
  const closed = last !== undefined && last.index + last[0].length === bare.length;
  return ends.length + (bare === "" || closed ? 0 : 1);
}
