import type { Certification, Roadmap, Topic } from "./roadmap.ts";
import { topicsOf } from "./roadmap-graph.ts";

const ENOUGH = 0.35; // below this two words share letters by accident
const NEAREST = 5;

type Catalogue = {
  readonly topics: Searchable<Topic>;
  readonly certifications: Searchable<Certification>;
};
const catalogues = new WeakMap<Roadmap, Catalogue>();

/** The topics that fit what is typed so far, best first; all in the author's order while nothing is typed. */
export function matchTopics(roadmap: Roadmap, typed: string): readonly Topic[] {
  return rank(catalogueOf(roadmap).topics, typed);
}

/** The certifications that fit what is typed so far, best first; all in the author's order while nothing is typed. */
export function matchCertifications(roadmap: Roadmap, typed: string): readonly Certification[] {
  return rank(catalogueOf(roadmap).certifications, typed);
}

function catalogueOf(roadmap: Roadmap): Catalogue {
  const known = catalogues.get(roadmap);
  if (known !== undefined) return known;
  const certifications = roadmap.certifications.flatMap((group) => group.certifications);
  const made = {
    topics: searchable(topicsOf(roadmap), ({ id, title }) => [id, title]),
    certifications: searchable(certifications, ({ id, title, provider }) => [
      id,
      title,
      `${provider} ${title}`,
    ]),
  };
  catalogues.set(roadmap, made);
  return made;
}

/** The few items to offer where what was typed names none. */
export function nearest<Item>(matches: readonly Item[]): readonly Item[] {
  return matches.slice(0, NEAREST);
}

/** Whether two texts are the same but for case, accents, width, punctuation and spaces. */
export function sameText(a: string, b: string): boolean {
  return simplify(a) === simplify(b);
}

/** Items and the texts they go by, ready to be searched. */
export type Searchable<Item> = readonly { readonly item: Item; readonly texts: readonly string[] }[];

/** Prepares items for `rank`: worth keeping where they are searched at every key that is pressed. */
export function searchable<Item>(
  items: readonly Item[],
  textsOf: (item: Item) => readonly string[],
): Searchable<Item> {
  return items.map((item) => ({ item, texts: textsOf(item).map(simplify) }));
}

/**
 * The items one of whose texts fits, best first; those that fit equally well stay in order. An empty text fits all. Only
 * where no text has what was typed in it are those taken that look like it.
 */
export function rank<Item>(items: Searchable<Item>, typed: string): readonly Item[] {
  const wanted = simplify(typed);
  if (wanted === "") return items.map(({ item }) => item);
  const having = best(items, (text) => inclusion(text, wanted), 1);
  return having.length > 0 ? having : best(items, likeness(wanted), ENOUGH);
}

function best<Item>(items: Searchable<Item>, fit: (text: string) => number, enough: number): Item[] {
  return items
    .map(({ item, texts }) => ({ item, fit: Math.max(...texts.map(fit)) }))
    .filter(({ fit }) => fit >= enough)
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

/** 4: the same, 3: begins so, 2: a word begins so, 1: has it in it, 0: has not. */
function inclusion(text: string, wanted: string): number {
  if (text === wanted) return 4;
  if (text.startsWith(wanted)) return 3;
  if (text.includes(` ${wanted}`)) return 2;
  return text.includes(wanted) ? 1 : 0;
}

/** The share of letter pairs that a text, or one of its words, has in common with what is wanted: 0 to 1. */
function likeness(wanted: string): (text: string) => number {
  const own = pairs(wanted);
  return (text) => Math.max(...[text, ...text.split(" ")].map((part) => common(pairs(part), own)));
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return (2 * a.intersection(b).size) / (a.size + b.size);
}

function pairs(text: string): Set<string> {
  const letters = [" ", ...Array.from(text), " "];
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`));
}
