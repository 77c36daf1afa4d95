import { el } from "./dom.ts";

const COLORS = 6;
const words = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A round picture made of a person's initials, in a colour that stays theirs. */
export function avatarView(id: string, name: string): HTMLElement {
  const color = Array.from(id, (digit) => digit.charCodeAt(0)).reduce((a, b) => a + b, 0) % COLORS;
  return el("span", {
    class: `avatar avatar-${color}`,
    text: initials(name),
    attrs: { "aria-hidden": "true" },
  });
}

/** The first letters of the first and the last word. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) =>
    firstLetter(part ?? ""),
  );
  return letters.join("").toLocaleUpperCase() || "?";
}

/** The first letter as a person sees it: an emoji or a letter with its marks is one. */
function firstLetter(word: string): string {
  return [...words.segment(word)][0]?.segment ?? "";
}
