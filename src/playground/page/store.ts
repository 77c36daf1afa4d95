import type { Frame, ShownMessage, State, Update } from "../control/protocol.ts";
import { isLater } from "./ids.ts";

export type Store = {
  /** What is shown; null before the first news. */
  state(): State | null;
  /** Takes in news. `anew`: it holds everything. */
  take(update: Update, anew: boolean): State;
};

/** What the server has told so far. A message that did not change stays the same object, so that nobody has to compare it. */
export function createStore(): Store {
  let frame: Partial<Frame> = {};
  let messages = new Map<string, ShownMessage>();
  let state: State | null = null;
  return {
    state: () => state,
    take(update, anew) {
      frame = anew ? update.frame : { ...frame, ...update.frame };
      if (update.fresh) messages = new Map();
      for (const id of update.removed) messages.delete(id);
      const known = messages.size;
      for (const message of update.changed) messages.set(message.id, message);
      if (messages.size > known) messages = inOrder(messages);
      // The first news of a connection holds every part.
      state = { ...(frame as Frame), messages: [...messages.values()] };
      return state;
    },
  };
}

/** By id, which is by age. */
function inOrder(messages: ReadonlyMap<string, ShownMessage>): Map<string, ShownMessage> {
  return new Map([...messages].toSorted(([a], [b]) => (isLater(a, b) ? 1 : -1)));
}
