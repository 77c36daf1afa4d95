import type { APIModalInteractionResponseCallbackData } from "discord.js";
import { accept, invalidForm, noContent, refuse, under } from "./answer.ts";
import type { Answer, Problem } from "./answer.ts";
import type { AnyComponent } from "../check/component.ts";
import { OPTION } from "../check/command-body.ts";
import { overloadsDiscord } from "../check/components.ts";
import { checkMessage, isEmptyMessage } from "../check/message.ts";
import type { MessageBody } from "../check/message.ts";
import { checkModal } from "../check/modal.ts";
import { originOf } from "../people/interactions.ts";
import type { Interaction } from "../people/interactions.ts";
import { MESSAGE_FLAG } from "../messages/message.ts";
import type { StoredMessage } from "../messages/message.ts";
import { compose } from "../messages/compose.ts";
import { addMessage } from "../messages/writing.ts";
import { messagePayload } from "../messages/payload.ts";
import { editMessage, serverError } from "./edit-message.ts";
import { CALLBACK, checkCallback } from "./callback.ts";
import { param } from "./call.ts";
import type { Call, Route } from "./call.ts";

export const interactionRoutes: readonly Route[] = [
  { method: "POST", path: "/interactions/:interaction/:token/callback", auth: "none", run: callback },
];

type CallbackBody = { readonly type: number; readonly data?: unknown };

function callback(call: Call): Answer {
  const one = call.core.interactions.find(param(call, "interaction"), param(call, "token"));
  if (!one) return refuse(10062);
  if (one.answered !== null) return refuse(40060);
  if (call.core.interactions.isLate(one)) return refuse(10062);
  const problems = checkCallback(call, one);
  if (problems.length > 0) return invalidForm(problems);
  const body = call.body as CallbackBody;
  const answer = respond(call, one, body);
  if (answer) return answer;
  one.answered = body.type;
  return answered(call, one, body.type);
}

/** Does what the answer says. Null when it took effect. */
function respond(call: Call, one: Interaction, body: CallbackBody): Answer | null {
  switch (body.type) {
    case CALLBACK.message:
      return respondMessage(call, one, body.data ?? {});
    case CALLBACK.defer:
      return respondDeferred(call, one, body.data ?? {});
    case CALLBACK.deferUpdate:
      one.originalId = one.source?.id ?? null;
      return null;
    case CALLBACK.update:
      return respondUpdate(call, one, body.data ?? {});
    case CALLBACK.autocomplete:
      return respondChoices(
        one,
        body.data as { choices?: ({ name: string; value: string | number } | null)[] | null },
      );
    default:
      return respondModal(one, body.data as APIModalInteractionResponseCallbackData);
  }
}

const inData = (problems: readonly Problem[]): Answer => invalidForm(under(["data"], problems));

const FIRST_FLAGS =
  MESSAGE_FLAG.suppressEmbeds | MESSAGE_FLAG.ephemeral | MESSAGE_FLAG.silent | MESSAGE_FLAG.componentsV2;

function respondMessage(call: Call, one: Interaction, data: MessageBody): Answer | null {
  const flags = (data.flags ?? 0) & FIRST_FLAGS;
  const v2 = (flags & MESSAGE_FLAG.componentsV2) !== 0;
  const problems = checkMessage(data, call.files, { v2 });
  if (problems.length > 0) return inData(problems);
  if (v2 && overloadsDiscord(data.components ?? [])) return serverError();
  if (!call.core.world.channels.has(one.channelId)) return refuse(10003);
  const message = addAnswer(call, one, data, flags);
  if (!message) return refuse(50006);
  call.note({ message: { message, created: true } });
  one.settle({ kind: "message", message, updated: false });
  return null;
}

/** A first answer in the channel. Null when there is nothing to show. */
function addAnswer(call: Call, one: Interaction, data: MessageBody, flags: number): StoredMessage | null {
  const { core } = call;
  const channel = core.world.channels.get(one.channelId);
  if (!channel) return null;
  const parts = compose(core, channel.id, data, call.files);
  const loading = (flags & MESSAGE_FLAG.loading) !== 0;
  if (!loading && isEmptyMessage({ ...parts, poll: data.poll })) return null;
  const message = addMessage(core, {
    channel,
    authorId: core.world.botId,
    body: data,
    parts,
    from: "interaction",
    type: one.type === 2 ? 20 : one.source ? 19 : 0,
    flags,
    ephemeralFor: flags & MESSAGE_FLAG.ephemeral ? one.userId : null,
    origin: originOf(one, true),
    replyTo: one.source?.id ?? null,
  });
  one.originalId = message.id;
  return message;
}

function respondDeferred(call: Call, one: Interaction, data: MessageBody): Answer | null {
  const flags = data.flags ?? 0;
  if ((flags & ~MESSAGE_FLAG.ephemeral) !== 0) {
    const message = "A deferral takes no flag but EPHEMERAL.";
    return inData([{ path: ["flags"], code: "MESSAGE_FLAGS_INVALID", message }]);
  }
  const ignored = Object.keys(data).filter((field) => field !== "flags");
  call.note({ unknownFields: ignored.map((field) => `data.${field}`) });
  const message = addAnswer(call, one, {}, flags | MESSAGE_FLAG.loading);
  if (message) call.note({ message: { message, created: true } });
  return null;
}

function respondUpdate(call: Call, one: Interaction, data: MessageBody): Answer | null {
  const { source } = one;
  if (!source || !call.core.messages.get(source.channelId, source.id)) return refuse(10008);
  const refusal = editMessage(call, source, data, "interaction", ["data"]);
  if (refusal) return refusal;
  one.originalId = source.id;
  one.settle({ kind: "message", message: source, updated: true });
  return null;
}

function respondChoices(
  one: Interaction,
  data: { choices?: ({ name: string; value: string | number } | null)[] | null } | undefined,
): Answer | null {
  const choices = (data?.choices ?? []).filter((choice) => choice !== null);
  const problems = choices.flatMap((choice, index): Problem[] => {
    const path = ["choices", index, "value"];
    const { value } = choice;
    if ((typeof value === "string") !== (one.completes === OPTION.string)) {
      const message = "The value's type is not that of the option.";
      return [{ path, code: "APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE_INVALID", message }];
    }
    const fits = typeof value === "number" || (value.length > 0 && value.length <= 100);
    const message = "Must be between 1 and 100 in length.";
    return fits ? [] : [{ path, code: "BASE_TYPE_BAD_LENGTH", message }];
  });
  if (problems.length > 0) return inData(problems);
  one.settle({ kind: "choices", choices });
  return null;
}

function respondModal(one: Interaction, modal: APIModalInteractionResponseCallbackData): Answer | null {
  const problems = checkModal(modal.components as unknown as AnyComponent[]);
  if (problems.length > 0) return inData(problems);
  one.settle({ kind: "modal", modal });
  return null;
}

/** 204, or with `with_response=true` what was made. */
function answered(call: Call, one: Interaction, type: number): Answer {
  if (call.query.get("with_response") !== "true") return noContent();
  const { core } = call;
  const message = one.originalId === null ? undefined : core.messages.get(one.channelId, one.originalId);
  return accept({
    interaction: {
      id: one.id,
      type: one.type,
      channel_id: one.channelId,
      ...(one.guildId === null ? {} : { guild_id: one.guildId }),
      ...(one.originalId === null ? {} : { response_message_id: one.originalId }),
      response_message_loading: type === CALLBACK.defer,
      response_message_ephemeral: message !== undefined && message.ephemeralFor !== null,
    },
    ...(message && type !== CALLBACK.deferUpdate
      ? { resource: { type, message: messagePayload(core.world, message) } }
      : {}),
  });
}
