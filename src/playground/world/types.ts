import type { ScheduledEvent } from "./scheduled-events.ts";

// The world behind the stand-in: plain data. Change it by the functions of World alone, so that the gateway hears of it.

export type User = {
  readonly id: string;
  readonly username: string;
  globalName: string | null;
  readonly bot: boolean;
  /** Of their client: comes with their interactions. */
  locale: string;
  /** Refuses direct messages (50007). */
  closedDms: boolean;
};

export type Member = {
  readonly userId: string;
  nick: string | null;
  readonly roles: Set<string>;
  readonly joinedAt: number;
};

export type Role = {
  readonly id: string;
  name: string;
  permissions: bigint;
  readonly position: number;
  mentionable: boolean;
};

/** Type 0 is for a role, 1 for a member. */
export type Overwrite = {
  readonly id: string;
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
};

export type Thread = {
  readonly ownerId: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  archivedAt: number;
};

export type Channel = {
  readonly id: string;
  /** Discord's channel type: 0 text, 1 direct message, 5 announcement, 10-12 thread, 15 forum. */
  readonly type: number;
  /** Null for a direct message. */
  readonly guildId: string | null;
  name: string;
  topic: string | null;
  readonly position: number;
  readonly parentId: string | null;
  readonly overwrites: Map<string, Overwrite>;
  /** Of a direct message: the person at the other end. */
  readonly recipientId: string | null;
  readonly thread: Thread | null;
  /** Of a forum: its tags, and whether a post needs one. */
  readonly forum: {
    readonly tags: readonly { readonly id: string; readonly name: string }[];
    readonly tagRequired: boolean;
  } | null;
  lastMessageId: string | null;
};

export type Guild = {
  readonly id: string;
  name: string;
  readonly ownerId: string;
  readonly locale: string;
  /** When the bot joined. */
  readonly joinedAt: number;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
  readonly channelIds: Set<string>;
  readonly events: Map<string, ScheduledEvent>;
  /** In an outage. */
  unavailable: boolean;
};

export type World = {
  readonly applicationId: string;
  readonly botId: string;
  readonly users: ReadonlyMap<string, User>;
  /** Guilds that the bot is in. */
  readonly guilds: ReadonlyMap<string, Guild>;
  /** Of all guilds, with threads and direct messages. */
  readonly channels: ReadonlyMap<string, Channel>;

  addUser(user: { id?: string; username: string; globalName?: string; locale?: string }): User;
  setLocale(userId: string, locale: string): void;
  /** Changes the name that is shown where a guild has no nickname for them. */
  renameUser(userId: string, globalName: string | null): void;
  closeDms(userId: string, closed: boolean): void;

  /** The bot joins a guild. Cheap: 2,500 of them are no matter. Without `channels` it gets one, #general. */
  addGuild(guild?: {
    id?: string;
    name?: string;
    ownerId?: string;
    locale?: string;
    channels?: readonly string[];
    /** Permissions of @everyone; Discord's defaults if not said. */
    permissions?: bigint;
    botPermissions?: bigint;
  }): Guild;
  /** The bot is removed from the guild. */
  removeGuild(guildId: string): void;
  renameGuild(guildId: string, name: string): void;

  addMember(
    guildId: string,
    userId: string,
    options?: { nick?: string; roles?: readonly string[]; joinedAt?: number },
  ): Member;
  /** They leave, or are kicked. */
  removeMember(guildId: string, userId: string): void;
  setNick(guildId: string, userId: string, nick: string | null): void;
  /** The name others see: nickname, global name or user name. */
  displayName(userId: string, guildId: string | null): string;

  addRole(
    guildId: string,
    role: { id?: string; name: string; permissions?: bigint; mentionable?: boolean },
  ): Role;
  /** `roleId` may be the guild's id: @everyone. */
  setRolePermissions(guildId: string, roleId: string, permissions: bigint): void;
  giveRole(guildId: string, userId: string, roleId: string): void;
  takeRole(guildId: string, userId: string, roleId: string): void;

  addChannel(
    guildId: string,
    channel: {
      id?: string;
      name: string;
      type?: number;
      topic?: string;
      overwrites?: readonly Overwrite[];
      forum?: Channel["forum"];
    },
  ): Channel;
  renameChannel(channelId: string, name: string): void;
  removeChannel(channelId: string): void;
  /** Allows and denies in one channel, for a role or a member. Both zero takes the overwrite away. */
  setOverwrite(channelId: string, overwrite: Overwrite): void;
  /** The direct message channel between the bot and a user; made when it is not there. */
  directMessage(userId: string): Channel;
  /** What a user may do in a channel, as permission bits. */
  permissions(userId: string, channelId: string): bigint;
};
