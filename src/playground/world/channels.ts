import { mustHave } from "./state.ts";
import type { WorldState } from "./state.ts";
import type { Channel, Guild, World } from "./types.ts";

export const CHANNEL_TYPE = {
  text: 0,
  directMessage: 1,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
  forum: 15,
} as const;

type ChannelFunctions = Pick<
  World,
  "addChannel" | "renameChannel" | "removeChannel" | "setOverwrite" | "directMessage"
>;

export function channelFunctions(state: WorldState): ChannelFunctions {
  return {
    addChannel(guildId, wanted) {
      const channel = newChannel(state, mustHave(state.guilds, guildId, "guild"), wanted);
      state.emit({ kind: "channel added", channel });
      return channel;
    },
    renameChannel(channelId, name) {
      const channel = mustHave(state.channels, channelId, "channel");
      channel.name = name;
      state.emit({ kind: "channel changed", channel });
    },
    removeChannel(channelId) {
      const channel = mustHave(state.channels, channelId, "channel");
      state.channels.delete(channelId);
      state.guilds.get(channel.guildId ?? "")?.channelIds.delete(channelId);
      for (const other of state.channels.values()) {
        if (other.thread && other.parentId === channelId) state.channels.delete(other.id);
      }
      state.emit({ kind: "channel removed", channel });
    },
    setOverwrite(channelId, overwrite) {
      const channel = mustHave(state.channels, channelId, "channel");
      if (overwrite.allow === 0n && overwrite.deny === 0n) channel.overwrites.delete(overwrite.id);
      else channel.overwrites.set(overwrite.id, overwrite);
      state.emit({ kind: "channel changed", channel });
    },
    directMessage(userId) {
      const known = state.channels.get(state.directMessages.get(userId) ?? "");
      if (known) return known;
      mustHave(state.users, userId, "user");
      const channel = blankChannel({
        id: state.nextId(),
        type: CHANNEL_TYPE.directMessage,
        guildId: null,
        name: "",
        recipientId: userId,
      });
      state.channels.set(channel.id, channel);
      state.directMessages.set(userId, channel.id);
      return channel;
    },
  };
}

/** Puts a channel into a guild without telling anybody. */
export function newChannel(
  state: WorldState,
  guild: Guild,
  wanted: Parameters<World["addChannel"]>[1],
): Channel {
  const channel = blankChannel({
    id: wanted.id ?? state.nextId(),
    type: wanted.type ?? CHANNEL_TYPE.text,
    guildId: guild.id,
    name: wanted.name,
    topic: wanted.topic ?? null,
    position: guild.channelIds.size,
    forum: wanted.forum ?? null,
  });
  for (const overwrite of wanted.overwrites ?? []) channel.overwrites.set(overwrite.id, overwrite);
  state.channels.set(channel.id, channel);
  guild.channelIds.add(channel.id);
  return channel;
}

/** Puts a thread into the world, and tells of it. */
export function newThread(
  state: WorldState,
  thread: Pick<Channel, "id" | "type" | "guildId" | "name" | "parentId" | "thread">,
): Channel {
  const channel = blankChannel(thread);
  state.channels.set(channel.id, channel);
  state.emit({ kind: "channel added", channel });
  return channel;
}

function blankChannel(given: Pick<Channel, "id" | "type" | "guildId" | "name"> & Partial<Channel>): Channel {
  return {
    topic: null,
    position: 0,
    parentId: null,
    overwrites: new Map(),
    recipientId: null,
    thread: null,
    forum: null,
    lastMessageId: null,
    ...given,
  };
}
