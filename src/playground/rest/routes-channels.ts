import {
  UpdateGuildChannelRequestPartialSchema,
  UpdateThreadRequestPartialSchema,
} from "discord-api-spec/zod";
import { channelFor, isAnswer } from "./access.ts";
import { accept, invalidForm } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { checkSchema } from "../check/schema.ts";
import { channelPayload } from "../world/payloads.ts";
import { PERMISSION } from "../world/permissions.ts";
import { param } from "./call.ts";
import type { Call, Route } from "./call.ts";
import type { Channel } from "../world/types.ts";

export const channelRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/channels/:channel",
    auth: "bot",
    run: (call) => {
      const channel = channelFor(call.core, param(call, "channel"), 0n);
      return isAnswer(channel) ? channel : accept(channelPayload(call.core.world, channel));
    },
  },
  { method: "PATCH", path: "/channels/:channel", auth: "bot", run: changeChannel },
  { method: "POST", path: "/channels/:channel/typing", auth: "bot", run: typing },
];

type ChannelChange = {
  readonly name?: string | null;
  readonly topic?: string | null;
  readonly archived?: boolean | null;
  readonly locked?: boolean | null;
  readonly auto_archive_duration?: number | null;
};

function changeChannel(call: Call): Answer {
  const { core } = call;
  const thread = core.world.channels.get(param(call, "channel"))?.thread;
  const mayAsOwner = thread?.ownerId === core.world.botId && !thread.locked;
  const needed = !thread ? PERMISSION.manageChannels : mayAsOwner ? 0n : PERMISSION.manageThreads;
  const channel = channelFor(core, param(call, "channel"), needed);
  if (isAnswer(channel)) return channel;
  const schema = thread ? UpdateThreadRequestPartialSchema : UpdateGuildChannelRequestPartialSchema;
  const { problems, unknownFields } = checkSchema(schema, call.body);
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  applyChange(channel, call.body as ChannelChange, core.clock.now());
  core.world.state.emit({ kind: "channel changed", channel });
  return accept(channelPayload(core.world, channel));
}

function applyChange(channel: Channel, change: ChannelChange, now: number): void {
  if (change.name) channel.name = change.name;
  if (change.topic !== undefined) channel.topic = change.topic;
  const { thread } = channel;
  if (!thread) return;
  if (typeof change.archived === "boolean" && change.archived !== thread.archived) {
    thread.archived = change.archived;
    thread.archivedAt = now;
  }
  if (typeof change.locked === "boolean") thread.locked = change.locked;
  if (change.auto_archive_duration) thread.autoArchiveMinutes = change.auto_archive_duration;
}

function typing(call: Call): Answer {
  const channel = channelFor(call.core, param(call, "channel"), PERMISSION.sendMessages);
  return isAnswer(channel) ? channel : { status: 204, code: null };
}
