import type { AnyComponent } from "../check/component.ts";
import { spokenTexts } from "../check/message.ts";
import type { MessageBody } from "../check/message.ts";
import type { Core } from "../core.ts";
import type { Parts } from "./compose.ts";
import { finishPoll } from "./finish.ts";
import { namedIn, pingsOf } from "./mentions.ts";
import { MESSAGE_FLAG } from "./message.ts";
import type { MessageOrigin, StoredMessage } from "./message.ts";
import { readablePayload } from "./payload.ts";
import { PERMISSION } from "../world/permissions.ts";
import type { Channel } from "../world/types.ts";

export type NewMessage = {
  readonly channel: Channel;
  readonly authorId: string;
  readonly body: MessageBody;
  readonly parts: Parts;
  readonly from: "channel" | "interaction";
  readonly type?: number;
  readonly flags?: number;
  readonly id?: string;
  readonly ephemeralFor?: string | null;
  readonly origin?: MessageOrigin | null;
  readonly replyTo?: string | null;
  readonly nonce?: string | number | null;
};

/** Puts a message into its channel and tells of it. */
export function addMessage(core: Core, wanted: NewMessage): StoredMessage {
  const { channel, parts } = wanted;
  const message: StoredMessage = {
    id: wanted.id ?? core.nextId(),
    channelId: channel.id,
    authorId: wanted.authorId,
    type: wanted.type ?? 0,
    createdAt: core.clock.now(),
    editedAt: null,
    ...parts,
    poll: wanted.body.poll ? finishPoll(wanted.body.poll, core.clock.now()) : null,
    flags: wanted.flags ?? 0,
    nonce: wanted.nonce ?? null,
    ephemeralFor: wanted.ephemeralFor ?? null,
    origin: wanted.origin ?? null,
    replyTo: wanted.replyTo ?? null,
    ...mentionsOf(core, channel, wanted.authorId, wanted.body, parts, wanted.from),
    dismissed: false,
  };
  core.messages.add(message);
  if (message.ephemeralFor === null) channel.lastMessageId = message.id;
  tell(core, "MESSAGE_CREATE", message);
  return message;
}

/** Changes what a message shows, and tells of it. A deferred answer is no longer loading afterwards, and does not count as edited. */
export function changeMessage(
  core: Core,
  message: StoredMessage,
  change: { body: MessageBody; parts: Parts; from: "channel" | "interaction" },
): void {
  const channel = core.world.channels.get(message.channelId);
  if (!channel) return;
  const wasLoading = (message.flags & MESSAGE_FLAG.loading) !== 0;
  Object.assign(
    message,
    change.parts,
    mentionsOf(core, channel, message.authorId, change.body, change.parts, change.from),
  );
  message.flags &= ~MESSAGE_FLAG.loading;
  const settable = MESSAGE_FLAG.suppressEmbeds | MESSAGE_FLAG.componentsV2;
  message.flags |= (change.body.flags ?? 0) & settable;
  if (!wasLoading) message.editedAt = core.clock.now();
  tell(core, "MESSAGE_UPDATE", message);
}

export function removeMessage(core: Core, message: StoredMessage): void {
  core.messages.remove(message);
  core.change({ kind: "message", channelId: message.channelId, messageId: message.id });
  if (message.ephemeralFor !== null) return;
  const guildId = core.world.channels.get(message.channelId)?.guildId ?? null;
  const data = {
    id: message.id,
    channel_id: message.channelId,
    ...(guildId === null ? {} : { guild_id: guildId }),
  };
  core.gateway.dispatch("MESSAGE_DELETE", data, { guildId, intent: messageIntent(guildId) });
}

/** The gateway intent that messages come with: GUILD_MESSAGES or DIRECT_MESSAGES. */
const messageIntent = (guildId: string | null): number => (guildId === null ? 1 << 12 : 1 << 9);

function tell(core: Core, event: string, message: StoredMessage): void {
  core.change({ kind: "message", channelId: message.channelId, messageId: message.id });
  if (message.ephemeralFor !== null) return;
  const guildId = core.world.channels.get(message.channelId)?.guildId ?? null;
  core.gateway.dispatch(
    event,
    () => ({ ...readablePayload(core, message), ...(guildId === null ? {} : { guild_id: guildId }) }),
    { guildId, intent: messageIntent(guildId) },
  );
}

function mentionsOf(
  core: Core,
  channel: Channel,
  authorId: string,
  body: MessageBody,
  parts: Parts,
  from: "channel" | "interaction",
): Pick<StoredMessage, "pings" | "mentionIds"> {
  const named = namedIn(spokenTexts(parts.content, parts.components as unknown as AnyComponent[]));
  const guild = core.world.guilds.get(channel.guildId ?? "") ?? null;
  const mayPingAll = (core.world.permissions(authorId, channel.id) & PERMISSION.mentionEveryone) !== 0n;
  return {
    pings: pingsOf(named, { allowed: body.allowed_mentions ?? null, from, guild, mayPingAll }),
    mentionIds: named.users.filter((id) => core.world.users.has(id)),
  };
}
