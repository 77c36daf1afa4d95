import { timeOf } from "../snowflake.ts";
import type { Channel } from "./types.ts";

/** A thread is archived by hand, or by itself when nothing was written in it for as long as it says. `now` in ms since 1970. */
export function isArchived(channel: Channel, now: number): boolean {
  const { thread } = channel;
  if (!thread) return false;
  if (thread.archived) return true;
  const lastUsed = Math.max(timeOf(channel.lastMessageId ?? channel.id), thread.archivedAt);
  if (now - lastUsed < thread.autoArchiveMinutes * 60_000) return false;
  thread.archived = true;
  thread.archivedAt = now;
  return true;
}
