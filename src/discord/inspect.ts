import { DiscordAPIError } from "@discordjs/rest";
import type { REST } from "@discordjs/rest";
import { ChannelFlags, ChannelType, PermissionFlagsBits, Routes } from "discord-api-types/v10";
import type { APIChannel, APIGuildMember, APIOverwrite, APIRole, APIUser } from "discord-api-types/v10";
import type { Logger } from "pino";
import type { ChannelKind, ChannelReport, PermissionName } from "../domain/channel-report.ts";
import type { ChannelId, GuildId } from "../domain/ids.ts";

export type Inspect = (guild: GuildId, channel: ChannelId) => Promise<ChannelReport>;

const EVERYTHING = ~0n;
const P = PermissionFlagsBits;
const BITS: Readonly<Record<PermissionName, bigint>> = {
  "View Channel": P.ViewChannel,
  "Send Messages": P.SendMessages,
  "Send Messages in Threads": P.SendMessagesInThreads,
  "Embed Links": P.EmbedLinks,
  "Create Public Threads": P.CreatePublicThreads,
  "Read Message History": P.ReadMessageHistory,
};

const KINDS: ReadonlyMap<ChannelType, ChannelKind> = new Map([
  [ChannelType.GuildText, "text"],
  [ChannelType.GuildAnnouncement, "announcement"],
  [ChannelType.AnnouncementThread, "thread"],
  [ChannelType.PublicThread, "thread"],
  [ChannelType.GuildForum, "forum"],
]);

// What a post there may need. In a thread "Send Messages" does not count, and no further thread can be opened.
const ALWAYS = ["View Channel", "Embed Links", "Read Message History"] as const;
const NEEDED: Readonly<Record<ChannelKind | "other", readonly PermissionName[]>> = {
  text: [...ALWAYS, "Send Messages", "Create Public Threads"],
  announcement: [...ALWAYS, "Send Messages", "Create Public Threads"],
  thread: [...ALWAYS, "Send Messages in Threads"],
  forum: [...ALWAYS, "Send Messages", "Send Messages in Threads"],
  other: [],
};

type GuildChannel = APIChannel & {
  readonly guild_id?: string;
  readonly parent_id?: string | null;
  readonly permission_overwrites?: readonly APIOverwrite[];
  readonly thread_metadata?: { readonly locked?: boolean };
};

/** Looks at a channel of a guild with the bot's own eyes. Where Discord does not answer, that is what it tells: it never throws. */
export function createInspect({ rest, log }: { readonly rest: REST; readonly log: Logger }): Inspect {
  let self: Promise<string> | null = null;
  const ownId = async (): Promise<string> => {
    self ??= rest.get(Routes.user()).then((user) => (user as APIUser).id);
    try {
      return await self;
    } catch (error) {
      self = null; // to be asked again
      throw error;
    }
  };
  const channelOf = async (id: string): Promise<GuildChannel> =>
    (await rest.get(Routes.channel(id))) as GuildChannel;

  const look = async (guild: GuildId, id: ChannelId): Promise<ChannelReport> => {
    const bot = await ownId();
    const [channel, roles, member] = await Promise.all([
      channelOf(id),
      rest.get(Routes.guildRoles(guild)) as Promise<APIRole[]>,
      rest.get(Routes.guildMember(guild, bot)) as Promise<APIGuildMember>,
    ]);
    if (channel.guild_id !== guild) return { kind: "gone" };
    const kind = KINDS.get(channel.type) ?? "other";
    // A thread has no exceptions of its own: its parent's hold.
    const ruling = kind === "thread" && channel.parent_id ? await channelOf(channel.parent_id) : channel;
    const mine = new Set([guild as string, ...member.roles]);
    const overwrites = ruling.permission_overwrites ?? [];
    const bits = permissionsIn({ guild, bot, mine, roles, overwrites });
    const missing = NEEDED[kind].filter((name) => (bits & BITS[name]) === 0n);
    const mayPingAll = (bits & P.MentionEveryone) !== 0n;
    const pingable = roles.filter((role) => role.id !== guild && (mayPingAll || role.mentionable));
    return {
      kind,
      name: channel.name ?? "",
      missing,
      obstacle: obstacleIn(channel, bits),
      pingable: new Set(pingable.map((role) => role.id)),
    };
  };

  return async (guild, channel) => {
    try {
      return await look(guild, channel);
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status === 404) return { kind: "gone" };
      if (error instanceof DiscordAPIError && error.status === 403) return { kind: "no-access" };
      log.warn({ guild, channel, err: error }, "a channel could not be looked at");
      return { kind: "unknown" };
    }
  };
}

function obstacleIn({ flags, thread_metadata: thread }: GuildChannel, bits: bigint) {
  if (thread?.locked && (bits & P.ManageThreads) === 0n) return "locked";
  return ((flags ?? 0) & ChannelFlags.RequireTag) === 0 ? null : "tag-required";
}

type Standing = {
  readonly guild: string;
  readonly bot: string;
  /** The bot's roles, @everyone included. */
  readonly mine: ReadonlySet<string>;
  readonly roles: readonly APIRole[];
  readonly overwrites: readonly APIOverwrite[];
};

/** By Discord's own order: roles, then the channel's exceptions for all, for roles, for the member. */
function permissionsIn({ guild, bot, mine, roles, overwrites }: Standing): bigint {
  const base = roles
    .filter(({ id }) => mine.has(id))
    .reduce((bits, { permissions }) => bits | BigInt(permissions), 0n);
  if ((base & P.Administrator) !== 0n) return EVERYTHING;
  return [
    overwrites.filter(({ id }) => id === guild),
    overwrites.filter(({ id }) => id !== guild && mine.has(id)),
    overwrites.filter(({ id }) => id === bot),
  ].reduce(applied, base);
}

/** Within one level what is allowed wins over what is denied. */
function applied(bits: bigint, overwrites: readonly APIOverwrite[]): bigint {
  const deny = overwrites.reduce((all, { deny }) => all | BigInt(deny), 0n);
  const allow = overwrites.reduce((all, { allow }) => all | BigInt(allow), 0n);
  return (bits & (EVERYTHING ^ deny)) | allow;
}
