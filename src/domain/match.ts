import type { Certification, Roadmap, Topic } from "./roadmap.ts";
import { topicsOf } from "./roadmap-graph.ts";

const ENOUGH = 0.35; // below this a word pair shares its letters by accident
const NEAREST = 5;

/** The topics that fit what is typed so far, best first; all in the author's order while nothing is typed. */
export function matchTopics(roadmap: Roadmap, typed: string): readonly Topic[] {
  return rank(topicsOf(roadmap), ({ id, title }) => [id, title], typed);
}

/** The certifications that fit what is typed so far, best first; all in the author's order while nothing is typed. */
export function matchCertifications(roadmap: Roadmap, typed: string): readonly Certification[] {
  const all = roadmap.certifications.flatMap(({ certifications }) => certifications);
  return rank(all, ({ id, title, provider }) => [id, title, `${provider} ${title}`], typed);
}

/** The few items to offer where what was typed names none. */
export function nearest<Item>(matches: readonly Item[]): readonly Item[] {
  return matches.slice(0, NEAREST);
}

/** Whether two texts are the same but for case, accents, width, punctuation and spaces. */
export function sameText(a: string, b: string): boolean {
  return simplify(a) === simplify(b);
}

/** The items one of whose texts fits, best first; those that fit equally well stay in order. An empty text fits all. */
export function rank<Item>(
  items: readonly Item[],
  textsOf: (item: Item) => readonly string[],
  typed: string,
): readonly Item[] {
  const wanted = simplify(typed);
  if (wanted === "") return items;
  return items
    .map((item) => ({
      item,
      fit: Math.max(...textsOf(item).map((text) => similarity(simplify(text), wanted))),
    }))
    .filter(({ fit }) => fit >= ENOUGH)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ item }) => item);
}

/** What is left of a text but for case, accents, width and signs; the text itself where it is nothing but signs. */
function simplify(text: string): string {
  const lower = text
    .normalize("NFKD")
    .replace(/\p{Mark}+/gu, "")
    .toLowerCase();
  const words = lower.replace(/[^\p{Letter}\p{Number}+#]+/gu, " ").trim();
  return words === "" ? lower.trim() : words;
}

/** 0 to 4: the same, begins so, a word begins so, contains it, else the share of letter pairs in common, below 1. */
function similarity(text: string, wanted: string): number {
  if (text === wanted) return 4;
  if (text.startsWith(wanted)) return 3;
  if (` ${text}`.includes(` ${wanted}`)) return 2;
  if (text.includes(wanted)) return 1;
  const words = text.split(" ");
  return Math.max(dice(text, wanted), ...words.map((word) => dice(word, wanted))) * 0.99;
}

function dice(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  if (left.size + right.size === 0) return 0;
  return (2 * left.intersection(right).size) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  const letters = [" ", ...Array.from(text), " "];
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}
