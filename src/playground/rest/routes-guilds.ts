import { CreatePrivateChannelRequestSchema } from "discord-api-spec/zod";
import { guildPermissions } from "../world/permissions.ts";
import { accept, invalidForm, noContent, refuse } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { checkSchema } from "../check/schema.ts";
import { channelPayload, guildPayload, memberPayload, rolePayload } from "../world/payloads.ts";
import { param } from "./call.ts";
import type { Call, Route } from "./call.ts";
import type { Guild } from "../world/types.ts";

export const guildRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/guilds/:guild",
    auth: "bot",
    run: inGuild(({ core }, guild) => accept(guildPayload(core.world, guild))),
  },
  { method: "GET", path: "/guilds/:guild/channels", auth: "bot", run: inGuild(listChannels) },
  {
    method: "GET",
    path: "/guilds/:guild/roles",
    auth: "bot",
    run: inGuild((_, guild) => accept([...guild.roles.values()].map(rolePayload))),
  },
  { method: "GET", path: "/guilds/:guild/members/:user", auth: "bot", run: inGuild(getMember) },
  {
    method: "GET",
    path: "/users/@me/guilds",
    auth: "bot",
    run: listGuilds,
  },
  { method: "DELETE", path: "/users/@me/guilds/:guild", auth: "bot", run: leaveGuild },
  { method: "POST", path: "/users/@me/channels", auth: "bot", run: openDirectMessage },
];

/** A guild that the bot is not in: 10004. */
function inGuild(run: (call: Call, guild: Guild) => Answer): (call: Call) => Answer {
  return (call) => {
    const guild = call.core.world.guilds.get(param(call, "guild"));
    return guild ? run(call, guild) : refuse(10004);
  };
}

function listChannels({ core }: Call, guild: Guild): Answer {
  const channels = [...guild.channelIds].flatMap((id) => core.world.channels.get(id) ?? []);
  return accept(channels.map((channel) => channelPayload(core.world, channel)));
}

function getMember(call: Call, guild: Guild): Answer {
  const { world } = call.core;
  const member = guild.members.get(param(call, "user"));
  if (member) return accept(memberPayload(world, member));
  return refuse(world.users.has(param(call, "user")) ? 10007 : 10013);
}

function listGuilds({ core }: Call): Answer {
  const { botId, guilds } = core.world;
  const listed = [...guilds.values()].map((guild) => {
    const bot = guild.members.get(botId);
    const permissions = String(bot ? guildPermissions(guild, bot) : 0n);
    return {
      id: guild.id,
      name: guild.name,
      icon: null,
      banner: null,
      owner: false,
      permissions,
      features: [],
    };
  });
  return accept(listed);
}

function leaveGuild(call: Call): Answer {
  const { world } = call.core;
  const guild = world.guilds.get(param(call, "guild"));
  if (!guild) return refuse(10004);
  world.removeGuild(guild.id);
  return noContent();
}

/** Opens the channel; that a person refuses messages shows only when one is sent. */
function openDirectMessage(call: Call): Answer {
  const { world } = call.core;
  const { problems, unknownFields } = checkSchema(CreatePrivateChannelRequestSchema, call.body);
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const recipient = world.users.get((call.body as { recipient_id?: string }).recipient_id ?? "");
  if (!recipient) return refuse(10013);
  if (recipient.bot) return refuse(50007);
  return accept(channelPayload(world, world.directMessage(recipient.id)));
}
