import { parseInline } from "./inline.ts";
import type { Inline } from "./tree.ts";

export type ListItem = { readonly children: readonly Inline[]; readonly lists: readonly List[] };
export type List = {
  readonly kind: "list";
  readonly ordered: boolean;
  readonly start: number;
  readonly items: readonly ListItem[];
};
export type Block =
  | { readonly kind: "paragraph"; readonly children: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly children: readonly Inline[] }
  | { readonly kind: "subtext"; readonly children: readonly Inline[] }
  | { readonly kind: "quote"; readonly blocks: readonly Block[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | List;

const HEADING = /^(#{1,3})[ \t]+(\S.*)$/;
const SUBTEXT = /^-#[ \t]+(\S.*)$/;
const ITEM = /^([ \t]*)([-*]|\d{1,9}\.)[ \t]+(\S.*)$/;
const QUOTE = "> ";
const QUOTE_REST = ">>> ";
const FENCE = "```";

/**
 * Reads Discord's markdown into a tree of plain data. Total: whatever it cannot read stays text, so nothing a person wrote is lost.
 * Line breaks stay in the text; the page shows them as they are.
 */
export function parseMarkdown(source: string): Block[] {
  return parseBlocks(source.replaceAll("\r\n", "\n"), false);
}

/** The same for places that show one run of text: an embed's title, a field's name. */
export function parseInlineMarkdown(source: string): Inline[] {
  return parseInline(source);
}

function parseBlocks(source: string, inQuote: boolean): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let rest: string | null = source;
  const flush = () => {
    if (paragraph.length === 0) return;
    blocks.push({ kind: "paragraph", children: parseInline(paragraph.join("\n")) });
    paragraph = [];
  };
  while (rest !== null) {
    const found: Found | null =
      (inQuote ? null : quoteAt(rest)) ?? listAt(rest) ?? lineBlockAt(rest) ?? codeIn(rest);
    if (found) {
      if (found.before) paragraph.push(found.before);
      flush();
      blocks.push(found.block);
      rest = found.rest;
    } else {
      const [line, after] = cutLine(rest);
      paragraph.push(line);
      rest = after;
    }
  }
  flush();
  return blocks;
}

/** A block at the front of the text, what stood before it on its line, and the text that follows it; null at the end. */
type Found = { readonly before?: string; readonly block: Block; readonly rest: string | null };

function cutLine(text: string): [line: string, rest: string | null] {
  const end = text.indexOf("\n");
  return end < 0 ? [text, null] : [text.slice(0, end), text.slice(end + 1)];
}

function quoteAt(text: string): Found | null {
  if (text.startsWith(QUOTE_REST)) {
    return { block: { kind: "quote", blocks: parseBlocks(text.slice(QUOTE_REST.length), true) }, rest: null };
  }
  const lines: string[] = [];
  let rest: string | null = text;
  while (rest !== null && rest.startsWith(QUOTE)) {
    const [line, after] = cutLine(rest);
    lines.push(line.slice(QUOTE.length));
    rest = after;
  }
  return lines.length === 0
    ? null
    : { block: { kind: "quote", blocks: parseBlocks(lines.join("\n"), true) }, rest };
}

function lineBlockAt(text: string): Found | null {
  const [line, rest] = cutLine(text);
  if (line.includes(FENCE)) return null; // a code block begins here and may go on over many lines
  const heading = HEADING.exec(line);
  if (heading?.[1] && heading[2]) {
    const level = heading[1].length as 1 | 2 | 3;
    return { block: { kind: "heading", level, children: parseInline(heading[2]) }, rest };
  }
  const subtext = SUBTEXT.exec(line);
  return subtext?.[1] ? { block: { kind: "subtext", children: parseInline(subtext[1]) }, rest } : null;
}

/** A fenced code block that begins on the first line and is closed somewhere. */
function codeIn(text: string): Found | null {
  const [line] = cutLine(text);
  const open = line.indexOf(FENCE);
  if (open < 0 || line[open - 1] === "\\") return null;
  const close = text.indexOf(FENCE, open + FENCE.length);
  if (close < 0) return null;
  const inside = text.slice(open + FENCE.length, close);
  if (inside.trim() === "") return null;
  const language = /^([\w+#.-]+)\n(?=[\s\S]*\S)/.exec(inside)?.[1] ?? "";
  const body = language ? inside.slice(language.length + 1) : inside.replace(/^\n/, "");
  const after = text.slice(close + FENCE.length);
  return {
    before: line.slice(0, open),
    block: { kind: "code", language, text: body.replace(/\n$/, "") },
    rest: after === "" ? null : after.replace(/^\n/, ""),
  };
}

type FlatItem = { readonly indent: number; readonly marker: string; readonly text: string };

function listAt(text: string): Found | null {
  const items: FlatItem[] = [];
  let rest: string | null = text;
  while (rest !== null) {
    const [line, after] = cutLine(rest);
    const match = line.includes(FENCE) ? null : ITEM.exec(line);
    if (!match) break;
    items.push({ indent: (match[1] ?? "").length, marker: match[2] ?? "-", text: match[3] ?? "" });
    rest = after;
  }
  const [first] = nest(items);
  if (!first) return null;
  // Lists of two sorts in a row: the first is this block, the rest is read again.
  const used = first.used;
  return { block: first.list, rest: used < items.length ? linesAfter(text, used) : rest };
}

function linesAfter(text: string, count: number): string | null {
  return text.split("\n").slice(count).join("\n");
}

/** Lists by their indentation: an item that is further in than the one before it belongs to that one. */
function nest(items: readonly FlatItem[]): { list: List; used: number }[] {
  const lists: { list: List; used: number }[] = [];
  let at = 0;
  while (at < items.length) {
    const list = nestOne(items, at);
    lists.push(list);
    at += list.used;
  }
  return lists;
}

function nestOne(all: readonly FlatItem[], from: number): { list: List; used: number } {
  const first = all[from];
  const indent = first?.indent ?? 0;
  const ordered = isOrdered(first);
  const items: ListItem[] = [];
  let at = from;
  for (let item = all[at]; item && item.indent <= indent && isOrdered(item) === ordered; item = all[at]) {
    let end = at + 1;
    while ((all[end]?.indent ?? -1) > item.indent) end += 1;
    const lists = nest(all.slice(at + 1, end)).map(({ list }) => list);
    items.push({ children: parseInline(item.text), lists });
    at = end;
  }
  const start = ordered ? Number.parseInt(first?.marker ?? "1", 10) : 1;
  return { list: { kind: "list", ordered, start, items }, used: at - from };
}

const isOrdered = (item: FlatItem | undefined) => item !== undefined && item.marker.endsWith(".");
