import { refuse } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Core } from "../core.ts";
import { PERMISSION } from "../world/permissions.ts";
import type { Channel } from "../world/types.ts";

/** The bot's channel, or the refusal: 10003 when it is not there, 50001 when the bot cannot see it, 50013 when it lacks a permission. */
export function channelFor(core: Core, channelId: string, needed: bigint): Channel | Answer {
  const { world } = core;
  const channel = world.channels.get(channelId);
  if (!channel) return refuse(10003);
  const bits = world.permissions(world.botId, channelId);
  if (!(bits & PERMISSION.viewChannel)) return refuse(50001);
  if ((bits & needed) !== needed) return refuse(50013);
  return channel;
}

/** Tells a refusal from what was asked for. */
export function isAnswer(value: object): value is Answer {
  return "status" in value && "code" in value;
}
