import { angle, bareLink, everyone, webAddress } from "./links.ts";
import type { Found, Inline, Style } from "./tree.ts";

type Rule = (text: string, at: number, context: Context) => Found | null;
type Context = { readonly depth: number; readonly inLink: boolean };

/** Deeper than this, marks stay text: nobody nests so far, and a page must not run out of stack. */
const MAX_DEPTH = 12;
/** How far the words of a link may reach, so that thousands of open brackets cost no time. */
const MAX_WORDS = 300;
/** How many marks are tried as the end of one emphasis, for the same reason. */
const MAX_TRIES = 50;

/** Reads the marks inside one run of text. Total: what no rule reads stays text. */
export function parseInline(text: string, context: Context = { depth: 0, inLink: false }): Inline[] {
  const nodes: Inline[] = [];
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) nodes.push({ kind: "text", text: plain });
    plain = "";
  };
  while (at < text.length) {
    const escaped = escapeAt(text, at);
    const found = escaped === null ? ruleAt(text, at, context) : null;
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += escaped ?? text[at];
      at += escaped === null ? 1 : 2;
    }
  }
  flush();
  return nodes;
}

/** A backslash makes the mark after it plain. Before a letter, a digit or a space it is itself plain. */
function escapeAt(text: string, at: number): string | null {
  const next = text[at + 1];
  return text[at] === "\\" && next !== undefined && /[!-/:-@[-`{-~]/.test(next) ? next : null;
}

function ruleAt(text: string, at: number, context: Context): Found | null {
  const rule = rules[text[at] ?? ""];
  return rule && context.depth < MAX_DEPTH ? rule(text, at, context) : null;
}

const firstOf =
  (...all: readonly Rule[]): Rule =>
  (text, at, context) => {
    for (const rule of all) {
      const found = rule(text, at, context);
      if (found) return found;
    }
    return null;
  };

/** A span between two marks of two characters, such as **bold**. In a run of three the outer two are the mark: ***x***. */
const span =
  (mark: string, kind: Style): Rule =>
  (text, at, context) => {
    if (!text.startsWith(mark, at)) return null;
    const from = at + mark.length;
    const close = findMark(text, from + 1, mark);
    if (close < 0) return null;
    const inside = text.slice(from, close);
    if (inside.trim() === "") return null;
    return { node: { kind, children: inner(inside, context) }, end: close + mark.length };
  };

/** *italic* touches its text on both sides; _italic_ stands between words, so that snake_case stays as it is. */
const emphasis =
  (mark: "*" | "_"): Rule =>
  (text, at, context) => {
    const outward = mark === "_" ? /\w/ : /(?!)/;
    if (/\s/.test(text[at + 1] ?? " ") || outward.test(text[at - 1] ?? " ")) return null;
    let close = at;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      close = nextMark(text, close + 1, mark);
      if (close < 0) return null;
      if (/\s/.test(text[close - 1] ?? " ") || outward.test(text[close + 1] ?? " ")) continue;
      const inside = text.slice(at + 1, close);
      if (inside.replaceAll(mark, "") === "") return null;
      return { node: { kind: "em", children: inner(inside, context) }, end: close + 1 };
    }
    return null;
  };

const inner = (text: string, context: Context) => parseInline(text, { ...context, depth: context.depth + 1 });

/** Where a mark of two characters closes, past escapes and code. */
function findMark(text: string, from: number, mark: string): number {
  for (let at = from; at < text.length; at = skip(text, at)) {
    if (!text.startsWith(mark, at)) continue;
    let last = at;
    while (text[last + mark.length] === mark[0]) last += 1;
    return last;
  }
  return -1;
}

/** The next single mark, not one half of a double one. */
function nextMark(text: string, from: number, mark: string): number {
  for (let at = from; at < text.length; at = skip(text, at)) {
    if (text[at] !== mark) continue;
    if (text[at + 1] !== mark) return at;
    const close = findMark(text, at + 2, mark + mark);
    at = close < 0 ? at + 1 : close + 1;
  }
  return -1;
}

function skip(text: string, at: number): number {
  if (text[at] === "\\") return at + 2;
  if (text[at] === "`") return code(text, at, { depth: 0, inLink: false })?.end ?? at + 1;
  return at + 1;
}

/** `code`, or ``code with ` in it``. Nothing inside is read. */
const code: Rule = (text, at) => {
  const mark = /^`+/.exec(text.slice(at, at + 40))?.[0] ?? "`";
  for (let close = text.indexOf(mark, at + mark.length); close >= 0;) {
    let end = close + mark.length;
    if (text[end] !== "`") {
      const inside = text.slice(at + mark.length, close);
      if (inside.trim() === "") return null;
      const trimmed = inside.replace(/^ (?=`)/, "").replace(/(?<=`) $/, "");
      return { node: { kind: "code", text: trimmed }, end };
    }
    while (text[end] === "`") end += 1;
    close = text.indexOf(mark, end);
  }
  return null;
};

/** [words](address): only http and https, and never words that look like an address themselves, which could name another. */
const maskedLink: Rule = (text, at, context) => {
  if (context.inLink) return null;
  const close = closingBracket(text, at);
  if (close < 0 || text[close + 1] !== "(") return null;
  const address = /^\((<[^<>\s]+>|(?:[^\s()<>]|\([^\s()<>]*\))+)\)/.exec(
    text.slice(close + 1, close + 2_100),
  );
  const words = text.slice(at + 1, close);
  if (!address?.[1] || words.trim() === "" || /https?:\/\//i.test(words)) return null;
  const url = webAddress(address[1].replace(/^<|>$/g, ""));
  if (!url) return null;
  const children = parseInline(words, { depth: context.depth + 1, inLink: true });
  return { node: { kind: "link", url, children }, end: close + 1 + address[0].length };
};

function closingBracket(text: string, open: number): number {
  let depth = 0;
  const end = Math.min(text.length, open + MAX_WORDS);
  for (let at = open; at < end; at = skip(text, at)) {
    if (text[at] === "[") depth += 1;
    if (text[at] === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

const outsideLinks: Rule = (text, at, context) => (context.inLink ? null : bareLink(text, at));

/** Rules by the character they begin with. */
const rules: Readonly<Record<string, Rule>> = {
  "*": firstOf(span("**", "strong"), emphasis("*")),
  _: firstOf(span("__", "underline"), emphasis("_")),
  "~": span("~~", "strike"),
  "|": span("||", "spoiler"),
  "`": code,
  "[": maskedLink,
  "<": angle,
  "@": everyone,
  h: outsideLinks,
  H: outsideLinks,
};
