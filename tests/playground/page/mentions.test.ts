import { describe, expect, test } from "vitest";
import { fittingNames, typedName, withCodes } from "../../../src/playground/page/composer/mentions.ts";
import type { Named } from "../../../src/playground/page/composer/mentions.ts";

const named = (label: string, code: string): Named => ({ label, detail: "", code });
const NAMES = [
  named("@Ann", "<@1>"),
  named("@Ann Lee", "<@2>"),
  named("@遥", "<@3>"),
  named("@Mentors", "<@&4>"),
  named("#study", "<#5>"),
  named("@a.b*c", "<@6>"),
];

describe("names in a plain message", () => {
  test.each([
    ["@Ann", "<@1>"],
    ["@Ann Lee", "<@2>"],
    ["hello @Ann, and @Ann Lee!", "hello <@1>, and <@2>!"],
    ["@遥 @Mentors see #study", "<@3> <@&4> see <#5>"],
    ["@a.b*c said so", "<@6> said so"],
    ["@Anna is nobody", "@Anna is nobody"],
    ["mail@Ann.example and a#study", "mail@Ann.example and a#study"],
    ["@nobody @ # @@Ann", "@nobody @ # @@Ann"],
    ["", ""],
  ])("%j goes out as %j", (text, out) => {
    expect(withCodes(text, NAMES)).toBe(out);
  });

  test.each([
    ["@", 1, { from: 0, typed: "@" }],
    ["hi @an", 6, { from: 3, typed: "@an" }],
    ["hi @an there", 6, { from: 3, typed: "@an" }],
    ["see #st", 7, { from: 4, typed: "#st" }],
    ["a@b", 3, null],
    ["hello", 5, null],
  ] as const)("in %j at %i the name being typed is %j", (text, cursor, expected) => {
    expect(typedName(text, cursor)).toEqual(expected);
  });

  test("fit by their beginning, in capitals or not", () => {
    expect(fittingNames(NAMES, "@aNN").map(({ code }) => code)).toEqual(["<@1>", "<@2>"]);
    expect(fittingNames(NAMES, "#").map(({ code }) => code)).toEqual(["<#5>"]);
  });
});
