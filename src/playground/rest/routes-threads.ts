import {
  CreateForumThreadRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
} from "discord-api-spec/zod";
import { channelFor, isAnswer } from "./access.ts";
import { accept, invalidForm, refuse, under } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { isEmptyMessage } from "../check/message.ts";
import type { MessageBody } from "../check/message.ts";
import { checkSchema } from "../check/schema.ts";
import { compose } from "../messages/compose.ts";
import { addMessage } from "../messages/writing.ts";
import { messagePayload } from "../messages/payload.ts";
import { channelPayload } from "../world/payloads.ts";
import { PERMISSION } from "../world/permissions.ts";
import { param } from "./call.ts";
import type { Call, Route } from "./call.ts";
import { checkNew } from "./routes-messages.ts";
import { CHANNEL_TYPE, newThread } from "../world/channels.ts";
import { isArchived } from "../world/threads.ts";
import type { Channel } from "../world/types.ts";

export const threadRoutes: readonly Route[] = [
  { method: "GET", path: "/guilds/:guild/threads/active", auth: "bot", run: listActive },
  { method: "POST", path: "/channels/:channel/threads", auth: "bot", run: startThread },
  {
    method: "POST",
    path: "/channels/:channel/messages/:message/threads",
    auth: "bot",
    run: startFromMessage,
  },
];

const P = PERMISSION;
const DAY_MINUTES = 1440;

type ThreadBody = {
  readonly name: string;
  readonly auto_archive_duration?: number | null;
  readonly type?: number | null;
  readonly applied_tags?: readonly string[] | null;
  readonly message?: MessageBody;
};

function listActive(call: Call): Answer {
  const { world, clock } = call.core;
  const guild = world.guilds.get(param(call, "guild"));
  if (!guild?.members.has(world.botId)) return refuse(50001);
  const threads = [...world.channels.values()]
    .filter((channel) => channel.guildId === guild.id && channel.thread && !isArchived(channel, clock.now()))
    .filter(({ id }) => (world.permissions(world.botId, id) & P.viewChannel) !== 0n)
    .map((thread) => channelPayload(world, thread));
  return accept({ threads, members: [] });
}

function startThread(call: Call): Answer {
  const { core } = call;
  const parent = channelFor(core, param(call, "channel"), 0n);
  if (isAnswer(parent)) return parent;
  if (parent.type === CHANNEL_TYPE.forum) return startForumPost(call, parent);
  if (parent.type !== CHANNEL_TYPE.text && parent.type !== CHANNEL_TYPE.announcement) return refuse(50024);
  const { problems, unknownFields } = checkSchema(
    CreateTextThreadWithoutMessageRequestSchema,
    call.body ?? {},
  );
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const body = call.body as ThreadBody;
  // A private thread unless another type is said: so the raw API does it.
  const type = body.type ?? CHANNEL_TYPE.privateThread;
  const needed = type === CHANNEL_TYPE.privateThread ? P.createPrivateThreads : P.createPublicThreads;
  if (!(core.world.permissions(core.world.botId, parent.id) & needed)) return refuse(50013);
  return accept(channelPayload(core.world, makeThread(call, parent, body, core.nextId(), type)), 201);
}

function startFromMessage(call: Call): Answer {
  const { core } = call;
  const parent = channelFor(core, param(call, "channel"), P.createPublicThreads);
  if (isAnswer(parent)) return parent;
  const message = core.messages.get(parent.id, param(call, "message"));
  if (!message || message.ephemeralFor !== null) return refuse(10008);
  if (core.world.channels.has(message.id)) return refuse(160004);
  const { problems, unknownFields } = checkSchema(CreateTextThreadWithMessageRequestSchema, call.body ?? {});
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const thread = makeThread(call, parent, call.body as ThreadBody, message.id, CHANNEL_TYPE.publicThread);
  return accept(channelPayload(core.world, thread), 201);
}

function startForumPost(call: Call, forum: Channel): Answer {
  const { core } = call;
  const bits = core.world.permissions(core.world.botId, forum.id);
  if (!(bits & P.sendMessages)) return refuse(50013);
  const { problems, unknownFields } = checkSchema(CreateForumThreadRequestSchema, call.body ?? {});
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const body = call.body as ThreadBody;
  const first = body.message ?? {};
  const tags = body.applied_tags ?? [];
  if (forum.forum?.tagRequired && tags.length === 0) return refuse(40067);
  const wrong = checkNew(call, first, forum);
  if (wrong.length > 0) return invalidForm(under(["message"], wrong));
  const id = core.nextId();
  const parts = compose(core, id, first, call.files);
  if (isEmptyMessage({ ...parts, poll: first.poll })) return refuse(50006);
  const thread = makeThread(call, forum, body, id, CHANNEL_TYPE.publicThread);
  // The first message of a forum post has the id of its thread.
  const author = core.world.botId;
  const message = addMessage(core, {
    channel: thread,
    id,
    authorId: author,
    body: first,
    parts,
    from: "channel",
  });
  call.note({ message: { message, created: true } });
  const payload = { ...channelPayload(core.world, thread), message: messagePayload(core.world, message) };
  return accept(payload, 201);
}

function makeThread(call: Call, parent: Channel, body: ThreadBody, id: string, type: number): Channel {
  const { core } = call;
  return newThread(core.world.state, {
    id,
    type,
    guildId: parent.guildId,
    name: body.name,
    parentId: parent.id,
    thread: {
      ownerId: core.world.botId,
      archived: false,
      locked: false,
      autoArchiveMinutes: body.auto_archive_duration ?? DAY_MINUTES,
      archivedAt: core.clock.now(),
    },
  });
}
