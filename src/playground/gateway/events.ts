import type { Core } from "../core.ts";
import {
  channelPayload,
  guildCreatePayload,
  guildPayload,
  memberPayload,
  rolePayload,
  userPayload,
} from "../world/payloads.ts";
import type { WorldEvent } from "../world/state.ts";

const GUILDS = 1 << 0;
const GUILD_MEMBERS = 1 << 1;

/** Tells the gateway's clients what happened in the world. */
export function tellGateway(core: Core, event: WorldEvent): void {
  const { gateway, world } = core;
  switch (event.kind) {
    case "guild added":
    case "guild back":
      return gateway.dispatch(
        "GUILD_CREATE",
        () => guildCreatePayload(world, event.guild),
        inGuild(event.guild.id),
      );
    case "guild changed":
      return gateway.dispatch(
        "GUILD_UPDATE",
        () => guildPayload(world, event.guild),
        inGuild(event.guild.id),
      );
    case "guild removed":
      return gateway.dispatch("GUILD_DELETE", { id: event.guild.id }, inGuild(event.guild.id));
    case "guild lost":
      return gateway.dispatch(
        "GUILD_DELETE",
        { id: event.guild.id, unavailable: true },
        inGuild(event.guild.id),
      );
    case "channel added":
    case "channel changed":
    case "channel removed": {
      const { channel } = event;
      if (channel.guildId === null) return;
      const verb = { "channel added": "CREATE", "channel changed": "UPDATE", "channel removed": "DELETE" }[
        event.kind
      ];
      const name = `${channel.thread ? "THREAD" : "CHANNEL"}_${verb}`;
      return gateway.dispatch(name, () => channelPayload(world, channel), inGuild(channel.guildId));
    }
    case "role added":
    case "role changed": {
      const name = event.kind === "role added" ? "GUILD_ROLE_CREATE" : "GUILD_ROLE_UPDATE";
      const data = { guild_id: event.guild.id, role: rolePayload(event.role) };
      return gateway.dispatch(name, data, inGuild(event.guild.id));
    }
    case "member added":
    case "member changed": {
      const name = event.kind === "member added" ? "GUILD_MEMBER_ADD" : "GUILD_MEMBER_UPDATE";
      const data = { ...memberPayload(world, event.member), guild_id: event.guild.id };
      return gateway.dispatch(name, data, { guildId: event.guild.id, intent: GUILD_MEMBERS });
    }
    case "member removed": {
      const data = { guild_id: event.guild.id, user: userPayload(world, event.member.userId) };
      return gateway.dispatch("GUILD_MEMBER_REMOVE", data, {
        guildId: event.guild.id,
        intent: GUILD_MEMBERS,
      });
    }
    case "user changed":
      return;
  }
}

const inGuild = (guildId: string) => ({ guildId, intent: GUILDS });
