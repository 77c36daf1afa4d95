import type { REST } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import type { APIChannel } from "discord-api-types/v10";
import type { FindOutcome, PostSearch, Search, SendOutcome } from "../delivery/port.ts";
import type { Events } from "./scheduled-events.ts";

type Parts = {
  readonly rest: REST;
  readonly posts: (search: PostSearch) => Promise<FindOutcome>;
  readonly events: Events;
  /** What an error of a request means. */
  readonly outcomeOf: (error: unknown) => Exclude<SendOutcome, { kind: "sent" }>;
};

const UNKNOWN_CHANNEL = 10003;
const UNKNOWN_EVENT = 10070;

/** Looks for what an earlier try, of which nobody knows the end, may have done. */
export function createFinder({
  rest,
  posts,
  events,
  outcomeOf,
}: Parts): (search: Search) => Promise<FindOutcome> {
  const look = async (search: Search): Promise<FindOutcome> => {
    switch (search.kind) {
      case "post":
        return posts(search);
      case "thread": {
        // A message has one thread at most, which has its id.
        const thread = (await rest.get(Routes.channel(search.message))) as APIChannel;
        return { kind: "found", channel: thread.id, message: search.message };
      }
      case "event": {
        const id = await events.find(search.guild, search.event);
        return id === null ? { kind: "absent" } : { kind: "found", channel: search.guild, message: id };
      }
      case "event-end": {
        const { guild, event } = search;
        return (await events.isOver(guild, event))
          ? { kind: "found", channel: guild, message: event }
          : { kind: "absent" };
      }
    }
  };
  return async (search) => {
    try {
      return await look(search);
    } catch (error) {
      const outcome = outcomeOf(error);
      return outcome.kind === "refused" ? refusedLook(search, outcome.code) : { kind: "failed", outcome };
    }
  };
}

/** What is looked for by its own id is told from what is closed to us. Where a post's channel is gone or closed, nobody can look. */
function refusedLook(search: Search, code: number | null): FindOutcome {
  if (search.kind === "thread" && code === UNKNOWN_CHANNEL) return { kind: "absent" };
  // What somebody has deleted is over, too.
  if (search.kind === "event-end" && code === UNKNOWN_EVENT) {
    return { kind: "found", channel: search.guild, message: search.event };
  }
  return { kind: "unreadable" };
}
