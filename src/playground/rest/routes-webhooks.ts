import {
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
} from "discord-api-spec/zod";
import { accept, invalidForm, noContent, refuse } from "./answer.ts";
import type { Answer } from "./answer.ts";
import { overloadsDiscord } from "../check/components.ts";
import { checkMessage, isEmptyMessage } from "../check/message.ts";
import type { MessageBody } from "../check/message.ts";
import { checkSchema } from "../check/schema.ts";
import { originOf } from "../people/interactions.ts";
import type { Interaction } from "../people/interactions.ts";
import { MESSAGE_FLAG } from "../messages/message.ts";
import type { StoredMessage } from "../messages/message.ts";
import { compose } from "../messages/compose.ts";
import { addMessage, removeMessage } from "../messages/writing.ts";
import { messagePayload } from "../messages/payload.ts";
import { param } from "./call.ts";
import type { Call, Route } from "./call.ts";
import { editMessage, serverError } from "./edit-message.ts";

const TOKEN = "/webhooks/:application/:token";

// An interaction's token is a webhook for 15 minutes after its first answer.
export const webhookRoutes: readonly Route[] = [
  { method: "POST", path: TOKEN, auth: "none", run: withToken(followUp) },
  { method: "GET", path: `${TOKEN}/messages/@original`, auth: "none", run: withToken(getOne) },
  { method: "PATCH", path: `${TOKEN}/messages/@original`, auth: "none", run: withToken(patchOne) },
  { method: "DELETE", path: `${TOKEN}/messages/@original`, auth: "none", run: withToken(deleteOne) },
  { method: "GET", path: `${TOKEN}/messages/:message`, auth: "none", run: withToken(getOne) },
  { method: "PATCH", path: `${TOKEN}/messages/:message`, auth: "none", run: withToken(patchOne) },
  { method: "DELETE", path: `${TOKEN}/messages/:message`, auth: "none", run: withToken(deleteOne) },
];

/** 50027 for a token that is over or never was, 10015 before the first answer (and for autocomplete, which has no more to say). */
function withToken(run: (call: Call, one: Interaction) => Answer): (call: Call) => Answer {
  return (call) => {
    const { interactions, world } = call.core;
    const one = interactions.byToken(param(call, "token"));
    if (param(call, "application") !== world.applicationId) return refuse(10015);
    if (!one || interactions.isExpired(one)) return refuse(50027);
    if (one.answered === null || one.type === 4) return refuse(10015);
    return run(call, one);
  };
}

/** What `@original` or an id means for this token: its own messages alone. */
function find(call: Call, one: Interaction): StoredMessage | null {
  const wanted = call.params["message"] ?? "@original";
  const id = wanted === "@original" ? one.originalId : wanted;
  if (id === null || (id !== one.originalId && !one.followUps.has(id))) return null;
  return call.core.messages.get(one.channelId, id) ?? null;
}

function getOne(call: Call, one: Interaction): Answer {
  const message = find(call, one);
  return message ? accept(messagePayload(call.core.world, message)) : refuse(10008);
}

function deleteOne(call: Call, one: Interaction): Answer {
  const message = find(call, one);
  if (!message) return refuse(10008);
  removeMessage(call.core, message);
  one.settle({ kind: "failed", why: "The answer was deleted" });
  return noContent();
}

function patchOne(call: Call, one: Interaction): Answer {
  const message = find(call, one);
  if (!message) return refuse(10008);
  const { problems, unknownFields } = checkSchema(IncomingWebhookUpdateRequestPartialSchema, call.body ?? {});
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const refusal = editMessage(call, message, call.body ?? {}, "interaction");
  if (refusal) return refusal;
  one.settle({ kind: "message", message, updated: message === one.source });
  return accept(messagePayload(call.core.world, message));
}

const FOLLOW_UP_FLAGS =
  MESSAGE_FLAG.suppressEmbeds | MESSAGE_FLAG.ephemeral | MESSAGE_FLAG.silent | MESSAGE_FLAG.componentsV2;

function followUp(call: Call, one: Interaction): Answer {
  const { core } = call;
  const { problems, unknownFields } = checkSchema(IncomingWebhookRequestPartialSchema, call.body ?? {});
  call.note({ unknownFields });
  if (problems.length > 0) return invalidForm(problems);
  const body = (call.body ?? {}) as MessageBody;
  const original = one.originalId === null ? undefined : core.messages.get(one.channelId, one.originalId);
  // The first follow-up after a deferral is the deferred answer, and as ephemeral as the deferral said.
  if (original && (original.flags & MESSAGE_FLAG.loading) !== 0) return patchOneAs(call, one, original, body);
  const flags = (body.flags ?? 0) & FOLLOW_UP_FLAGS;
  const v2 = (flags & MESSAGE_FLAG.componentsV2) !== 0;
  const wrong = checkMessage(body, call.files, { v2 });
  if (wrong.length > 0) return invalidForm(wrong);
  if (v2 && overloadsDiscord(body.components ?? [])) return serverError();
  const message = addFollowUp(call, one, body, flags);
  if (!message) return refuse(50006);
  call.note({ message: { message, created: true } });
  one.settle({ kind: "message", message, updated: false });
  return accept(messagePayload(core.world, message));
}

function patchOneAs(call: Call, one: Interaction, message: StoredMessage, body: MessageBody): Answer {
  const refusal = editMessage(call, message, body, "interaction");
  if (refusal) return refusal;
  one.settle({ kind: "message", message, updated: false });
  return accept(messagePayload(call.core.world, message));
}

/** Null when there is nothing to show, or no channel any more. */
function addFollowUp(call: Call, one: Interaction, body: MessageBody, flags: number): StoredMessage | null {
  const { core } = call;
  const channel = core.world.channels.get(one.channelId);
  if (!channel) return null;
  const parts = compose(core, channel.id, body, call.files);
  if (isEmptyMessage({ ...parts, poll: body.poll })) return null;
  const message = addMessage(core, {
    channel,
    authorId: core.world.botId,
    body,
    parts,
    from: "interaction",
    type: 19,
    flags,
    ephemeralFor: flags & MESSAGE_FLAG.ephemeral ? one.userId : null,
    origin: originOf(one, false),
    replyTo: one.originalId,
  });
  one.followUps.add(message.id);
  return message;
}
