import * as fc from "fast-check";
import { link } from "./arbitrary-text.ts";

/** Something a member may do or that may happen. Numbers pick a topic, an event and so on, whatever the roadmap's size. */
export type Move =
  | { readonly kind: "start" | "know" | "skip"; readonly topic: number }
  | { readonly kind: "complete"; readonly topic: number; readonly link: string | null }
  | { readonly kind: "tick"; readonly topic: number; readonly mask: number }
  | { readonly kind: "plan" | "book"; readonly certification: number; readonly days: number | null }
  | { readonly kind: "pass" | "drop"; readonly certification: number }
  /** Takes back one of the last events. */
  | { readonly kind: "undo"; readonly back: number }
  | { readonly kind: "choose"; readonly choice: number; readonly option: number }
  /** The author raises the revision of a topic's objectives. */
  | { readonly kind: "revise"; readonly topic: number }
  | { readonly kind: "wait"; readonly hours: number };

const pick = fc.nat(1000);
const few = fc.nat(11);

/** A move within a day. */
export function moveToday(): fc.Arbitrary<Move> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("start", "know", "skip"), topic: few }) },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("complete"), topic: few, link: fc.option(link()) }),
    },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant("tick"), topic: few, mask: fc.nat(15) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom("plan", "book"),
        certification: pick,
        days: fc.option(fc.integer({ min: -3, max: 60 })),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("pass", "drop"), certification: pick }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("undo"), back: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("revise"), topic: few }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("choose"), choice: pick, option: pick }) },
  ) as fc.Arbitrary<Move>;
}

/** A move, or some hours that pass. */
export function move(): fc.Arbitrary<Move> {
  const wait = fc.record({ kind: fc.constant("wait"), hours: fc.integer({ min: 1, max: 60 }) });
  return fc.oneof(
    { weight: 8, arbitrary: moveToday() },
    { weight: 1, arbitrary: wait },
  ) as fc.Arbitrary<Move>;
}
