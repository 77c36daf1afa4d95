import type { RawFile } from "@discordjs/rest";
import { InteractionResponseType, MessageFlags } from "discord-api-types/v10";
import type { APIAllowedMentions, APIAttachment, APIEmbed } from "discord-api-types/v10";
import type { Message, Modal, Suggestion } from "../text/reply.ts";

/** A message as Discord's API takes it. */
export type MessageBody = {
  readonly content?: string | null;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: Message["rows"];
  readonly allowed_mentions: APIAllowedMentions;
  readonly attachments?: readonly Pick<APIAttachment, "id" | "filename">[];
  readonly flags?: number;
};

/** What is sent in one request: a JSON body, and files beside it. */
export type Outgoing<Body = object> = { readonly body: Body; readonly files: RawFile[] };

const MAX_CHOICES = 25;

/** A new message. Holds only what is there: Discord refuses some empty lists. */
export function newMessage(message: Message, ephemeral = false): Outgoing<MessageBody> {
  return {
    body: {
      ...(message.content && { content: message.content }),
      ...(message.embeds?.length && { embeds: message.embeds }),
      ...(message.rows?.length && { components: message.rows }),
      ...(ephemeral && { flags: MessageFlags.Ephemeral }),
      allowed_mentions: allowedMentions(message),
    },
    files: filesOf(message),
  };
}

/** Takes the place of a message, whatever was in it: what the new one lacks is emptied, since Discord keeps what is not named. */
export function changedMessage(message: Message): Outgoing<MessageBody> {
  const files = filesOf(message);
  return {
    body: {
      content: message.content || null,
      embeds: message.embeds ?? [],
      components: message.rows ?? [],
      attachments: files.map(({ name }, index) => ({ id: String(index), filename: name })),
      allowed_mentions: allowedMentions(message),
    },
    files,
  };
}

export type Callback = Outgoing<{ readonly type: InteractionResponseType; readonly data?: object }>;

/** The first answer: a message of its own. */
export function messageCallback(message: Message, ephemeral: boolean): Callback {
  const { body, files } = newMessage(message, ephemeral);
  return { body: { type: InteractionResponseType.ChannelMessageWithSource, data: body }, files };
}

/** The first answer: the message that was clicked changes. */
export function updateCallback(message: Message): Callback {
  const { body, files } = changedMessage(message);
  return { body: { type: InteractionResponseType.UpdateMessage, data: body }, files };
}

/** The first answer: a form opens. */
export function modalCallback(modal: Modal): Callback {
  const data = { custom_id: modal.customId, title: modal.title, components: modal.labels };
  return { body: { type: InteractionResponseType.Modal, data }, files: [] };
}

/** What completes an option. Discord takes 25 choices; the rest is dropped. */
export function completionCallback(suggestions: readonly Suggestion[]): Callback {
  const choices = suggestions.slice(0, MAX_CHOICES).map(({ name, value }) => ({ name, value }));
  return {
    body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
    files: [],
  };
}

/** A first answer that says "later": of a new ephemeral message, or of a change to the message that was clicked. */
export function deferCallback(of: "message" | "update"): Callback {
  if (of === "update") return { body: { type: InteractionResponseType.DeferredMessageUpdate }, files: [] };
  const data = { flags: MessageFlags.Ephemeral };
  return { body: { type: InteractionResponseType.DeferredChannelMessageWithSource, data }, files: [] };
}

/** Discord's default is to ping whoever a text names, on every edit anew; ours is nobody. The one place where this is decided. */
function allowedMentions({ pings = [], pingRoles = [] }: Message): APIAllowedMentions {
  return {
    parse: [],
    ...(pings.length > 0 && { users: [...new Set(pings)] }),
    ...(pingRoles.length > 0 && { roles: [...new Set(pingRoles)] }),
  };
}

function filesOf({ files = [] }: Message): RawFile[] {
  return files.map(({ name, contentType, data }) => ({ name, contentType, data }));
}
