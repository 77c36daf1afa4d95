import type { APIAttachment, APIEmbed, APIMessageTopLevelComponent, APIPoll } from "discord.js";
import type { Pings } from "../log.ts";

export const MESSAGE_FLAG = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  silent: 1 << 12,
  componentsV2: 1 << 15,
} as const;

/** What made a message, when an interaction did. */
export type MessageOrigin = {
  readonly interactionId: string;
  readonly type: 2 | 3 | 5;
  readonly userId: string;
  /** "roadmap next", of a command. */
  readonly command: string | null;
  /** 1 a slash command, 3 one on a message. */
  readonly commandType: 1 | 3;
  /** True for the first answer, false for follow-ups. */
  readonly first: boolean;
  /** The message whose component was used. */
  readonly usedMessageId: string | null;
};

/** A message as the stand-in keeps it. */
export type StoredMessage = {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  /** 0 plain, 18 a thread was made, 19 a reply, 20 the answer to a command. */
  readonly type: number;
  readonly createdAt: number;
  editedAt: number | null;
  content: string;
  embeds: readonly APIEmbed[];
  components: readonly APIMessageTopLevelComponent[];
  attachments: readonly APIAttachment[];
  readonly poll: APIPoll | null;
  flags: number;
  readonly nonce: string | number | null;
  /** The only person who sees it; null when everybody does. */
  readonly ephemeralFor: string | null;
  readonly origin: MessageOrigin | null;
  readonly replyTo: string | null;
  pings: Pings;
  /** The person it was for has dismissed it; it can still be changed. */
  dismissed: boolean;
  /** Ids of the people that its text names, notified or not. */
  mentionIds: readonly string[];
};
