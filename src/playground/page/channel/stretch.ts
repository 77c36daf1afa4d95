import type { ShownMessage } from "../../control/protocol.ts";
import { isLater } from "../ids.ts";

/** Which messages of a channel are drawn: `from` is the first, `to` the one after the last. */
export type Stretch = {
  of(messages: readonly ShownMessage[]): { readonly from: number; readonly to: number };
  /** Whether the channel's last message is in it. */
  isLast(): boolean;
  /** Goes along with the end of the channel. */
  follow(): void;
  /** Stays with the messages that are drawn now, whatever comes after them. */
  hold(messages: readonly ShownMessage[]): void;
  /** Moves up, or down; false where nothing is there. */
  up(messages: readonly ShownMessage[]): boolean;
  down(messages: readonly ShownMessage[]): boolean;
  /** Moves so that a message is in it; false where there is no such message. */
  around(messages: readonly ShownMessage[], id: string): boolean;
};

/** More than the tallest screen shows, so that what is drawn reaches beyond it on both sides. */
const LENGTH = 150;
const STEP = 50;

export function createStretch(): Stretch {
  /** Where it begins; null: so that it ends with the channel. */
  let first: string | null = null;
  let isLast = true;
  const of = (messages: readonly ShownMessage[]): { from: number; to: number } => {
    const lastFrom = Math.max(0, messages.length - LENGTH);
    const index = first === null ? lastFrom : messages.findIndex(({ id }) => !isLater(first ?? "", id));
    const from = index < 0 ? lastFrom : Math.min(index, lastFrom);
    const to = Math.min(messages.length, from + LENGTH);
    isLast = to === messages.length;
    return { from, to };
  };
  const moveTo = (messages: readonly ShownMessage[], from: number): void => {
    first = messages[Math.max(0, Math.min(from, messages.length - LENGTH))]?.id ?? null;
  };
  return {
    of,
    isLast: () => isLast,
    follow: () => void (first = null),
    hold(messages) {
      if (first === null) moveTo(messages, of(messages).from);
    },
    up(messages) {
      const { from } = of(messages);
      if (from > 0) moveTo(messages, from - STEP);
      return from > 0;
    },
    down(messages) {
      const { from, to } = of(messages);
      if (to < messages.length) moveTo(messages, from + STEP);
      return to < messages.length;
    },
    around(messages, id) {
      const index = messages.findIndex((message) => message.id === id);
      const { from, to } = of(messages);
      if (index >= 0 && (index < from || index >= to)) moveTo(messages, index - Math.floor(LENGTH / 2));
      return index >= 0;
    },
  };
}
