import type { Act, State } from "../../control/protocol.ts";

/** What one panel shows. It is made once, and told of news while it is open and when it opens. */
export type Panel = {
  readonly title: string;
  readonly element: HTMLElement;
  update(state: State): void;
  /** What its button counts, where it is not open. */
  count?(state: State): number;
  /** Told of news while it is closed, too. */
  readonly always?: boolean;
  /** A second has passed. */
  tick?(): void;
};

/** Does something with the world, and shows where it failed. Whether it did not. */
export type Doing = (act: Act) => Promise<boolean>;
