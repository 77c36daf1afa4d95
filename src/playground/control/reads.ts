import type { StandIn } from "../stand-in.ts";
import { compareIds } from "../snowflake.ts";
import type { ShownMessage } from "../view.ts";

export type News = { readonly unread: boolean; readonly pings: number };
/** What each member has seen, over all of their open pages. */
export type Reads = {
  /** Everything in the channel is seen. */
  mark(member: string, channel: string): void;
  /** Everything that is there now is seen by everybody. */
  markAll(): void;
  /** What is new to them in a channel: messages of others since they last looked. */
  newsIn(member: string, channel: string): News;
  /** The last message they have seen, where newer ones of others follow. */
  seenUpTo(member: string, channel: string): string | null;
};

const NONE: News = { unread: false, pings: 0 };

/** What is in the channels now counts as seen by everybody. */
export function createReads(standIn: StandIn): Reads {
  const seen = new Map<string, string>();
  let atStart = lastMessages(standIn);
  const key = (member: string, channel: string): string => `${member}/${channel}`;
  const lastSeen = (member: string, channel: string): string =>
    seen.get(key(member, channel)) ?? atStart.get(channel) ?? "0";
  const newer = (member: string, channel: string): readonly ShownMessage[] => {
    const last = standIn.world.channels.get(channel)?.lastMessageId;
    const from = lastSeen(member, channel);
    // Most channels have nothing new: that is known without a look at their messages.
    if (!last || compareIds(last, from) <= 0) return [];
    return standIn
      .view(member, channel, from)
      .filter(({ id, author, ephemeral }) => id !== from && author.id !== member && !ephemeral);
  };
  return {
    mark(member, channel) {
      const last = standIn.world.channels.get(channel)?.lastMessageId;
      if (last) seen.set(key(member, channel), last);
    },
    markAll() {
      seen.clear();
      atStart = lastMessages(standIn);
    },
    newsIn(member, channel) {
      const messages = newer(member, channel);
      if (messages.length === 0) return NONE;
      const direct = standIn.world.channels.get(channel)?.guildId === null;
      const named = messages.filter((message) => direct || isPinged(standIn, member, channel, message));
      return { unread: true, pings: named.length };
    },
    seenUpTo(member, channel) {
      return newer(member, channel).length > 0 ? lastSeen(member, channel) : null;
    },
  };
}

function lastMessages({ world }: StandIn): ReadonlyMap<string, string | null> {
  return new Map([...world.channels.values()].map((one) => [one.id, one.lastMessageId]));
}

function isPinged({ world }: StandIn, member: string, channel: string, { pings }: ShownMessage): boolean {
  const guild = world.guilds.get(world.channels.get(channel)?.guildId ?? "");
  const roles = guild?.members.get(member)?.roles;
  return pings.everyone || pings.users.includes(member) || pings.roles.some((id) => roles?.has(id));
}
