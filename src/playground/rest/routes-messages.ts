import { MessageCreateRequestSchema, MessageEditRequestPartialSchema } from "discord-api-spec/zod";
import { channelFor, isAnswer } from "./access.ts";
import { accept, invalidForm, noContent, refuse } from "./answer.ts";
import type { Answer, Problem } from "./answer.ts";
import { overloadsDiscord } from "../check/components.ts";
import { checkMessage, isEmptyMessage } from "../check/message.ts";
import type { MessageBody } from "../check/message.ts";
import { checkSchema } from "../check/schema.ts";
import type { Core } from "../core.ts";
import { MESSAGE_FLAG } from "../messages/message.ts";
import type { StoredMessage } from "../messages/message.ts";
import { compose } from "../messages/compose.ts";
import { addMessage, removeMessage } from "../messages/writing.ts";
import { messagePayload, readablePayload } from "../messages/payload.ts";
import { PERMISSION } from "../world/permissions.ts";
import { param } from "./call.ts";
import type { Call, Route } from "./call.ts";
import { editMessage, serverError } from "./edit-message.ts";
import { isArchived } from "../world/threads.ts";
import type { Channel } from "../world/types.ts";
import { CHANNEL_TYPE } from "../world/channels.ts";

export const messageRoutes: readonly Route[] = [
  { method: "GET", path: "/channels/:channel/messages", auth: "bot", run: listMessages },
  { method: "POST", path: "/channels/:channel/messages", auth: "bot", run: createMessage },
  { method: "GET", path: "/channels/:channel/messages/:message", auth: "bot", run: getMessage },
  { method: "PATCH", path: "/channels/:channel/messages/:message", auth: "bot", run: patchMessage },
  { method: "DELETE", path: "/channels/:channel/messages/:message", auth: "bot", run: deleteMessage },
];

const P = PERMISSION;
const SENT_FLAGS = MESSAGE_FLAG.suppressEmbeds | MESSAGE_FLAG.silent | MESSAGE_FLAG.componentsV2;

function createMessage(call: Call): Answer {
  const { core } = call;
  const channel = channelFor(core, param(call, "channel"), 0n);
  if (isAnswer(channel)) return channel;
  const { problems, unknownFields } = checkSchema(MessageCreateRequestSchema, call.body ?? {});
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const body = (call.body ?? {}) as MessageBody;
  const refusal = refuseSending(core, channel, body, call.files.length > 0);
  if (refusal) return refusal;
  const wrong = checkNew(call, body, channel);
  if (wrong.length > 0) return invalidForm(wrong);
  const v2 = ((body.flags ?? 0) & MESSAGE_FLAG.componentsV2) !== 0;
  if (v2 && overloadsDiscord(body.components ?? [])) return serverError();
  const known = body.enforce_nonce ? findByNonce(core, body.nonce) : undefined;
  if (known) {
    call.note({ message: { message: known, created: false } });
    return accept(messagePayload(core.world, known));
  }
  const parts = compose(core, channel.id, body, call.files);
  if (isEmptyMessage({ ...parts, poll: body.poll })) return refuse(50006);
  const message = addMessage(core, {
    channel,
    authorId: core.world.botId,
    body,
    parts,
    from: "channel",
    type: body.message_reference ? 19 : 0,
    flags: (body.flags ?? 0) & SENT_FLAGS,
    nonce: body.nonce ?? null,
    replyTo: body.message_reference?.message_id ?? null,
  });
  call.note({ message: { message, created: true } });
  return accept(messagePayload(core.world, message));
}

/** What can be wrong with a new message in a channel, or the first one of a forum post. */
export function checkNew(call: Call, body: MessageBody, channel: Channel): Problem[] {
  const v2 = ((body.flags ?? 0) & MESSAGE_FLAG.componentsV2) !== 0;
  const problems = checkMessage(body, call.files, { v2 });
  const replyTo = body.message_reference;
  const lost = replyTo && replyTo.fail_if_not_exists !== false;
  if (lost && !call.core.messages.get(channel.id, replyTo.message_id)) {
    const message = "Unknown message";
    problems.push({ path: ["message_reference"], code: "REPLIES_UNKNOWN_MESSAGE", message });
  }
  if (((body.flags ?? 0) & MESSAGE_FLAG.ephemeral) !== 0) {
    const message = "A message in a channel cannot be ephemeral.";
    problems.push({ path: ["flags"], code: "MESSAGE_FLAGS_INVALID", message });
  }
  return problems;
}

/** Whether the bot may send this here at all. */
function refuseSending(core: Core, channel: Channel, body: MessageBody, withFiles: boolean): Answer | null {
  const { world } = core;
  if (channel.type === CHANNEL_TYPE.forum) return refuse(40058);
  if (channel.recipientId !== null) return refuseDirectMessage(core, channel.recipientId);
  const bits = world.permissions(world.botId, channel.id);
  const needed =
    (channel.thread ? P.sendInThreads : P.sendMessages) |
    ((body.embeds ?? []).length > 0 ? P.embedLinks : 0n) |
    (withFiles ? P.attachFiles : 0n) |
    (body.message_reference ? P.readHistory : 0n) |
    (body.poll ? P.sendPolls : 0n);
  if ((bits & needed) !== needed) return refuse(50013);
  if (!channel.thread) return null;
  if (channel.thread.locked && !(bits & P.manageThreads)) return refuse(160005);
  return isArchived(channel, core.clock.now()) ? refuse(50083) : null;
}

function refuseDirectMessage(core: Core, recipientId: string): Answer | null {
  const { world } = core;
  if (![...world.guilds.values()].some((guild) => guild.members.has(recipientId))) return refuse(50278);
  return world.users.get(recipientId)?.closedDms ? refuse(50007) : null;
}

/** The message that the bot sent with this nonce of late. Discord compares over all channels. */
function findByNonce(core: Core, nonce: MessageBody["nonce"]): StoredMessage | undefined {
  if (nonce === null || nonce === undefined || nonce === "") return undefined;
  const found = core.messages.byNonce(core.world.botId, String(nonce));
  return found && core.clock.now() - found.createdAt < core.options.nonceMs ? found : undefined;
}

function listMessages(call: Call): Answer {
  const { core, query } = call;
  const channel = channelFor(core, param(call, "channel"), 0n);
  if (isAnswer(channel)) return channel;
  const limit = Number(query.get("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    const message = "int value should be between 1 and 100.";
    return invalidForm([{ path: ["limit"], code: "NUMBER_TYPE_BAD_RANGE", message }]);
  }
  const ids = (["before", "after", "around"] as const).flatMap((name) => {
    const id = query.get(name);
    return id === null ? [] : [[name, id] as const];
  });
  const wrong = ids.filter(([, id]) => !/^\d{1,20}$/.test(id));
  if (wrong.length > 0) {
    return invalidForm(
      wrong.map(([name, id]) => ({
        path: [name],
        code: "NUMBER_TYPE_COERCE",
        message: `Value "${id}" is not snowflake.`,
      })),
    );
  }
  const mayRead = (core.world.permissions(core.world.botId, channel.id) & P.readHistory) !== 0n;
  const range = { ...Object.fromEntries(ids.slice(0, 1)), limit };
  const messages = mayRead ? core.messages.history(channel.id, range) : [];
  return accept(messages.map((message) => readablePayload(core, message)));
}

/** The message a route names. An ephemeral one is not there for these routes. */
function findMessage(call: Call, needed: bigint): { channel: Channel; message: StoredMessage } | Answer {
  const channel = channelFor(call.core, param(call, "channel"), needed);
  if (isAnswer(channel)) return channel;
  const message = call.core.messages.get(channel.id, param(call, "message"));
  return message && message.ephemeralFor === null ? { channel, message } : refuse(10008);
}

function getMessage(call: Call): Answer {
  const found = findMessage(call, P.readHistory);
  return isAnswer(found) ? found : accept(readablePayload(call.core, found.message));
}

function patchMessage(call: Call): Answer {
  const found = findMessage(call, 0n);
  if (isAnswer(found)) return found;
  const { core } = call;
  const { message, channel } = found;
  if (message.authorId !== core.world.botId) return refuse(50005);
  if (channel.thread && isArchived(channel, core.clock.now())) return refuse(50083);
  const { problems, unknownFields } = checkSchema(MessageEditRequestPartialSchema, call.body ?? {});
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const refusal = editMessage(call, message, call.body ?? {}, "channel");
  return refusal ?? accept(messagePayload(core.world, message));
}

function deleteMessage(call: Call): Answer {
  const found = findMessage(call, 0n);
  if (isAnswer(found)) return found;
  const { core } = call;
  const { message, channel } = found;
  const mayDelete =
    message.authorId === core.world.botId ||
    (core.world.permissions(core.world.botId, channel.id) & P.manageMessages) !== 0n;
  if (!mayDelete) return refuse(50013);
  removeMessage(core, message);
  return noContent();
}
