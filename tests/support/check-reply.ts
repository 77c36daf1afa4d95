import {
  CreateMessageInteractionCallbackRequestSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from "discord-api-spec/zod";
import { commands } from "../../commands/registry.ts";
import { messageCallback, modalCallback, updateCallback } from "../../src/discord/respond.ts";
import type { Callback } from "../../src/discord/respond.ts";
import { checkMessage } from "../../src/playground/check/message.ts";
import type { MessageBody } from "../../src/playground/check/message.ts";
import { checkModal } from "../../src/playground/check/modal.ts";
import { checkSchema } from "../../src/playground/check/schema.ts";
import { parseCustomId } from "../../src/text/custom-id.ts";
import type { Reply } from "../../src/text/reply.ts";

/**
 * All that is wrong with an answer, were it sent as it is: Discord's own description of the request, the limits it does not mention, texts that
 * could ping or show as something else, buttons that lead nowhere. Empty for a good one.
 */
export function faultsOf(reply: Reply): string[] {
  const { callback, schema } = callbackOf(reply);
  const { problems, unknownFields } = checkSchema(schema, callback.body);
  const data = callback.body.data as MessageBody & { components?: [] };
  const more =
    reply.kind === "modal"
      ? checkModal(data.components ?? [])
      : checkMessage(data, callback.files.map((file, index) => ({ ...file, index })) as never, { v2: false });
  return [
    ...[...problems, ...more].map(({ path, code }) => `${path.join(".")}: ${code}`),
    ...unknownFields.map((field) => `${field}: not a field`),
    ...stringsIn(callback.body).flatMap(faultsOfText),
    ...(reply.kind === "modal" ? [] : faultsOfMentions(data)),
    ...customIdsIn(callback.body).flatMap(faultsOfId),
  ];
}

function callbackOf(reply: Reply): { callback: Callback; schema: Parameters<typeof checkSchema>[0] } {
  switch (reply.kind) {
    case "modal":
      return { callback: modalCallback(reply.modal), schema: ModalInteractionCallbackRequestSchema };
    case "update":
    case "shared-update":
      return {
        callback: updateCallback(reply.message),
        schema: UpdateMessageInteractionCallbackRequestSchema,
      };
    case "public":
    case "private":
      return {
        callback: messageCallback(reply.message, reply.kind === "private"),
        schema: CreateMessageInteractionCallbackRequestSchema,
      };
  }
}

function faultsOfMentions({ allowed_mentions: allowed }: MessageBody): string[] {
  return JSON.stringify(allowed) === '{"parse":[]}' ? [] : ["allowed_mentions: not empty"];
}

function faultsOfText({ path, text }: Found): string[] {
  return [
    ...(text.isWellFormed() ? [] : [`${path}: half a character`]),
    ...(isMarkdown(path) && /@(everyone|here)/iu.test(text) ? [`${path}: names everyone`] : []),
    // Ours are commands, times, and a group's channel and role; whatever else Discord would turn into something is somebody's text.
    ...(isMarkdown(path) &&
    /(?<!\\)<(?!t:\d+:[DFfR]>|\/[a-z ]+:\d+>|#\d{17,20}>|@&\d{17,20}>)(@|#|:|a:|id:|\/|t:)/u.test(text)
      ? [`${path}: shows as something else`]
      : []),
    ...(path.endsWith(".description") && /[\u202A-\u202E]/u.test(text)
      ? [`${path}: turns the text around`]
      : []),
  ];
}

function isMarkdown(path: string): boolean {
  return (
    /(content|title|description|embeds\.\d+\.fields\.\d+\.(name|value))$/.test(path) &&
    path.includes("embeds")
  );
}

const routes = new Set(
  commands.flatMap(({ name, routes }) => Object.keys(routes ?? {}).map((action) => `${name}:${action}`)),
);

function faultsOfId(id: string): string[] {
  const route = parseCustomId(id);
  return route !== null && routes.has(`${route.command}:${route.action}`) ? [] : [`${id}: leads nowhere`];
}

type Found = { readonly path: string; readonly text: string };

function stringsIn(value: unknown, path = ""): Found[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, `${path}.${key}`));
}

function customIdsIn(body: unknown): string[] {
  const answers = new Set(["answer", "hours"]); // the inputs of forms: their ids are read, and are no routes
  return stringsIn(body)
    .filter(({ path, text }) => path.endsWith(".custom_id") && !answers.has(text))
    .map(({ text }) => text);
}
