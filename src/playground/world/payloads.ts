import { CHANNEL_TYPE } from "./channels.ts";
import type { Channel, Guild, Member, Role, User, World } from "./types.ts";

// The world's data in the shape of Discord's JSON.

/** A time as Discord writes it. `ms` since 1970. */
export const iso = (ms: number): string => new Date(ms).toISOString().replace("Z", "000+00:00");

/** A user as the API shows it; one that is not there any more keeps its id. */
export function userPayload(world: World, userId: string): Record<string, unknown> {
  const user: User | undefined = world.users.get(userId);
  return {
    id: userId,
    username: user?.username ?? "deleted_user",
    discriminator: user?.bot ? "0042" : "0",
    global_name: user?.globalName ?? null,
    avatar: null,
    ...(user?.bot ? { bot: true } : {}),
    public_flags: 0,
    flags: 0,
    primary_guild: null,
  };
}

/** A member without its user, as `resolved` and messages carry it. */
export function partialMemberPayload(member: Member): Record<string, unknown> {
  return {
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: [...member.roles],
    joined_at: iso(member.joinedAt),
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    flags: 0,
  };
}

export function memberPayload(world: World, member: Member): Record<string, unknown> {
  return {
    ...partialMemberPayload(member),
    user: userPayload(world, member.userId),
    deaf: false,
    mute: false,
  };
}

export function rolePayload(role: Role): Record<string, unknown> {
  return {
    id: role.id,
    name: role.name,
    description: null,
    permissions: String(role.permissions),
    position: role.position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

export function channelPayload(world: World, channel: Channel): Record<string, unknown> {
  if (channel.guildId === null) {
    return {
      id: channel.id,
      type: channel.type,
      flags: 0,
      last_message_id: channel.lastMessageId,
      recipients: [userPayload(world, channel.recipientId ?? "0")],
    };
  }
  return channel.thread ? threadPayload(channel) : guildChannelPayload(channel);
}

function guildChannelPayload(channel: Channel): Record<string, unknown> {
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    topic: channel.topic,
    position: channel.position,
    parent_id: channel.parentId,
    nsfw: false,
    flags: channel.forum?.tagRequired ? 1 << 4 : 0,
    rate_limit_per_user: 0,
    last_message_id: channel.lastMessageId,
    permission_overwrites: [...channel.overwrites.values()].map((overwrite) => ({
      id: overwrite.id,
      type: overwrite.type,
      allow: String(overwrite.allow),
      deny: String(overwrite.deny),
    })),
    ...(channel.forum
      ? {
          available_tags: channel.forum.tags.map((tag) => ({
            id: tag.id,
            name: tag.name,
            moderated: false,
            emoji_id: null,
            emoji_name: null,
          })),
        }
      : {}),
  };
}

function threadPayload(channel: Channel): Record<string, unknown> {
  const { thread } = channel;
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    owner_id: thread?.ownerId,
    last_message_id: channel.lastMessageId,
    flags: 0,
    rate_limit_per_user: 0,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived: thread?.archived ?? false,
      locked: thread?.locked ?? false,
      auto_archive_duration: thread?.autoArchiveMinutes ?? 1440,
      archive_timestamp: iso(thread?.archivedAt ?? 0),
      create_timestamp: iso(thread?.archivedAt ?? 0),
    },
  };
}

/** What GET /guilds/:guild answers, without members and channels. */
export function guildPayload(world: World, guild: Guild): Record<string, unknown> {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    roles: [...guild.roles.values()].map(rolePayload),
    emojis: [],
    stickers: [],
    features: [],
    icon: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    application_id: null,
    region: "us-west",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: systemChannel(world, guild),
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    incidents_data: null,
  };
}

/** Discord takes the first text channel when a server is made; nobody here chooses another. */
function systemChannel(world: World, guild: Guild): string | null {
  const channels = [...guild.channelIds].flatMap((id) => world.channels.get(id) ?? []);
  return channels.find(({ type }) => type === CHANNEL_TYPE.text)?.id ?? null;
}

/** What the gateway's GUILD_CREATE carries: of the members, only the bot. */
export function guildCreatePayload(world: World, guild: Guild): Record<string, unknown> {
  const bot = guild.members.get(world.botId);
  const channels = [...guild.channelIds].flatMap((id) => world.channels.get(id) ?? []);
  return {
    ...guildPayload(world, guild),
    joined_at: iso(guild.joinedAt),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    channels: channels.map((channel) => channelPayload(world, channel)),
    threads: [],
    members: bot ? [memberPayload(world, bot)] : [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
