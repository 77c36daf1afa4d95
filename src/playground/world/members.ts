import { mustHave } from "./state.ts";
import type { WorldState } from "./state.ts";
import type { Guild, Member, World } from "./types.ts";

type MemberFunctions = Pick<
  World,
  | "addUser"
  | "setLocale"
  | "renameUser"
  | "closeDms"
  | "addMember"
  | "removeMember"
  | "setNick"
  | "displayName"
  | "giveRole"
  | "takeRole"
>;

export function memberFunctions(state: WorldState): MemberFunctions {
  return { ...userFunctions(state), ...guildMemberFunctions(state) };
}

function userFunctions(
  state: WorldState,
): Pick<World, "addUser" | "setLocale" | "renameUser" | "closeDms" | "displayName"> {
  return {
    addUser(wanted) {
      const user = {
        id: wanted.id ?? state.nextId(),
        username: wanted.username,
        globalName: wanted.globalName ?? null,
        bot: false,
        locale: wanted.locale ?? "en-US",
        closedDms: false,
      };
      state.users.set(user.id, user);
      state.emit({ kind: "user changed", user });
      return user;
    },
    setLocale(userId, locale) {
      mustHave(state.users, userId, "user").locale = locale;
    },
    renameUser(userId, globalName) {
      const user = mustHave(state.users, userId, "user");
      user.globalName = globalName;
      state.emit({ kind: "user changed", user });
    },
    closeDms(userId, closed) {
      mustHave(state.users, userId, "user").closedDms = closed;
    },
    displayName(userId, guildId) {
      const user = state.users.get(userId);
      const nick = guildId === null ? null : state.guilds.get(guildId)?.members.get(userId)?.nick;
      return nick ?? user?.globalName ?? user?.username ?? "Deleted User";
    },
  };
}

function guildMemberFunctions(
  state: WorldState,
): Pick<World, "addMember" | "removeMember" | "setNick" | "giveRole" | "takeRole"> {
  const find = (guildId: string, userId: string): [Guild, Member] => {
    const guild = mustHave(state.guilds, guildId, "guild");
    return [guild, mustHave(guild.members, userId, "member")];
  };
  return {
    addMember(guildId, userId, options = {}) {
      const guild = mustHave(state.guilds, guildId, "guild");
      mustHave(state.users, userId, "user");
      const member: Member = {
        userId,
        nick: options.nick ?? null,
        roles: new Set(options.roles ?? []),
        joinedAt: options.joinedAt ?? state.clock.now(),
      };
      guild.members.set(userId, member);
      state.emit({ kind: "member added", guild, member });
      return member;
    },
    removeMember(guildId, userId) {
      const [guild, member] = find(guildId, userId);
      guild.members.delete(userId);
      state.emit({ kind: "member removed", guild, member });
    },
    setNick(guildId, userId, nick) {
      const [guild, member] = find(guildId, userId);
      member.nick = nick;
      state.emit({ kind: "member changed", guild, member });
    },
    giveRole(guildId, userId, roleId) {
      const [guild, member] = find(guildId, userId);
      mustHave(guild.roles, roleId, "role");
      member.roles.add(roleId);
      state.emit({ kind: "member changed", guild, member });
    },
    takeRole(guildId, userId, roleId) {
      const [guild, member] = find(guildId, userId);
      member.roles.delete(roleId);
      state.emit({ kind: "member changed", guild, member });
    },
  };
}
