import type { APIAttachment, APIEmbed, APIMessageTopLevelComponent, APIPoll } from "discord.js";
import { flatten } from "../check/component.ts";
import type { AnyComponent } from "../check/component.ts";
import { spokenTexts } from "../check/message.ts";
import type { MessageBody } from "../check/message.ts";
import type { Core } from "../core.ts";
import { namedIn, pingsOf } from "./mentions.ts";
import { MESSAGE_FLAG } from "./message.ts";
import type { MessageOrigin, StoredMessage } from "./message.ts";
import type { Upload } from "../rest/multipart.ts";
import { messagePayload } from "../world/payloads.ts";
import { PERMISSION } from "../world/permissions.ts";
import type { Channel } from "../world/types.ts";

/** What a message shows. */
export type Parts = Pick<StoredMessage, "content" | "embeds" | "components" | "attachments">;

/**
 * What a message shows once `body` is applied to it (to nothing, for a new one). Fields that the body leaves out stay; null and
 * an empty list take away. Files are stored, so call it when nothing is left to refuse but an empty message.
 */
export function compose(
  core: Core,
  channelId: string,
  body: MessageBody,
  files: readonly Upload[],
  old?: Parts,
): Parts {
  const attachments = composeAttachments(core, channelId, body, files, old?.attachments ?? []);
  return {
    content: body.content === undefined ? (old?.content ?? "") : (body.content ?? "").trim(),
    embeds:
      body.embeds === undefined
        ? (old?.embeds ?? [])
        : (body.embeds ?? []).map((one) => finishEmbed(one, attachments)),
    components:
      body.components === undefined ? (old?.components ?? []) : numberComponents(body.components ?? []),
    attachments,
  };
}

function composeAttachments(
  core: Core,
  channelId: string,
  body: MessageBody,
  files: readonly Upload[],
  old: readonly APIAttachment[],
): APIAttachment[] {
  const wanted = body.attachments;
  const kept = wanted === undefined ? old : old.filter((one) => wanted?.some((other) => other.id === one.id));
  const added = files.map((file): APIAttachment => {
    const said = wanted?.find((one) => one.id === String(file.index));
    const id = core.nextId();
    const name = said?.filename ?? file.name;
    core.files.put(id, { name, contentType: file.contentType, data: file.data });
    const url = `${core.baseUrl()}/cdn/attachments/${channelId}/${id}/${encodeURIComponent(name)}`;
    return {
      id,
      filename: name,
      size: file.data.length,
      url,
      proxy_url: url,
      content_type: file.contentType || "application/octet-stream",
      ...(said?.description ? { description: said.description } : {}),
    };
  });
  return [...kept, ...added];
}

/** Discord says that an embed is "rich", and puts the address of a file where `attachment://` names one. */
function finishEmbed(embed: APIEmbed, attachments: readonly APIAttachment[]): APIEmbed {
  const resolve = <T extends { url?: string | null } | null | undefined>(media: T): T => {
    const name = media?.url?.startsWith("attachment://") ? media.url.slice("attachment://".length) : null;
    const found = attachments.find((one) => one.filename === name);
    return media && found ? { ...media, url: found.url } : media;
  };
  const finished = { ...embed, type: "rich" } as object as APIEmbed;
  if (embed.image) finished.image = resolve(embed.image);
  if (embed.thumbnail) finished.thumbnail = resolve(embed.thumbnail);
  return finished;
}

/** Discord numbers each component that has no number, counting up and leaving out those that are taken. */
function numberComponents(components: readonly AnyComponent[]): APIMessageTopLevelComponent[] {
  const copy = structuredClone(components) as AnyComponent[];
  const placed = flatten(copy, []);
  const taken = new Set(placed.map((one) => one.component.id).filter(Boolean));
  let next = 0;
  for (const { component } of placed) {
    if (component.id) continue;
    do next += 1;
    while (taken.has(next));
    (component as { id: number }).id = next;
  }
  return copy as unknown as APIMessageTopLevelComponent[];
}

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
    poll: wanted.body.poll ? finishPoll(core, wanted.body.poll) : null,
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
    () => ({ ...messagePayload(core.world, message), ...(guildId === null ? {} : { guild_id: guildId }) }),
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

function finishPoll(core: Core, poll: NonNullable<MessageBody["poll"]>): APIPoll {
  const finished: object = {
    question: { text: poll.question.text ?? "" },
    answers: poll.answers.map((answer, index) => ({
      answer_id: index + 1,
      poll_media: { text: answer.poll_media.text ?? "" },
    })),
    expiry: new Date(core.clock.now() + (poll.duration ?? 24) * 3_600_000).toISOString(),
    allow_multiselect: poll.allow_multiselect ?? false,
    layout_type: 1,
  };
  return finished as APIPoll;
}
