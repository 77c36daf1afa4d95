import { ChannelType, PermissionFlagsBits } from "discord-api-types/v10";
import type { APIChannel, APIOverwrite, GatewayGuildCreateDispatchData } from "discord-api-types/v10";

const NEEDED = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
const EVERYTHING = ~0n;

type TextChannel = APIChannel & {
  readonly position?: number;
  readonly permission_overwrites?: APIOverwrite[];
};

/** Where a welcome belongs: the channel for system messages, or the topmost text channel in which the bot may post. Null: nowhere. */
export function welcomeChannel(guild: GatewayGuildCreateDispatchData, bot: string): string | null {
  const channels = ((guild.channels ?? []) as TextChannel[])
    .filter((channel) => channel.type === ChannelType.GuildText && mayPost(guild, channel, bot))
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const chosen = channels.find(({ id }) => id === guild.system_channel_id) ?? channels[0];
  return chosen?.id ?? null;
}

/** Whether the bot may post in a channel, by Discord's own order: roles, then the channel's exceptions for all, for roles, for the member. */
function mayPost(guild: GatewayGuildCreateDispatchData, channel: TextChannel, bot: string): boolean {
  const roles = guild.roles ?? [];
  // A server that says nothing of roles leaves us to try; Discord always says.
  if (roles.length === 0) return true;
  const members = guild.members ?? [];
  // With the intent Guilds the list holds the bot, and rarely anybody else.
  const self =
    members.find(({ user }) => user?.id === bot) ?? (members.length === 1 ? members[0] : undefined);
  const mine = new Set(self?.roles);
  const base = roles
    .filter(({ id }) => id === guild.id || mine.has(id))
    .reduce((bits, { permissions }) => bits | BigInt(permissions), 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return true;
  const overwrites = channel.permission_overwrites ?? [];
  const bits = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id }) => mine.has(id)),
    overwrites.filter(({ id }) => id === self?.user?.id),
  ].reduce(applied, base);
  return (bits & NEEDED) === NEEDED;
}

/** Within one level what is allowed wins over what is denied. */
function applied(bits: bigint, overwrites: readonly APIOverwrite[]): bigint {
  const deny = overwrites.reduce((all, { deny }) => all | BigInt(deny), 0n);
  const allow = overwrites.reduce((all, { allow }) => all | BigInt(allow), 0n);
  return (bits & (EVERYTHING ^ deny)) | allow;
}
