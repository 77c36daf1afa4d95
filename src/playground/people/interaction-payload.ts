import type { Core } from "../core.ts";
import {
  channelPayload,
  memberPayload,
  partialMemberPayload,
  rolePayload,
  userPayload,
} from "../world/payloads.ts";
import { mustHave } from "../world/state.ts";

const ATTACHMENT_LIMIT = 10 * 1024 * 1024;

/** What every interaction carries beside its id, token and data: where it happened and who did it. */
export function interactionContext(core: Core, userId: string, channelId: string): Record<string, unknown> {
  const { world } = core;
  const channel = mustHave(world.channels, channelId, "channel");
  const user = mustHave(world.users, userId, "user");
  const common = {
    channel_id: channel.id,
    channel: { ...channelPayload(world, channel), permissions: String(world.permissions(userId, channelId)) },
    locale: user.locale,
    app_permissions: String(world.permissions(world.botId, channelId)),
    attachment_size_limit: ATTACHMENT_LIMIT,
    entitlements: [],
  };
  const guild = channel.guildId === null ? null : mustHave(world.guilds, channel.guildId, "guild");
  if (!guild) {
    const owners = { authorizing_integration_owners: { "0": "0" } };
    return { ...common, ...owners, context: 1, user: userPayload(world, userId) };
  }
  const member = mustHave(guild.members, userId, "member");
  return {
    ...common,
    context: 0,
    authorizing_integration_owners: { "0": guild.id },
    guild_id: guild.id,
    guild_locale: guild.locale,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    member: {
      ...memberPayload(world, member),
      permissions: String(world.permissions(userId, channelId)),
      unusual_dm_activity_until: null,
    },
  };
}

/** The objects that there are, by their id; undefined when there is none. */
function by<T>(ids: readonly string[], make: (id: string) => T | undefined): Record<string, T> | undefined {
  const entries = ids.flatMap((id): [string, T][] => {
    const made = make(id);
    return made === undefined ? [] : [[id, made]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The objects behind the ids in options and picks, by kind. Undefined when there are none. */
export function resolvedObjects(
  core: Core,
  guildId: string | null,
  ids: {
    readonly users?: readonly string[];
    readonly roles?: readonly string[];
    readonly channels?: readonly string[];
    readonly attachments?: readonly string[];
  },
): Record<string, unknown> | undefined {
  const { world } = core;
  const guild = world.guilds.get(guildId ?? "");
  const users = ids.users ?? [];
  const parts = {
    users: by(users, (id) => (world.users.has(id) ? userPayload(world, id) : undefined)),
    members: by(users, (id) => {
      const member = guild?.members.get(id);
      return member && { ...partialMemberPayload(member), permissions: "0" };
    }),
    roles: by(ids.roles ?? [], (id) => {
      const role = guild?.roles.get(id);
      return role && rolePayload(role);
    }),
    channels: by(ids.channels ?? [], (id) => {
      const channel = world.channels.get(id);
      return channel && { ...channelPayload(world, channel), permissions: "0" };
    }),
    attachments: by<object>(ids.attachments ?? [], (id) => core.files.upload(id)),
  };
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return present.length === 0 ? undefined : Object.fromEntries(present);
}
