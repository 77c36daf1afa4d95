import { z } from "zod";
import type { StoredMessage } from "./messages/message.ts";

// What a kept world must be to be gone on with. A file can be read and yet hold anything.

const id = z.string().min(1);
const mapOf = <T extends z.ZodType>(value: T) => z.map(id, value);

const user = z.object({
  id,
  username: z.string(),
  globalName: z.string().nullable(),
  bot: z.boolean(),
  locale: z.string(),
  closedDms: z.boolean(),
});
const member = z.object({ userId: id, nick: z.string().nullable(), roles: z.set(id), joinedAt: z.number() });
const role = z.object({
  id,
  name: z.string(),
  permissions: z.bigint(),
  position: z.number(),
  mentionable: z.boolean(),
});
const event = z.object({
  id,
  guildId: id,
  creatorId: id,
  name: z.string(),
  description: z.string().nullable(),
  location: z.string(),
  startsAt: z.number(),
  endsAt: z.number(),
  over: z.enum(["completed", "canceled"]).nullable(),
});
const guild = z.object({
  id,
  name: z.string(),
  ownerId: id,
  locale: z.string(),
  joinedAt: z.number(),
  roles: mapOf(role),
  members: mapOf(member),
  channelIds: z.set(id),
  events: mapOf(event),
  unavailable: z.boolean(),
});
const overwrite = z.object({
  id,
  type: z.union([z.literal(0), z.literal(1)]),
  allow: z.bigint(),
  deny: z.bigint(),
});
const thread = z.object({
  ownerId: id,
  archived: z.boolean(),
  locked: z.boolean(),
  autoArchiveMinutes: z.number(),
  archivedAt: z.number(),
});
const channel = z.object({
  id,
  type: z.number(),
  guildId: id.nullable(),
  name: z.string(),
  topic: z.string().nullable(),
  position: z.number(),
  parentId: id.nullable(),
  overwrites: mapOf(overwrite),
  recipientId: id.nullable(),
  thread: thread.nullable(),
  forum: z.object({ tags: z.array(z.object({ id, name: z.string() })), tagRequired: z.boolean() }).nullable(),
  lastMessageId: id.nullable(),
});

/** All but what Discord's own types say of a message: we wrote that ourselves, in one piece. */
const message = z.custom<StoredMessage>((value) => {
  const { id, channelId, authorId, content, attachments, embeds, components } = (value ?? {}) as Record<
    string,
    unknown
  >;
  const lists = [attachments, embeds, components];
  return (
    [id, channelId, authorId, content].every((one) => typeof one === "string") && lists.every(Array.isArray)
  );
}, "is no message");

/** Of any version; `parse` throws where it is not even that. */
export const keptShape = z.object({ shape: z.number() });
export const keptWorld = z.object({
  now: z.number(),
  baseUrl: z.string(),
  users: mapOf(user),
  guilds: mapOf(guild),
  channels: mapOf(channel),
  directMessages: mapOf(id),
  messages: z.string(),
  files: mapOf(z.object({ name: z.string(), contentType: z.string(), data: z.instanceof(Uint8Array) })),
});
export const keptMessages = z.array(message);

/** Where it does not fit, in one line. */
export function misfit(error: unknown): string {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  if (issue) return [issue.path.join("."), issue.message].filter(Boolean).join(": ");
  return error instanceof Error ? error.message : String(error);
}
