import { expect, test } from "vitest";
import { countSentences } from "../../src/roadmap/sentences.ts";

test.each([
  ["", 0],
  ["Nothing at all", 1],
  ["Nothing at all.", 1],
  ["Yes. It does.", 2],
  ["Does it? Yes! No.", 3],
  ["Use 1.5 GB of memory, e.g. on a small machine.", 1],
  ["It lists `a. B` and ends.", 1],
  ["The file is `main.py`. It runs.", 2],
  ["It ends in `x`. `y` begins the next.", 2],
  ['He said "stop." She went on.', 2],
  ["In version 3.0 it is gone. 4 tables stay.", 2],
  ["A list, a set etc. are all the same here.", 1],
  ["Wait... no.", 1],
])("%j has %i", (text, number) => {
  expect(countSentences(text)).toBe(number);
});
