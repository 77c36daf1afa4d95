import type { ShownMessage } from "../view.ts";

/** What an author of the roadmap is told. */
export type Authoring = {
  /** Where the roadmap is read from. */
  readonly folder: string;
  /** All that is wrong with what was saved last, `file:line: field: …`, files as they are called in the folder. Empty: it was taken. */
  readonly problems: readonly string[];
  /** What the last saving changed. */
  readonly changes: readonly string[];
  /** Whether the bot works with what was taken last. */
  readonly inUse: boolean;
  /** How often it was saved since the start. */
  readonly saved: number;
  readonly topics: readonly { readonly id: string; readonly title: string; readonly phase: string }[];
};
/** One way in which a topic is shown. */
export type Rendering = {
  readonly name: string;
  readonly message: Partial<Pick<ShownMessage, "content" | "embeds" | "components">>;
};
/** What stands behind the author's panel, where the roadmap's folder is on this machine. */
export type AuthorDesk = {
  readonly state: () => Authoring;
  /** To and about this person. */
  readonly preview: (
    topic: string,
    person: { readonly id: string; readonly name: string },
  ) => readonly { readonly name: string; readonly message: object }[];
  readonly onChange: (listener: () => void) => () => void;
};
