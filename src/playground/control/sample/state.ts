import { z } from "zod";

/** What the page is told of the sample data; null: there is none, or nobody knows any more what is sample and what is not. */
export type SampleState =
  | { readonly kind: "filling"; readonly done: number; readonly of: number }
  | { readonly kind: "there" }
  | { readonly kind: "emptying" }
  /** It was there, and what is there now is no sample. */
  | { readonly kind: "emptied" }
  | { readonly kind: "failed"; readonly why: string }
  | null;

/** What was kept of it. Once it was only said whether there is sample data. */
export const keptSample = z.union([
  z.object({ kind: z.literal("filling"), done: z.number(), of: z.number() }),
  z.object({ kind: z.enum(["there", "emptying", "emptied"]) }),
  z.object({ kind: z.literal("failed"), why: z.string() }),
  z.null(),
  z.boolean().transform((isThere) => (isThere ? { kind: "there" as const } : null)),
]);
