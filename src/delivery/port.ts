import type { Message } from "../text/reply.ts";

// What delivery asks of Discord. src/discord/sender.ts does it.

/** Where a post goes. `id` is a channel's; of a direct message, the member's; of where a server shows its own messages, the guild's. */
export type Target = {
  readonly kind: "channel" | "thread" | "forum" | "direct" | "system";
  readonly id: string;
};

export type Post = {
  readonly target: Target;
  readonly message: Message;
  /** At most 25 characters; the same for each try of one post, and of no other. Forum posts have none. */
  readonly nonce: string;
  /** Of a forum post. */
  readonly title?: string;
};

/** Something in a server's list of events that takes place outside of Discord. */
export type ServerEvent = {
  readonly name: string;
  readonly description: string;
  readonly location: string;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
};

/**
 * What a send came to. "uncertain": Discord may have taken it. A pause concerns all that the bot sends, or a channel, or, where a limit
 * of the channel was known beforehand and Discord was not even asked, this post alone.
 */
export type SendOutcome =
  | { readonly kind: "sent"; readonly channel: string; readonly message: string }
  | { readonly kind: "paused"; readonly retryAfterMs: number; readonly scope: "all" | "channel" | "post" }
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly code: number | null;
      readonly detail: string;
    }
  | { readonly kind: "uncertain"; readonly detail: string };

/**
 * What a look for what an earlier try did came to. The channel and the message are those that the try would have told. "unreadable": the
 * bot may not see what is there, or there is too much of it.
 */
export type FindOutcome =
  | { readonly kind: "found"; readonly channel: string; readonly message: string }
  | { readonly kind: "absent" | "unreadable" }
  /** Ask again later. */
  | { readonly kind: "failed"; readonly outcome: Exclude<SendOutcome, { kind: "sent" }> };

/** What an earlier try may have done. */
export type Search =
  | PostSearch
  /** The discussion of a message. */
  | { readonly kind: "thread"; readonly message: string }
  /** An event in a server's list; and one that is to be over. */
  | { readonly kind: "event"; readonly guild: string; readonly event: ServerEvent }
  | { readonly kind: "event-end"; readonly guild: string; readonly event: string };

export type PostSearch = {
  readonly kind: "post";
  readonly target: Target;
  /** The guild of a forum; null elsewhere. */
  readonly guild: string | null;
  /** A part of a custom id in the post. */
  readonly tag: string;
  /** Not posted before this. */
  readonly since: Temporal.Instant;
};

/** Does each thing once for each call: who tries again, and when, is the caller's to decide. Nothing here throws. */
export type Sender = {
  readonly send: (post: Post) => Promise<SendOutcome>;
  /** Opens the discussion of a message; the thread has the message's id. One that is open already is as good. */
  readonly openThread: (channel: string, message: string, name: string) => Promise<SendOutcome>;
  readonly edit: (channel: string, message: string, content: Message) => Promise<SendOutcome>;
  /** Puts an event into a server's list, if it is not there. The outcome has its id in the message's place, and the guild in the channel's. */
  readonly createEvent: (guild: string, event: ServerEvent) => Promise<SendOutcome>;
  /** Ends an event of the bot's, or calls it off. One that is over already is as good. */
  readonly endEvent: (guild: string, event: string) => Promise<SendOutcome>;
  /** Opens an archived thread again, so that it can be posted in. */
  readonly unarchive: (thread: string) => Promise<SendOutcome>;
  /** Looks for what an earlier try may have done: a post by the tag in its custom ids, all else by what it belongs to. */
  readonly find: (search: Search) => Promise<FindOutcome>;
  readonly close: () => void;
};
