/** A run of text in Discord's markdown, read. Ids are as written; whoever shows the tree looks names up. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: Style; readonly children: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: "user" | "role" | "channel"; readonly id: string }
  | { readonly kind: "command"; readonly name: string; readonly id: string }
  | { readonly kind: "emoji"; readonly name: string; readonly id: string }
  | { readonly kind: "time"; readonly seconds: number; readonly style: string }
  | { readonly kind: "everyone"; readonly name: "everyone" | "here" };
export type Style = "strong" | "em" | "underline" | "strike" | "spoiler";

/** What a rule read, and where in the text it ended. */
export type Found = { readonly node: Inline; readonly end: number };
