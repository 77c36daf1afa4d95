import type { Core } from "../core.ts";
import { iso, userPayload } from "../world/payloads.ts";
import type { World } from "../world/types.ts";
import type { StoredMessage } from "./message.ts";

const MESSAGE_CONTENT = 1 << 15; // the privileged intent

/** A message as REST, callbacks and interactions carry it. */
export function messagePayload(world: World, message: StoredMessage): Record<string, unknown> {
  const { origin } = message;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: userPayload(world, message.authorId),
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    attachments: message.attachments,
    mentions: message.mentionIds.map((id) => userPayload(world, id)),
    mention_roles: message.pings.roles,
    mention_everyone: message.pings.everyone,
    pinned: false,
    tts: false,
    flags: message.flags,
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.poll ? { poll: message.poll } : {}),
    ...(origin ? originFields(world, message) : {}),
    ...(message.replyTo === null
      ? {}
      : { message_reference: { type: 0, channel_id: message.channelId, message_id: message.replyTo } }),
  };
}

function originFields(world: World, message: StoredMessage): Record<string, unknown> {
  const { origin } = message;
  if (!origin) return {};
  return {
    application_id: world.applicationId,
    webhook_id: world.applicationId,
    interaction_metadata: {
      id: origin.interactionId,
      type: origin.type,
      user: userPayload(world, origin.userId),
      authorizing_integration_owners: { "0": world.channels.get(message.channelId)?.guildId ?? "0" },
      ...(origin.command === null ? {} : { name: origin.command, command_type: origin.commandType }),
      ...(origin.usedMessageId === null ? {} : { interacted_message_id: origin.usedMessageId }),
    },
  };
}

/** The same as the bot may read it: without the privileged intent, what others wrote only where it is named or written to. */
export function readablePayload(core: Core, message: StoredMessage): Record<string, unknown> {
  const payload = messagePayload(core.world, message);
  const { botId, channels } = core.world;
  const mayRead =
    message.authorId === botId ||
    channels.get(message.channelId)?.guildId === null ||
    message.mentionIds.includes(botId) ||
    (core.options.privilegedIntents & MESSAGE_CONTENT) !== 0;
  return mayRead ? payload : { ...payload, content: "", embeds: [], attachments: [], components: [] };
}
