import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkEmbeds } from "../../src/playground/check/embeds.ts";
import { embed } from "../../src/text/embed.ts";
import { plain } from "../../src/text/safe.ts";
import { line } from "../support/arbitrary-text.ts";

describe("a card", () => {
  test("says what it is given, sections under their headings", () => {
    const { title, description, footer, fields } = embed({
      title: "Next: SQL",
      lead: ["Why", "How long"],
      sections: [
        { title: "Objectives", lines: ["a", "b"] },
        { title: "Nothing", lines: [] },
      ],
      fields: [{ name: "Zone", value: "UTC" }],
      footer: "Phase 1",
    });
    expect(title).toBe("Next: SQL");
    expect(description).toBe("Why\nHow long\n\n**Objectives**\na\nb");
    expect(fields).toEqual([{ name: "Zone", value: "UTC", inline: true }]);
    expect(footer).toEqual({ text: "Phase 1" });
  });

  test("that is too long gives up whole lines, of its longest section first, and says how many", () => {
    const long = Array.from({ length: 100 }, (_, i) => `${i} ${"x".repeat(80)}`);
    const { description = "" } = embed({
      lead: ["Why"],
      sections: [
        { title: "Short", lines: ["kept"] },
        { title: "Long", lines: long },
      ],
    });
    expect(description.length).toBeLessThanOrEqual(4096);
    expect(description.length).toBeGreaterThan(3900);
    expect(description).toContain("Why\n\n**Short**\nkept\n\n**Long**\n0 x");
    const left = Number(/… and (\d+) more$/.exec(description)?.[1]);
    expect(description.split("\n").filter((text) => text.includes("xxx"))).toHaveLength(100 - left);
  });

  test("a line that is longer than all there is leaves word of itself", () => {
    const { description } = embed({ sections: [{ title: "Long", lines: ["x".repeat(5000)] }] });
    expect(description).toBe("**Long**\n1 not shown");
  });

  test("without anything is still a message", () => {
    expect(embed({}).description).toBe("–");
    expect(embed({ fields: [{ name: "", value: "" }] }).fields).toEqual([
      { name: "–", value: "–", inline: true },
    ]);
  });

  test("of any size fits Discord", () => {
    const texts = fc.array(
      line(600).map((text) => plain(text)),
      { maxLength: 60 },
    );
    const section = fc.record({ title: fc.option(line(300)), lines: texts });
    const card = fc.record({
      title: line(400),
      lead: texts,
      sections: fc.array(section, { maxLength: 8 }),
      fields: fc.array(fc.record({ name: line(300), value: line(1200) }), { maxLength: 30 }),
      footer: line(2200),
    });
    fc.assert(
      fc.property(card, (card) => {
        const made = embed(card);
        expect(checkEmbeds([made])).toEqual([]);
        expect(made.title?.length ?? 0).toBeLessThanOrEqual(256);
        expect(made.description?.length ?? 0).toBeLessThanOrEqual(4096);
        expect(made.footer?.text.length ?? 0).toBeLessThanOrEqual(2048);
        for (const { name, value } of made.fields ?? []) {
          expect(name.length).toBeLessThanOrEqual(256);
          expect(value.length).toBeLessThanOrEqual(1024);
        }
      }),
      { numRuns: 200 },
    );
  });
});
