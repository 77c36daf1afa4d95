import type { StoredMessage } from "./message.ts";
import { compareIds } from "../snowflake.ts";

/** Which part of a channel's history is wanted; at most one of the three ids. Newest first, as Discord answers. */
export type Range = {
  readonly before?: string;
  readonly after?: string;
  readonly around?: string;
  readonly limit: number;
};

export type MessageStore = {
  add(message: StoredMessage): void;
  get(channelId: string, messageId: string): StoredMessage | undefined;
  /** The last message of an author that had this nonce, even when it was deleted since. */
  byNonce(authorId: string, nonce: string): StoredMessage | undefined;
  remove(message: StoredMessage): void;
  /** Forgets the messages of all channels but those that are there, and that they were ever sent. */
  keepOnly(channels: ReadonlyMap<string, unknown>): void;
  /** Everything in a channel, ephemeral ones included, oldest first. */
  all(channelId: string): readonly StoredMessage[];
  /** What the API shows of a channel: no ephemeral messages. */
  history(channelId: string, range: Range): StoredMessage[];
};

/** Keeps messages by channel, in the order of their ids. */
export function createMessageStore(): MessageStore {
  const channels = new Map<string, Map<string, StoredMessage>>();
  const nonces = new Map<string, StoredMessage>();
  const all = (channelId: string): StoredMessage[] => [...(channels.get(channelId)?.values() ?? [])];
  return {
    add(message) {
      const channel = channels.get(message.channelId) ?? new Map<string, StoredMessage>();
      channels.set(message.channelId, channel.set(message.id, message));
      if (message.nonce !== null) nonces.set(`${message.authorId} ${message.nonce}`, message);
    },
    get: (channelId, messageId) => channels.get(channelId)?.get(messageId),
    byNonce: (authorId, nonce) => nonces.get(`${authorId} ${nonce}`),
    remove: (message) => void channels.get(message.channelId)?.delete(message.id),
    keepOnly(there) {
      for (const id of channels.keys()) if (!there.has(id)) channels.delete(id);
      for (const [key, { channelId }] of nonces) if (!there.has(channelId)) nonces.delete(key);
    },
    all,
    history(channelId, range) {
      const shown = all(channelId).filter((message) => message.ephemeralFor === null);
      return slice(shown, range).toReversed();
    },
  };
}

/** `messages` and the result are oldest first. The ids in a range need not exist. */
function slice(messages: readonly StoredMessage[], range: Range): StoredMessage[] {
  const { before, after, around, limit } = range;
  if (after !== undefined) {
    return messages.filter((message) => compareIds(message.id, after) > 0).slice(0, limit);
  }
  if (around !== undefined) {
    const older = messages.filter((message) => compareIds(message.id, around) < 0);
    const newer = messages.filter((message) => compareIds(message.id, around) >= 0);
    const half = Math.floor(limit / 2);
    return [...older.slice(-half || older.length), ...newer.slice(0, limit - half)].slice(-limit);
  }
  const wanted = before === undefined ? messages : messages.filter((one) => compareIds(one.id, before) < 0);
  return wanted.slice(-limit);
}
