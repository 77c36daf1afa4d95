import type { ShownMessage } from "../../control/protocol.ts";
import { formatPosted } from "../markdown/moment.ts";

/** So much of a message's words is enough to know which one it is, and short enough to be heard at each arrow key. */
const LONGEST = 120;
/** Where a message has words, in the order in which it shows them. */
const WORDS =
  ".content, .embed-title, .embed-description, .components .md, .thinking, .picture, .attachment a";
const BLOCKS = new Set(["p", "li", "blockquote", "pre", "div", "h3", "h4", "h5"]);

type Named = { readonly message: ShownMessage; readonly words: string };
const named = new WeakMap<Element, Named>();

/** Calls a drawn message by who wrote it, when, whether others see it, and how it begins: what one hears who walks from one to the next. */
export function nameMessage(view: HTMLElement, message: ShownMessage, now: number): void {
  const one = { message, words: beginningOf(view) };
  named.set(view, one);
  view.ariaLabel = nameOf(one, now);
}

/** Says the times in the messages' names anew, as "Yesterday at 9:00" grows old. */
export function refreshNames(list: HTMLElement, now: number): void {
  for (const view of list.children) {
    const one = named.get(view);
    const name = one && nameOf(one, now);
    if (name !== undefined && view.ariaLabel !== name) view.ariaLabel = name;
  }
}

function nameOf({ message, words }: Named, now: number): string {
  const { author, at, ephemeral } = message;
  const about = [author.name, formatPosted(at, now), ephemeral && "only you can see this"];
  const said = about.filter(Boolean).join(", ");
  return words === "" ? said : `${said}: ${words}`;
}

function beginningOf(view: HTMLElement): string {
  let words = "";
  for (const part of view.querySelectorAll(WORDS)) {
    const more = part.ariaLabel ?? wordsOf(part);
    if (more === "") continue;
    const between = words === "" ? "" : /[.!?…:]$/.test(words) ? " " : ". ";
    words += between + more;
    if (words.length > LONGEST) return cut(words);
  }
  return words;
}

/** At the end of a word where there is one; never in the middle of a character. */
function cut(words: string): string {
  const beginning = Array.from(words).slice(0, LONGEST).join("");
  const end = beginning.lastIndexOf(" ");
  return `${end > LONGEST / 2 ? beginning.slice(0, end) : beginning}…`;
}

/** The words of something drawn, in one line and without what a spoiler hides. */
export function wordsOf(drawn: Node): string {
  return rawWordsOf(drawn).replaceAll(/\s+/g, " ").trim();
}

function rawWordsOf(drawn: Node): string {
  if (drawn instanceof Text) return drawn.data;
  if (!(drawn instanceof Element) || drawn.ariaHidden === "true") return "";
  if (drawn.matches(".spoiler:not(.shown)")) return "(spoiler)";
  const inside = Array.from(drawn.childNodes, rawWordsOf).join("");
  return BLOCKS.has(drawn.localName) ? `${inside} ` : inside;
}
