/** What the page is told of the sample data; null: there is none, or nobody knows any more what is sample and what is not. */
export type SampleState =
  | { readonly kind: "filling"; readonly done: number; readonly of: number }
  | { readonly kind: "there" }
  | { readonly kind: "emptying" }
  | { readonly kind: "failed"; readonly why: string }
  | null;
