import { array, assert, constantFrom, oneof, pre, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../../src/playground/page/markdown/markdown.ts";
import type { Block, List } from "../../../src/playground/page/markdown/markdown.ts";
import type { Inline } from "../../../src/playground/page/markdown/tree.ts";

/** The tree as one line that a person can compare: kinds as tags, text as it is. */
const show = (source: string) => parseMarkdown(source).map(showBlock).join("|");
function showBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return showInline(block.children);
    case "heading":
      return `<h${block.level}>${showInline(block.children)}</h${block.level}>`;
    case "subtext":
      return `<small>${showInline(block.children)}</small>`;
    case "quote":
      return `<quote>${block.blocks.map(showBlock).join("|")}</quote>`;
    case "code":
      return `<pre ${block.language}>${block.text}</pre>`;
    case "list":
      return showList(block);
  }
}
function showList({ ordered, start, items }: List): string {
  const inside = items.map(
    (item) => `<li>${showInline(item.children)}${item.lists.map(showList).join("")}</li>`,
  );
  return ordered ? `<ol ${start}>${inside.join("")}</ol>` : `<ul>${inside.join("")}</ul>`;
}
function showInline(nodes: readonly Inline[]): string {
  return nodes.map(showNode).join("");
}
function showNode(node: Inline): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "code":
      return `<code>${node.text}</code>`;
    case "link":
      return `<a ${node.url}>${showInline(node.children)}</a>`;
    case "time":
      return `<t ${node.seconds} ${node.style}>`;
    case "user":
    case "role":
    case "channel":
      return `<${node.kind} ${node.id}>`;
    case "command":
    case "emoji":
      return `<${node.kind} ${node.name} ${node.id}>`;
    case "everyone":
      return `<@${node.name}>`;
    case "strong":
    case "em":
    case "underline":
    case "strike":
    case "spoiler":
      return `<${node.kind}>${showInline(node.children)}</${node.kind}>`;
  }
}

const examples: readonly (readonly [source: string, shown: string])[] = [
  ["plain text, a * b and 2 * 3", "plain text, a * b and 2 * 3"],
  ["**bold** and *it* and _it_", "<strong>bold</strong> and <em>it</em> and <em>it</em>"],
  [
    "__under__ ~~gone~~ ||hidden||",
    "<underline>under</underline> <strike>gone</strike> <spoiler>hidden</spoiler>",
  ],
  ["***both***", "<strong><em>both</em></strong>"],
  ["**bold *and it* too**", "<strong>bold <em>and it</em> too</strong>"],
  ["*it **and bold** too*", "<em>it <strong>and bold</strong> too</em>"],
  ["snake_case_name and __init__", "snake_case_name and <underline>init</underline>"],
  ["an open **mark", "an open **mark"],
  ["**** and ____ and ||||", "**** and ____ and ||||"],
  ["over\n**two\nlines**", "over\n<strong>two\nlines</strong>"],
  ["\\*not it\\* and \\\\ and \\_", "*not it* and \\ and _"],
  ["C:\\temp and \\n", "C:\\temp and \\n"],
  ["`a *b* <@1>`", "<code>a *b* <@1></code>"],
  ["``a ` b``", "<code>a ` b</code>"],
  ["one ` alone", "one ` alone"],
  ["**a `**` b**", "<strong>a <code>**</code> b</strong>"],
  ["```sql\nselect *\nfrom t\n```", "<pre sql>select *\nfrom t</pre>"],
  ["before ```one line``` after", "before |<pre >one line</pre>| after"],
  ["```\n# no heading\n```\n# heading", "<pre ># no heading</pre>|<h1>heading</h1>"],
  ["``` never closed", "``` never closed"],
  ["# One\n## Two\n### Three\n#### four", "<h1>One</h1>|<h2>Two</h2>|<h3>Three</h3>|#### four"],
  ["#no heading", "#no heading"],
  ["-# small *print*", "<small>small <em>print</em></small>"],
  ["> one\n> two\nthree", "<quote>one\ntwo</quote>|three"],
  [">>> one\ntwo", "<quote>one\ntwo</quote>"],
  [">no quote", ">no quote"],
  ["- a\n- b\n  - c\n- d", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"],
  ["3. a\n4. b", "<ol 3><li>a</li><li>b</li></ol>"],
  ["- a\n1. b", "<ul><li>a</li></ul>|<ol 1><li>b</li></ol>"],
  ["* star\n-no list", "<ul><li>star</li></ul>|-no list"],
  ["[docs](https://example.com/a_(b))", "<a https://example.com/a_(b)>docs</a>"],
  ["[**docs**](<https://example.com>)", "<a https://example.com><strong>docs</strong></a>"],
  ["[x](javascript:alert(1))", "[x](javascript:alert(1))"],
  [
    "[https://bank.example](https://evil.example)",
    "[<a https://bank.example>https://bank.example</a>](<a https://evil.example>https://evil.example</a>)",
  ],
  ["see https://example.com/a_b. Then", "see <a https://example.com/a_b>https://example.com/a_b</a>. Then"],
  ["(https://example.com/x)", "(<a https://example.com/x>https://example.com/x</a>)"],
  ["<https://example.com>", "<a https://example.com>https://example.com</a>"],
  ["||https://example.com||", "<spoiler><a https://example.com>https://example.com</a></spoiler>"],
  ["<@1> <@!2> <@&3> <#4>", "<user 1> <user 2> <role 3> <channel 4>"],
  ["</roadmap next:55>", "<command roadmap next 55>"],
  ["<:spark:77> <a:run_1:78>", "<emoji spark 77> <emoji run_1 78>"],
  ["<t:1700000000> <t:1700000000:R>", "<t 1700000000 f> <t 1700000000 R>"],
  ["<t:99999999999999:R>", "<t:99999999999999:R>"],
  ["@everyone, @here, @someone", "<@everyone>, <@here>, @someone"],
  ["\\<@1> \\@everyone \\[a](https://b.c)", "<@1> @everyone [a](<a https://b.c>https://b.c</a>)"],
  ["<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["", ""],
];

describe("Discord's markdown", () => {
  test.each(examples)("%j", (source, shown) => {
    expect(show(source)).toBe(shown);
  });
});

/** All letters that the tree holds, in order, with those of addresses, names, languages and styles. */
function lettersOf(blocks: readonly Block[]): string {
  return blocks.map((block) => blockLetters(block)).join("");
}
function blockLetters(block: Block): string {
  if (block.kind === "quote") return lettersOf(block.blocks);
  if (block.kind === "code") return letters(block.language + block.text);
  return block.kind === "list" ? listLetters(block) : inlineLetters(block.children);
}
function listLetters(list: List): string {
  return list.items
    .map((item) => inlineLetters(item.children) + item.lists.map(listLetters).join(""))
    .join("");
}
function inlineLetters(nodes: readonly Inline[]): string {
  return nodes.map(nodeLetters).join("");
}
function nodeLetters(node: Inline): string {
  switch (node.kind) {
    case "text":
    case "code":
      return letters(node.text);
    case "link": {
      const inside = inlineLetters(node.children);
      return inside === letters(node.url) ? inside : inside + letters(node.url);
    }
    case "command":
    case "emoji":
    case "everyone":
      return letters(node.name);
    case "time":
    case "user":
    case "role":
    case "channel":
      return "";
    case "strong":
    case "em":
    case "underline":
    case "strike":
    case "spoiler":
      return inlineLetters(node.children);
  }
}
const letters = (text: string) => text.replace(/[^\p{L}]/gu, "");

const marks = [
  "*",
  "**",
  "_",
  "__",
  "~~",
  "||",
  "`",
  "```",
  "\\",
  "<",
  ">",
  "[",
  "](",
  ")",
  "\n",
  " ",
  "> ",
  ">>> ",
];
const starts = [
  "# ",
  "## ",
  "-# ",
  "- ",
  "  - ",
  "1. ",
  "<@12>",
  "<#3>",
  "https://x.y/",
  "[ab](https://c.d)",
  "</n e:5>",
];
const scribble = array(oneof(constantFrom(...marks, ...starts), string({ unit: "grapheme", maxLength: 6 })), {
  maxLength: 60,
}).map((parts) => parts.join(""));

describe("whatever people write", () => {
  test("no letter is lost, made up or moved", () => {
    assert(
      property(scribble, (source) => {
        // Times and the `a` of a moving emoji are marks made of letters; the pieces above make none.
        pre(!/<(t|a):/.test(source));
        expect(lettersOf(parseMarkdown(source))).toBe(letters(source));
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    "*",
    "**",
    "_a ",
    "[",
    "[`",
    "`a``",
    "||",
    "~~a",
    "<",
    "> ",
    "- ",
    "(",
    "*a **b ",
    "[a](",
    "# ",
    "***",
    "```",
  ])("4,000 characters of %j are read at once", (piece) => {
    const from = process.cpuUsage();
    parseMarkdown(piece.repeat(Math.ceil(4_000 / piece.length)));
    expect(process.cpuUsage(from).user / 1_000).toBeLessThan(1_000);
  });
});
