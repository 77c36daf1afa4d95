import { describe, expect, test } from "vitest";
import { bare, prose, proseLines } from "../../src/text/prose.ts";

describe("a line of teaching material", () => {
  test.each([
    ["Count the rows.", "Count the rows."],
    ["Run `git log --oneline` and read it.", "Run `git log --oneline` and read it."],
    ["Use `a_b` and a_b.", "Use `a_b` and a\\_b."],
    ["`first` at the start", "`first` at the start"],
    [
      "**Not** bold, [not](https://example.org) a link",
      "\\*\\*Not\\*\\* bold, \\[not\\](https\\://example.org) a link",
    ],
    ["A lone ` sign", "A lone ' sign"],
    ["Empty `` code", "Empty  code"],
    ["Ask `@everyone`", "Ask `@\u200Beveryone`"],
    ["several   blanks\nand lines", "several blanks and lines"],
  ])("%j shows as %j", (text, shown) => {
    expect(prose(text)).toBe(shown);
  });

  test("without marks it is good for a title", () => {
    expect(bare("Port `GETDATE()` to PostgreSQL")).toBe("Port GETDATE() to PostgreSQL");
  });
});

describe("a text of several lines", () => {
  test("goes on in the next line, except before a mark and after an empty one", () => {
    const text =
      "A job reads 200 GB\nevery night.\na) What is billed?\nb) Which change\n   saves most?\n\nThen stop.\n1. one\n- two";
    expect(proseLines(text)).toEqual([
      "A job reads 200 GB every night.",
      "a) What is billed?",
      "b) Which change saves most?",
      "Then stop.",
      "1\\. one",
      "\\- two",
    ]);
  });

  test("keeps the lines of a block of code, in one piece", () => {
    expect(proseLines("The plan:\n```\nSort\n  +- Scan *all*\n```\nWhat is slow?")).toEqual([
      "The plan:",
      "```\nSort\n  +- Scan *all*\n```",
      "What is slow?",
    ]);
    expect(proseLines("```sql\nselect 1;\n```")).toEqual(["```sql\nselect 1;\n```"]);
  });
});
