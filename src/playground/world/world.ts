import { channelPermissions, DM_PERMISSIONS } from "./permissions.ts";
import { channelFunctions } from "./channels.ts";
import { guildFunctions } from "./guilds.ts";
import { memberFunctions } from "./members.ts";
import { mustHave } from "./state.ts";
import type { WorldState } from "./state.ts";
import type { User, World } from "./types.ts";

type Start = Pick<WorldState, "applicationId" | "botId" | "clock" | "nextId" | "emit">;

/** A world with the bot alone. Changes are told to `emit`. */
export function createWorld(start: Start): World & { readonly state: WorldState } {
  const state: WorldState = {
    ...start,
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    directMessages: new Map(),
  };
  const bot: User = {
    id: start.botId,
    username: "Waymark",
    globalName: null,
    bot: true,
    locale: "en-US",
    closedDms: false,
  };
  state.users.set(bot.id, bot);
  return {
    state,
    applicationId: state.applicationId,
    botId: state.botId,
    users: state.users,
    guilds: state.guilds,
    channels: state.channels,
    ...guildFunctions(state),
    ...memberFunctions(state),
    ...channelFunctions(state),
    permissions: (userId, channelId) => permissionsIn(state, userId, channelId),
  };
}

/** What a user may do in a channel; nothing for who is not in its guild. Throws for a channel that is not there. */
function permissionsIn(state: WorldState, userId: string, channelId: string): bigint {
  const channel = mustHave(state.channels, channelId, "channel");
  if (channel.guildId === null) {
    return userId === channel.recipientId || userId === state.botId ? DM_PERMISSIONS : 0n;
  }
  const guild = state.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  if (!guild || !member) return 0n;
  const place = channel.thread ? state.channels.get(channel.parentId ?? "") : channel;
  return place ? channelPermissions(guild, member, place) : 0n;
}
