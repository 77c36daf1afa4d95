import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TOO_ALIKE } from "../../src/roadmap/rule-alike.ts";
import { isAlike, similarity, trigramsOf } from "../../src/roadmap/similarity.ts";

const alike = (a: string, b: string) => similarity(trigramsOf(a), trigramsOf(b));
const text = fc.string({ unit: "grapheme", maxLength: 80 });

describe("how alike two texts are", () => {
  test("from 0 to 1, the same both ways, and 1 with itself", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(alike(a, b)).toBeGreaterThanOrEqual(0);
        expect(alike(a, b)).toBeLessThanOrEqual(1);
        expect(alike(a, b)).toBe(alike(b, a));
        expect(alike(a, a)).toBe(1);
        for (const most of [0, 0.3, 0.6, 1])
          expect(isAlike(trigramsOf(a), trigramsOf(b), most)).toBe(alike(a, b) >= most);
      }),
    );
  });

  test("case, signs and the order of the words do not count", () => {
    expect(alike("Why can `WHERE` not see it?", "not see it -- why can where")).toBe(1);
    expect(alike("Zürich", "zurich")).toBe(1);
    expect(alike("one", "two")).toBe(0);
  });

  test.each([
    ["Why can WHERE not filter on ROW_NUMBER()?", "Why can't a WHERE clause filter by ROW_NUMBER()?"],
    [
      "A nightly load is run twice by mistake. Which design keeps the row counts right, and why?",
      "By mistake the nightly load runs two times. What design keeps row counts correct, and why does it?",
    ],
    [
      "You are Owner of a storage account, sign in with Microsoft Entra ID, and are refused when you list its blobs. Why, and what do you need?",
      "As Owner of a storage account you sign in with Entra ID and listing its blobs is refused. What is the reason, and which role do you need?",
    ],
    [
      "Somebody shuts a virtual machine down from inside Linux and finds it on the bill a month later. What was missing?",
      "A virtual machine was shut down from inside Linux, and a month later it is still on the bill. What did they miss?",
    ],
  ])("a question asked again in other words is too alike: %s", (a, b) => {
    expect(alike(a, b)).toBeGreaterThan(TOO_ALIKE.question);
  });

  test.each([
    [
      "A join returns more rows than its first table. Is it wrong?",
      "After a left join some customers have no order. Which condition finds them, and why not `= null`?",
    ],
    [
      "What does a watermark of two minutes allow?",
      "Events come up to five minutes late. Which watermark do you set, and what does it cost?",
    ],
    [
      "Why are tasks of a pipeline idempotent?",
      "A consumer sees the same message twice. What does it store to count it once?",
    ],
  ])("another question on the same thing is not: %s", (a, b) => {
    expect(alike(a, b)).toBeLessThan(TOO_ALIKE.question);
  });

  const collecting = [
    "Choose your provider from evidence",
    "Collect 20 adverts for data engineers where you want to work; note for each which of AWS, Azure and Google Cloud it names.",
    "Ask two data engineers, or two people at work, what their teams run and why.",
    "Write weights for adverts, your employer and the free offer before you score, then score all three.",
    "Choose one, and write down what would make you change your mind.",
  ].join(" ");

  test("an exercise told again in other words is too alike", () => {
    const again = [
      "Pick a provider by evidence",
      "Gather twenty job adverts for data engineers where you would like to work, and note which of AWS, Azure or Google Cloud each names.",
      "Ask two people at work, or two data engineers, which one their team runs and for what reason.",
      "Before you score them, write the weights of adverts, employer and free offer; then score the three.",
      "Choose one and write what would change your mind.",
    ].join(" ");
    expect(alike(collecting, again)).toBeGreaterThan(TOO_ALIKE.exercise);
  });

  test("another exercise on the same thing is not", () => {
    const other = [
      "One small pipeline in three price calculators",
      "Price the same storage, machine and traffic in the calculators of AWS, Azure and Google Cloud, in regions near you.",
      "Put the lines of the three estimates into one table and mark the largest line of each.",
      "Change one thing at a time and note the new total.",
      "Write which of the changes your provider's free offer would cover.",
    ].join(" ");
    expect(alike(collecting, other)).toBeLessThan(TOO_ALIKE.exercise - 0.1);
  });
});
