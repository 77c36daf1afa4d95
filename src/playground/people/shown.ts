import type { Core } from "../core.ts";
import { MESSAGE_FLAG } from "../messages/message.ts";
import type { StoredMessage } from "../messages/message.ts";
import { ALL_PERMISSIONS, guildPermissions, PERMISSION } from "../world/permissions.ts";
import type { RegisteredCommand } from "./commands.ts";
import { compareIds } from "../snowflake.ts";
import type { ShownCommand, ShownMessage } from "../view.ts";

/** A message as a person sees it. */
export function showMessage(core: Core, message: StoredMessage): ShownMessage {
  const { world } = core;
  const guildId = world.channels.get(message.channelId)?.guildId ?? null;
  const name = (userId: string): string => world.displayName(userId, guildId);
  const { origin } = message;
  const command = origin?.first ? origin.command : null;
  return {
    id: message.id,
    channelId: message.channelId,
    author: {
      id: message.authorId,
      name: name(message.authorId),
      bot: world.users.get(message.authorId)?.bot ?? false,
    },
    at: message.createdAt,
    editedAt: message.editedAt,
    ephemeral: message.ephemeralFor !== null,
    loading: (message.flags & MESSAGE_FLAG.loading) !== 0,
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    attachments: message.attachments,
    flags: message.flags,
    thread: threadOf(core, message),
    header:
      origin && command ? headerOf(origin.userId, name(origin.userId), command, origin.commandType) : null,
    replyTo: message.replyTo,
    pings: message.pings,
  };
}

function headerOf(id: string, name: string, command: string, type: number): ShownMessage["header"] {
  return { user: { id, name }, command, slash: type === 1 };
}

function threadOf(core: Core, { id }: StoredMessage): ShownMessage["thread"] {
  const channel = core.world.channels.get(id);
  if (!channel?.thread || core.messages.get(id, id)) return null; // in a forum the post itself has the thread's id
  return { id, name: channel.name, messages: core.messages.all(id).length };
}

/** Whether a person sees a message: the channel is open to them, and an ephemeral one is theirs. */
export function canSee(core: Core, userId: string, message: StoredMessage): boolean {
  return isFor(userId, message) && canLook(core, userId, message.channelId);
}

const isFor = (userId: string, { ephemeralFor, dismissed }: StoredMessage): boolean =>
  ephemeralFor === null || (ephemeralFor === userId && !dismissed);

const canLook = (core: Core, userId: string, channelId: string): boolean =>
  (core.world.permissions(userId, channelId) & PERMISSION.viewChannel) !== 0n;

/** A channel as a person sees it, oldest first: whole, or from one message on. */
export function viewChannel(core: Core, userId: string, channelId: string, from = "0"): ShownMessage[] {
  if (!canLook(core, userId, channelId)) return [];
  return core.messages
    .all(channelId)
    .filter((message) => isFor(userId, message) && compareIds(message.id, from) >= 0)
    .map((message) => showMessage(core, message));
}

/** The commands that a guild (or with null a direct message) offers, to everybody or to one person. */
export function offeredCommands(core: Core, guildId: string | null, userId?: string): ShownCommand[] {
  const everywhere = core.commands.list(null).filter((command) => isOffered(command, guildId));
  const own = guildId === null ? [] : core.commands.list(guildId);
  return [...everywhere, ...own]
    .filter((command) => userId === undefined || mayUse(core, command, guildId, userId))
    .map((command) => command as unknown as ShownCommand);
}

function isOffered(command: RegisteredCommand, guildId: string | null): boolean {
  return command.contexts === null || command.contexts.includes(guildId === null ? 1 : 0);
}

function mayUse(core: Core, command: RegisteredCommand, guildId: string | null, userId: string): boolean {
  const needed = command.default_member_permissions;
  if (guildId === null || needed === null) return true;
  const guild = core.world.guilds.get(guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) return false;
  const bits = guildPermissions(guild, member);
  // "0" leaves a command to administrators.
  return bits === ALL_PERMISSIONS || (BigInt(needed) !== 0n && (bits & BigInt(needed)) === BigInt(needed));
}
