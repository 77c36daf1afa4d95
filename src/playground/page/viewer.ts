import type { Act, Answer, State } from "../control/protocol.ts";
import type { CommandAct } from "./channel/pending.ts";

/** What the parts of the page are given: what is shown, and what the person in front of it can do. */
export type Viewer = {
  /** The newest state. Read it anew each time: it is replaced with every change. */
  state(): State;
  /** The stand-in's time, in milliseconds since 1970. */
  now(): number;
  /** Does something as the chosen member. Never rejects: what goes wrong is an answer. */
  act(act: Act): Promise<Answer>;
  /** Shows what came of a command, a click or a form: a modal is opened here. */
  open(answer: Answer): void;
  /** Sends a command: what it answers, or that it did not, is seen in the channel. */
  send(act: CommandAct): void;
  /** Puts a command into the composer, as a click on its mention does: its path, and options as one types them. */
  compose(command: string): void;
  /** Goes to a channel, and there to a message, where the page knows it. */
  goTo(channel: string, message?: string | null): void;
  /** Is another member from now on. */
  become(member: string): void;
  /** Goes to the direct messages with the bot. */
  goToDirect(): void;
  /** Goes to a message of the channel, and the focus with it; false where the page does not know it. */
  reveal(messageId: string): boolean;
  /** Shows a message of the channel from its beginning; the focus stays. False where the page does not know it. */
  show(messageId: string): boolean;
};

/** The name of whoever has this id; null for somebody who is not here. */
export function nameOf(state: State, id: string): string | null {
  return state.people.find((person) => person.id === id)?.name ?? null;
}

/**
 * The address of a file or picture, where it is the stand-in's own: taken from the page's origin, whatever name of this machine the page was
 * opened by. Null for any other host: the page never asks one for anything.
 */
export function ownAddress(state: State, address: string): string | null {
  const url = URL.parse(address, location.href);
  if (!url) return null;
  const own = url.origin === location.origin || url.origin === URL.parse(state.origin)?.origin;
  return own ? url.pathname + url.search : null;
}
