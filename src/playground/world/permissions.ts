import type { Channel, Guild, Member } from "./types.ts";

/** Discord's permission bits that the stand-in knows. */
export const PERMISSION = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  changeNickname: 1n << 26n,
  manageRoles: 1n << 28n,
  useCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendInThreads: 1n << 38n,
  createEvents: 1n << 44n,
  sendPolls: 1n << 49n,
  pinMessages: 1n << 51n,
} as const;

const P = PERMISSION;
export const ALL_PERMISSIONS = (1n << 53n) - 1n;

/** What @everyone may do in a new guild. */
export const EVERYONE_PERMISSIONS =
  P.addReactions |
  P.viewChannel |
  P.sendMessages |
  P.embedLinks |
  P.attachFiles |
  P.readHistory |
  P.mentionEveryone |
  P.changeNickname |
  P.useCommands |
  P.createPublicThreads |
  P.createPrivateThreads |
  P.sendInThreads |
  P.sendPolls;

/** What the bot's invitation asks for. */
export const BOT_PERMISSIONS =
  P.viewChannel |
  P.sendMessages |
  P.sendInThreads |
  P.createPublicThreads |
  P.embedLinks |
  P.attachFiles |
  P.readHistory |
  P.createEvents;

/** What both ends may do in a direct message. */
export const DM_PERMISSIONS =
  P.addReactions |
  P.viewChannel |
  P.sendMessages |
  P.embedLinks |
  P.attachFiles |
  P.readHistory |
  P.mentionEveryone |
  P.useCommands |
  P.sendPolls;

/** What a member may do in the guild at large: everything for its owner and for administrators. */
export function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.userId) return ALL_PERMISSIONS;
  let bits = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const id of member.roles) bits |= guild.roles.get(id)?.permissions ?? 0n;
  return bits & P.administrator ? ALL_PERMISSIONS : bits;
}

/**
 * What a member may do in a channel: @everyone's overwrite, then those of their roles together, then their own. Who cannot see a
 * channel can do nothing there, and who cannot write cannot embed, attach or ping everyone. For a thread give its parent.
 */
export function channelPermissions(guild: Guild, member: Member, channel: Channel): bigint {
  let bits = guildPermissions(guild, member);
  if (bits === ALL_PERMISSIONS) return bits;
  const everyone = channel.overwrites.get(guild.id);
  if (everyone) bits = (bits & ~everyone.deny) | everyone.allow;
  let allow = 0n;
  let deny = 0n;
  for (const id of member.roles) {
    allow |= channel.overwrites.get(id)?.allow ?? 0n;
    deny |= channel.overwrites.get(id)?.deny ?? 0n;
  }
  bits = (bits & ~deny) | allow;
  const own = channel.overwrites.get(member.userId);
  if (own) bits = (bits & ~own.deny) | own.allow;
  if (!(bits & P.viewChannel)) return 0n;
  if (!(bits & P.sendMessages)) bits &= ~(P.embedLinks | P.attachFiles | P.mentionEveryone);
  return bits;
}
