import * as fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_LINK, readLink } from "../../src/domain/link.ts";
import { link, webLink } from "../support/arbitrary-text.ts";

test.each([
  ["https://github.com/me/etl", "https://github.com/me/etl"],
  ["  http://example.org  ", "http://example.org/"],
  ["HTTPS://Example.ORG/A", "https://example.org/A"],
  ["https://bücher.example/ö", "https://xn--bcher-kva.example/%C3%B6"],
  ["https://en.wikipedia.org/wiki/Spark_(software)", "https://en.wikipedia.org/wiki/Spark_%28software%29"],
])("%j is kept as %s", (typed, kept) => {
  expect(readLink(typed)).toEqual({ ok: true, link: kept });
});

test.each([
  ["github.com/me/etl", "not-a-link"],
  ["", "not-a-link"],
  ["https://", "not-a-link"],
  ["javascript:alert(1)", "not-http"],
  ["ftp://example.org/", "not-http"],
  ["data:text/html,hello", "not-http"],
  ["https://name:word@example.org/", "has-credentials"],
  ["https://name@example.org/", "has-credentials"],
  ["https://example.org/a b", "has-spaces"],
  ["https://example.org/\n@everyone", "has-spaces"],
  ["https://exam\u0000ple.org/", "has-spaces"],
  [`https://example.org/${"a".repeat(MAX_LINK)}`, "too-long"],
  [`https://example.org/${"ü".repeat(MAX_LINK / 3)}`, "too-long"],
])("%j is refused: %s", (typed, problem) => {
  expect(readLink(typed)).toEqual({ ok: false, problem });
});

test("what is kept is short, ASCII, on the open web, closes no Markdown, and is kept as it is when read again", () => {
  fc.assert(
    fc.property(fc.oneof(link(), webLink()), (typed) => {
      const read = readLink(typed);
      if (!read.ok) return;
      expect(read.link).toMatch(/^https?:\/\/[!-~]+$/);
      expect(read.link).not.toMatch(/[()<>\s]/);
      expect(read.link.length).toBeLessThanOrEqual(MAX_LINK);
      expect(readLink(read.link)).toEqual(read);
    }),
  );
});

test("every proper link of a usual length is accepted", () => {
  fc.assert(fc.property(webLink(), (typed) => readLink(typed).ok));
});
