import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseInlineMarkdown, parseMarkdown } from "../../src/playground/page/markdown/markdown.ts";
import type { Inline } from "../../src/playground/page/markdown/tree.ts";
import { cut, label, link, paragraphs, personName, plain, webAddress } from "../../src/text/safe.ts";
import { displayName, line, link as anyLink, webLink } from "../support/arbitrary-text.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const split = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

/** What a reader sees of markdown that is nothing but text; throws where it is anything else. */
function seen(markdown: string): string {
  const blocks = parseMarkdown(markdown);
  const inline = blocks.flatMap((block): readonly Inline[] => {
    if (block.kind !== "paragraph") throw new Error(`a ${block.kind} in ${markdown}`);
    return block.children;
  });
  return textOf(inline, markdown);
}

function textOf(inline: readonly Inline[], markdown: string): string {
  return inline
    .map((node) => {
      if (node.kind !== "text") throw new Error(`a ${node.kind} in ${markdown}`);
      return node.text;
    })
    .join("");
}

/** What stays of a text whatever is done to it: without the helpers that have no width, and without too many marks. */
const bare = (text: string): string => label(text, 10_000).replaceAll(/[\u200B\u2066-\u2069]/gu, "");

describe("plain", () => {
  test.each([
    ["**bold** and __under__", String.raw`\*\*bold\*\* and \_\_under\_\_`],
    ["# Heading", String.raw`\# Heading`],
    ["-# small print", String.raw`\-# small print`],
    ["- a list", String.raw`\- a list`],
    ["+ a list", String.raw`\+ a list`],
    ["12. a list", String.raw`12\. a list`],
    ["> quoted", String.raw`\> quoted`],
    ["in `code`", String.raw`in \`code\``],
    ["||secret||", String.raw`\|\|secret\|\|`],
    ["[text](https://example.org)", String.raw`\[text\](https\://example.org)`],
    ["https://example.org/a", String.raw`https\://example.org/a`],
    ["@everyone", "@\u200Beveryone"],
    ["<@123456789012345678>", String.raw`\<@123456789012345678>`],
    ["<t:0:R> <:x:1>", String.raw`\<t\:0:R> \<\:x:1>`],
    [":joy: at 12:30", String.raw`\:joy: at 12:30`],
    ["two\nlines\u2028more", "two lines more"],
    ["\u202Eturned", "turned"],
    ["עברית", "\u2068עברית\u2069"],
    ["C# and C++, 100% <3", String.raw`C# and C++, 100% \<3`],
  ])("%j becomes %j", (text, markdown) => {
    expect(plain(text)).toBe(markdown);
  });

  test("whatever somebody writes shows as they wrote it, and as nothing else", () => {
    fc.assert(
      fc.property(line(300), (text) => {
        expect(seen(plain(text)).replaceAll(/[\u200B\u2066-\u2069]/gu, "")).toBe(bare(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test("what is let through unchanged is what the rules would have left unchanged", () => {
    const usual = "abzAZ09 éß,.;:!?\"'()/=&%$#>+-·–—’…".split("");
    const text = fc.string({ unit: fc.constantFrom(...usual), maxLength: 12 }).map((drawn) => drawn.trim());
    fc.assert(
      // The asterisk sees to it that every rule is applied.
      fc.property(text, (line) => plain(`${line}*`) === `${plain(line)}\\*`),
      { numRuns: 5_000 },
    );
  });

  test("it stays text in the middle of a line and between marks of ours", () => {
    fc.assert(
      fc.property(line(80), line(80), (a, b) => {
        const nodes = parseInlineMarkdown(`▫️ **${plain(a)}** · ${plain(b)} · <t:0:D>`);
        expect(nodes.map(({ kind }) => kind)).toEqual(["text", "strong", "text", "time"]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("nothing in it pings, whoever reads it", () => {
    fc.assert(
      fc.property(line(300), fc.integer({ min: 1, max: 300 }), (text, max) => {
        expect(plain(text, max)).not.toMatch(/@(everyone|here)|(?<!\\)<(@|#|\/)/iu);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("cutting", () => {
  test.each([
    ["short", 10, "short"],
    ["exactly ten", 11, "exactly ten"],
    ["one too many", 11, "one too ma…"],
    ["family 👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 19, "family 👨‍👩‍👧‍👦…"],
    ["family 👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 18, "family…"],
    ["e\u0301e\u0301e\u0301", 5, "e\u0301e\u0301…"],
    ["👍🏽👍🏽", 4, "…"],
    ["anything", 0, ""],
  ])("%j to %i is %j", (text, max, short) => {
    expect(cut(text, max)).toBe(short);
  });

  test.each([
    ["label", label],
    ["cut", cut],
  ])("%s keeps to the limit and ends between graphemes", (_name, shorten) => {
    fc.assert(
      fc.property(line(300), fc.integer({ min: 1, max: 300 }), (text, max) => {
        const whole = shorten(text, 10_000);
        const short = shorten(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(short.isWellFormed()).toBe(true);
        if (short !== whole) expectWholeGraphemes(short, whole);
      }),
      { numRuns: 1_000 },
    );
  });

  test("plain keeps to the limit with its escapes, and ends between graphemes of what was written", () => {
    fc.assert(
      fc.property(line(300), fc.integer({ min: 1, max: 300 }), (text, max) => {
        const short = plain(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        if (short !== plain(text))
          expectWholeGraphemes(seen(short).replaceAll(/[\u200B\u2068\u2069]/gu, ""), bare(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test("a character of a thousand code units costs no more than others", () => {
    expect(label(`a${"\u0301".repeat(1_000)}b`, 50)).toBe(`a${"\u0301".repeat(4)}b`);
    expect(cut(`👩${"\u200D👩".repeat(500)}`, 50)).toBe("…");
  });
});

function expectWholeGraphemes(short: string, whole: string): void {
  if (short === "") return;
  expect(short.endsWith("…")).toBe(true);
  const kept = split(short.slice(0, -1));
  expect(split(whole).slice(0, kept.length)).toEqual(kept);
}

describe("names", () => {
  test.each([
    ["@everyone **x**", "@\u200Beveryone \\*\\*x\\*\\*"],
    ["\u200b", "Somebody"],
    ["\u2800 \u3164", "Somebody"],
    ["\u202e\u202e", "Somebody"],
    ["", "Somebody"],
  ])("%j is shown as %j", (name, shown) => {
    expect(personName(name)).toBe(shown);
  });

  test("every name can be put in bold", () => {
    fc.assert(
      fc.property(displayName(), (name) => {
        expect(parseInlineMarkdown(`**${personName(name)}** has`).map(({ kind }) => kind)).toEqual([
          "strong",
          "text",
        ]);
      }),
    );
  });
});

describe("links", () => {
  test.each([
    ["https://example.org", "https://example.org/"],
    ["http://example.org/a?b=c#d", "http://example.org/a?b=c#d"],
    ["https://example.org/a_(b)", "https://example.org/a_%28b%29"],
    ["https://bücher.example/ö", "https://xn--bcher-kva.example/%C3%B6"],
    ["https://example.org/[x]|`y`", "https://example.org/%5Bx%5D%7C%60y%60"],
    ["javascript:alert(1)", null],
    ["ftp://example.org", null],
    ["data:text/html,x", null],
    ["https://name:word@example.org", null],
    ["example.org", null],
    ["", null],
    [`https://example.org/${"a".repeat(600)}`, null],
  ])("%j as an address is %j", (url, address) => {
    expect(webAddress(url)).toBe(address);
  });

  test("a title without an address is a title", () => {
    expect(link("Spark **now**", "javascript:alert(1)")).toBe(String.raw`Spark \*\*now\*\*`);
  });

  test("no title and no address breaks out of a link", () => {
    fc.assert(
      fc.property(line(120), webLink(), (title, url) => {
        fc.pre(webAddress(url) !== null);
        const nodes = parseInlineMarkdown(`• ${link(title, url)} · book`);
        expect(nodes.map(({ kind }) => kind)).toEqual(["text", "link", "text"]);
        const [, node] = nodes;
        if (node?.kind !== "link") throw new Error("no link");
        expect(node.url).toBe(webAddress(url));
        expect(node.children.every(({ kind }) => kind === "text")).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("whatever is given as an address, the line stays a line", () => {
    fc.assert(
      fc.property(line(80), anyLink(), (title, url) => {
        const kinds = new Set(parseInlineMarkdown(`• ${link(title, url)} · book`).map(({ kind }) => kind));
        kinds.delete("text");
        kinds.delete("link");
        expect([...kinds]).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

test("paragraphs are lines with a blank one between two", () => {
  expect(paragraphs("One.\n\n# Two\nThree")).toEqual(["One.", "", String.raw`\# Two`, "", "Three"]);
  expect(paragraphs("")).toEqual([]);
});
