import { BOT_PERMISSIONS, EVERYONE_PERMISSIONS } from "./permissions.ts";
import { newChannel } from "./channels.ts";
import { mustHave } from "./state.ts";
import type { WorldState } from "./state.ts";
import type { Guild, Role, World } from "./types.ts";

type GuildFunctions = Pick<
  World,
  "addGuild" | "removeGuild" | "renameGuild" | "addRole" | "setRolePermissions"
>;

export function guildFunctions(state: WorldState): GuildFunctions {
  return {
    addGuild: (wanted = {}) => addGuild(state, wanted),
    removeGuild(guildId) {
      const guild = mustHave(state.guilds, guildId, "guild");
      state.guilds.delete(guildId);
      for (const channel of state.channels.values())
        if (channel.guildId === guildId) state.channels.delete(channel.id);
      state.emit({ kind: "guild removed", guild });
    },
    renameGuild(guildId, name) {
      const guild = mustHave(state.guilds, guildId, "guild");
      guild.name = name;
      state.emit({ kind: "guild changed", guild });
    },
    addRole(guildId, wanted) {
      const guild = mustHave(state.guilds, guildId, "guild");
      const role: Role = {
        id: wanted.id ?? state.nextId(),
        name: wanted.name,
        permissions: wanted.permissions ?? 0n,
        position: guild.roles.size,
        mentionable: wanted.mentionable ?? false,
      };
      guild.roles.set(role.id, role);
      state.emit({ kind: "role added", guild, role });
      return role;
    },
    setRolePermissions(guildId, roleId, permissions) {
      const guild = mustHave(state.guilds, guildId, "guild");
      const role = mustHave(guild.roles, roleId, "role");
      role.permissions = permissions;
      state.emit({ kind: "role changed", guild, role });
    },
  };
}

function addGuild(state: WorldState, wanted: NonNullable<Parameters<World["addGuild"]>[0]>): Guild {
  const id = wanted.id ?? state.nextId();
  if (state.guilds.has(id)) throw new Error(`there is a guild ${id} already`);
  const botRole: Role = {
    id: state.nextId(),
    name: "Waymark",
    permissions: wanted.botPermissions ?? BOT_PERMISSIONS,
    position: 1,
    mentionable: false,
  };
  const everyone: Role = {
    id,
    name: "@everyone",
    permissions: wanted.permissions ?? EVERYONE_PERMISSIONS,
    position: 0,
    mentionable: false,
  };
  const now = state.clock.now();
  const guild: Guild = {
    id,
    name: wanted.name ?? `Guild ${id}`,
    ownerId: wanted.ownerId ?? state.nextId(),
    locale: wanted.locale ?? "en-US",
    joinedAt: now,
    roles: new Map([
      [id, everyone],
      [botRole.id, botRole],
    ]),
    members: new Map(),
    channelIds: new Set(),
    events: new Map(),
    unavailable: false,
  };
  if (wanted.ownerId) {
    const owner = mustHave(state.users, wanted.ownerId, "user");
    guild.members.set(owner.id, { userId: owner.id, nick: null, roles: new Set(), joinedAt: now });
  }
  guild.members.set(state.botId, {
    userId: state.botId,
    nick: null,
    roles: new Set([botRole.id]),
    joinedAt: now,
  });
  state.guilds.set(id, guild);
  for (const name of wanted.channels ?? ["general"]) newChannel(state, guild, { name });
  state.emit({ kind: "guild added", guild });
  return guild;
}
