import type { GuildId } from "../domain/ids.ts";
import type { Transaction } from "../store/database.ts";
import { loadGuildSettings } from "../store/guild-settings.ts";
import type { NewOccurrence, Occurrence } from "../store/outbox.ts";

/** What a notice to an organiser is about. */
export type NoticePayload = {
  readonly reason: string;
  /** The kind of what could not be posted. */
  readonly about: string;
  /** "direct": to whoever set the group up last. "server": where the server shows its own messages. */
  readonly place: "direct" | "server";
};

const LIFE: Temporal.DurationLike = { hours: 7 * 24 };

/** Plans to tell the organiser that something was not posted, once for each such thing. */
export async function noticeOf(
  tx: Transaction,
  { key, tag, kind, guild, member }: Pick<Occurrence, "key" | "tag" | "kind" | "guild" | "member">,
  reason: string,
  now: Temporal.Instant,
): Promise<readonly NewOccurrence[]> {
  if (guild === null || kind === "notice" || kind === "test") return [];
  const settings = await loadGuildSettings(tx, guild);
  // The bot was removed from the server meanwhile: nothing is kept of it, and nobody there is told.
  if (settings === null) return [];
  const { setBy } = settings;
  const payload: NoticePayload = { reason, about: kind, place: setBy === null ? "server" : "direct" };
  // A key that names a member must not outlive them in the notice to somebody else.
  const about = member === null ? key : tag;
  return [newNotice(`notice/${about}`, guild, setBy, payload, now)];
}

/** The same, where the server shows its own messages: the organiser takes no direct messages. */
export function noticeInServer(
  { key, guild }: Pick<Occurrence, "key" | "guild">,
  payload: NoticePayload,
  now: Temporal.Instant,
): readonly NewOccurrence[] {
  return guild === null
    ? []
    : [newNotice(`${key}/server`, guild, null, { ...payload, place: "server" }, now)];
}

function newNotice(
  key: string,
  guild: GuildId,
  member: NewOccurrence["member"],
  payload: NoticePayload,
  now: Temporal.Instant,
): NewOccurrence {
  return { key, kind: "notice", guild, member, dueAt: now, expiresAt: now.add(LIFE), payload };
}

/** A payload as the outbox holds it. */
export function readNotice(payload: Occurrence["payload"]): NoticePayload {
  const { reason, about, place } = payload as Partial<Record<keyof NoticePayload, unknown>>;
  return {
    reason: typeof reason === "string" ? reason : "",
    about: typeof about === "string" ? about : "",
    place: place === "server" ? "server" : "direct",
  };
}
