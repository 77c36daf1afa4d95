import { DiscordAPIError, HTTPError, RateLimitError, REST } from "@discordjs/rest";
import { ChannelType, Routes } from "discord-api-types/v10";
import type { APIDMChannel, APIMessage, APIThreadChannel } from "discord-api-types/v10";
import type { Target } from "../delivery/kind.ts";
import type { Message } from "../text/reply.ts";
import { newMessage } from "./respond.ts";

export type Post = {
  readonly target: Target;
  readonly message: Message;
  /** At most 25 characters; the same for each try of one post, and of no other. Forum posts have none. */
  readonly nonce: string;
  /** Of a forum post. */
  readonly title?: string;
};

/** What a send came to. "uncertain": Discord may have taken it. */
export type SendOutcome =
  | { readonly kind: "sent"; readonly channel: string; readonly message: string }
  | { readonly kind: "paused"; readonly retryAfterMs: number; readonly scope: "all" | "channel" }
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly code: number | null;
      readonly detail: string;
    }
  | { readonly kind: "uncertain"; readonly detail: string };

/** Posts once for each call: who sends again, and when, is the caller's to decide. */
export type Sender = {
  readonly send: (post: Post) => Promise<SendOutcome>;
  /** Opens the discussion of a message; the thread has the message's id. */
  readonly openThread: (channel: string, message: string, name: string) => Promise<SendOutcome>;
  readonly close: () => void;
};

type Options = { readonly apiUrl: string; readonly token: string; readonly timeoutMs?: number };

const SEND_TIMEOUT_MS = 10_000;
const SERVER_ERROR = 500;

/** Talks to Discord without the library's retries and waiting, which would send twice and hide a limit that concerns all posts. */
export function createSender({ apiUrl, token, timeoutMs = SEND_TIMEOUT_MS }: Options): Sender {
  const rest = new REST({
    api: apiUrl,
    retries: 0,
    timeout: timeoutMs,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    rejectOnRateLimit: () => true,
  }).setToken(token);

  const toChannel = async (channel: string, { message, nonce }: Post): Promise<SendOutcome> => {
    const { body, files } = newMessage(message);
    const sent = (await rest.post(Routes.channelMessages(channel), {
      body: { ...body, nonce, enforce_nonce: true },
      files,
    })) as APIMessage;
    return { kind: "sent", channel: sent.channel_id, message: sent.id };
  };
  const toForum = async ({ target, message, title = "" }: Post): Promise<SendOutcome> => {
    const { body, files } = newMessage(message);
    const thread = (await rest.post(Routes.threads(target.id), {
      body: { name: title, message: body },
      files,
    })) as APIThreadChannel;
    // The first message of a forum post has the id of its thread.
    return { kind: "sent", channel: thread.id, message: thread.id };
  };
  const toMember = async (post: Post): Promise<SendOutcome> => {
    const body = { recipient_id: post.target.id };
    const channel = (await rest.post(Routes.userChannels(), { body })) as APIDMChannel;
    return toChannel(channel.id, post);
  };

  return {
    send: (post) =>
      outcomeOf(() => {
        if (post.target.kind === "forum") return toForum(post);
        return post.target.kind === "direct" ? toMember(post) : toChannel(post.target.id, post);
      }),
    openThread: (channel, message, name) =>
      outcomeOf(async () => {
        // Without a type the raw API makes a private thread.
        const body = { name, type: ChannelType.PublicThread };
        const thread = (await rest.post(Routes.threads(channel, message), { body })) as APIThreadChannel;
        return { kind: "sent", channel: thread.id, message };
      }),
    close: () => {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

async function outcomeOf(send: () => Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof RateLimitError) {
      return {
        kind: "paused",
        retryAfterMs: Math.max(error.retryAfter, error.timeToReset),
        scope: error.global ? "all" : "channel",
      };
    }
    if (error instanceof DiscordAPIError && error.status < SERVER_ERROR) {
      const code = typeof error.code === "number" && error.code > 0 ? error.code : null;
      return { kind: "refused", status: error.status, code, detail: error.message };
    }
    if (error instanceof HTTPError && error.status < SERVER_ERROR) {
      return { kind: "refused", status: error.status, code: null, detail: error.message };
    }
    return { kind: "uncertain", detail: error instanceof Error ? error.message : String(error) };
  }
}
