import { AsyncLocalStorage } from "node:async_hooks";
import { DefaultRestOptions, DiscordAPIError, HTTPError, RateLimitError, REST } from "@discordjs/rest";
import { ChannelType, Routes, ThreadAutoArchiveDuration } from "discord-api-types/v10";
import type { APIDMChannel, APIGuild, APIMessage, APIThreadChannel } from "discord-api-types/v10";
import type { Post, Sender, SendOutcome, Target } from "../delivery/port.ts";
import { createFinder } from "./find-done.ts";
import { createPostFinder } from "./find-post.ts";
import { createEvents } from "./scheduled-events.ts";
import { changedMessage, newMessage } from "./respond.ts";

type Options = { readonly apiUrl: string; readonly token: string; readonly timeoutMs?: number };

// The library says of a limit that it knew beforehand the same as of one that Discord has just told. Only the latter is news for all.
const current = new AsyncLocalStorage<{ left: boolean }>();
const SEND_TIMEOUT_MS = 10_000;
const SERVER_ERROR = 500;
const THREAD_EXISTS = 160004;

/** Talks to Discord without the library's retries and waiting, which would send twice and hide a limit that concerns all posts. */
export function createSender({ apiUrl, token, timeoutMs = SEND_TIMEOUT_MS }: Options): Sender {
  const rest = new REST({
    api: apiUrl,
    retries: 0,
    timeout: timeoutMs,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    rejectOnRateLimit: () => true,
    makeRequest: (url, init) => {
      const request = current.getStore();
      if (request) request.left = true;
      return DefaultRestOptions.makeRequest(url, init);
    },
  }).setToken(token);

  const events = createEvents(rest);

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
  const directChannel = async (member: string): Promise<string> => {
    const body = { recipient_id: member };
    return ((await rest.post(Routes.userChannels(), { body })) as APIDMChannel).id;
  };
  const systemChannel = async (guild: string): Promise<string> => {
    const { system_channel_id } = (await rest.get(Routes.guild(guild))) as APIGuild;
    // Where a server has none, the answer is that of a channel that does not exist.
    return system_channel_id ?? guild;
  };
  const channelOf = async ({ kind, id }: Target): Promise<string> => {
    if (kind === "direct") return directChannel(id);
    return kind === "system" ? systemChannel(id) : id;
  };

  return {
    send: (post) =>
      outcomeOf(async () => {
        if (post.target.kind === "forum") return toForum(post);
        return toChannel(await channelOf(post.target), post);
      }),
    openThread: async (channel, message, name) => {
      const outcome = await outcomeOf(async () => {
        // Without a type the raw API makes a private thread. The longest that Discord keeps a quiet one open.
        const body = {
          name,
          type: ChannelType.PublicThread,
          auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
        };
        const thread = (await rest.post(Routes.threads(channel, message), { body })) as APIThreadChannel;
        return { kind: "sent", channel: thread.id, message };
      });
      const isThere = outcome.kind === "refused" && outcome.code === THREAD_EXISTS;
      return isThere ? { kind: "sent", channel: message, message } : outcome;
    },
    edit: (channel, message, content) =>
      outcomeOf(async () => {
        await rest.patch(Routes.channelMessage(channel, message), changedMessage(content));
        return { kind: "sent", channel, message };
      }),
    createEvent: (guild, event) =>
      outcomeOf(async () => {
        return { kind: "sent", channel: guild, message: await events.create(guild, event) };
      }),
    endEvent: (guild, event) =>
      outcomeOf(async () => {
        await events.end(guild, event);
        return { kind: "sent", channel: guild, message: event };
      }),
    unarchive: (thread) =>
      outcomeOf(async () => {
        await rest.patch(Routes.channel(thread), { body: { archived: false } });
        return { kind: "sent", channel: thread, message: thread };
      }),
    find: createFinder({
      rest,
      events,
      posts: createPostFinder({ rest, channelOf, outcomeOf: (error) => failureOf(error) }),
      outcomeOf: (error) => failureOf(error),
    }),
    close: () => {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

async function outcomeOf(send: () => Promise<SendOutcome>): Promise<SendOutcome> {
  const request = { left: false };
  try {
    return await current.run(request, send);
  } catch (error) {
    return failureOf(error, request.left);
  }
}

function failureOf(error: unknown, left = true): Exclude<SendOutcome, { kind: "sent" }> {
  if (error instanceof RateLimitError) {
    const scope = left ? "channel" : "post";
    const retryAfterMs = Math.max(error.retryAfter, error.timeToReset);
    return { kind: "paused", retryAfterMs, scope: error.global ? "all" : scope };
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
