import type { REST } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import type { APIMessage, APIThreadChannel, RESTGetAPIGuildThreadsResult } from "discord-api-types/v10";
import type { FindOutcome, PostSearch, SendOutcome, Target } from "../delivery/port.ts";
import { snowflakeAt } from "./snowflake.ts";

type Parts = {
  readonly rest: REST;
  /** The channel behind a target that is no forum. */
  readonly channelOf: (target: Target) => Promise<string>;
  /** What an error of a request means. */
  readonly outcomeOf: (error: unknown) => Exclude<SendOutcome, { kind: "sent" }>;
};

const PAGE = 100; // Discord's most
const MAX_PAGES = 50;
// Discord's clock, by which ids are made, may be behind ours.
const SKEW = Temporal.Duration.from({ minutes: 5 });
const UNKNOWN_MESSAGE = 10008;

/**
 * Looks for posts in a channel's history. Without the right to read it Discord shows an empty one, so an empty one is not believed. What it
 * returns throws what a request does.
 */
export function createPostFinder({
  rest,
  channelOf,
  outcomeOf,
}: Parts): (search: PostSearch) => Promise<FindOutcome> {
  const history = async (channel: string, after: string): Promise<APIMessage[]> => {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    return (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  };

  const inChannel = async (channel: string, tag: string, since: string): Promise<FindOutcome> => {
    let after = since;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const messages = await history(channel, after);
      const found = messages.find((message) => holds(message, tag));
      if (found) return { kind: "found", channel, message: found.id };
      if (messages.length < PAGE)
        return (await mayRead(channel)) ? { kind: "absent" } : { kind: "unreadable" };
      after = messages.map(({ id }) => id).reduce(later);
    }
    return { kind: "unreadable" };
  };

  /** A message that cannot be there is unknown to who may read, and forbidden to who may not. No message has its channel's id but a thread's first. */
  const mayRead = async (channel: string): Promise<boolean> => {
    try {
      await rest.get(Routes.channelMessage(channel, channel));
      return true;
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome.kind === "refused") return outcome.code === UNKNOWN_MESSAGE;
      throw error;
    }
  };

  /** The posts of a forum are threads, and those of late are active. */
  const inForum = async ({ target, guild, tag }: PostSearch, since: string): Promise<FindOutcome> => {
    if (guild === null) return { kind: "unreadable" };
    const { threads } = (await rest.get(Routes.guildActiveThreads(guild))) as RESTGetAPIGuildThreadsResult;
    const posts = (threads as APIThreadChannel[]).filter(
      ({ id, parent_id }) => parent_id === target.id && BigInt(id) >= BigInt(since),
    );
    for (const { id } of posts) {
      const outcome = await inChannel(id, tag, String(BigInt(id) - 1n));
      if (outcome.kind !== "absent") return outcome;
    }
    return { kind: "absent" };
  };

  return async (search) => {
    const since = snowflakeAt(search.since.subtract(SKEW));
    if (search.target.kind === "forum") return inForum(search, since);
    return inChannel(await channelOf(search.target), search.tag, since);
  };
}

function holds({ components }: APIMessage, tag: string): boolean {
  return JSON.stringify(components ?? []).includes(tag);
}

const later = (one: string, other: string): string => (BigInt(one) > BigInt(other) ? one : other);
