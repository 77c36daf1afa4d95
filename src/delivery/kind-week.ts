import { readWeekPayload, topicOfWeek } from "../domain/week-prompt.ts";
import type { WeekPayload } from "../domain/week-prompt.ts";
import { loadGuildSettings } from "../store/guild-settings.ts";
import type { GuildSettings } from "../store/guild-settings.ts";
import { unsentWeeksBefore } from "../store/outbox-lookups.ts";
import type { NewOccurrence, Occurrence } from "../store/outbox.ts";
import type { Connection } from "../store/database.ts";
import { loadWeekGroup } from "../store/week-prompt.ts";
import { weekText, weekTitle } from "../text/week.ts";
import type { Kind } from "./kind.ts";
import type { Target } from "./port.ts";

const THREAD_LIFE: Temporal.DurationLike = { hours: 24 };

/** The weekly prompt: what the group has done up to now, in the channel where it wants its posts now. */
export const weekKind: Kind = {
  render: async (db, { roadmap }, occurrence) => {
    const payload = weekPayload(occurrence);
    const { guild, tag } = occurrence;
    const settings = guild === null ? null : await loadGuildSettings(db, guild);
    if (guild === null || settings === null || settings.channel === null) {
      return { do: "skip", reason: "no-channel" };
    }
    if (settings.parked !== null) return { do: "skip", reason: "parked" };
    const topic = topicOfWeek(roadmap, payload.topic);
    const group = await loadWeekGroup(db, occurrence, guild);
    const missed = [...(await missedBefore(db, occurrence)), ...payload.missed];
    const { pingRole } = settings;
    const message = weekText(roadmap, { ...payload, missed, ...group, tag, pingRole });
    if (message === null || topic === null) return { do: "skip", reason: "no-topic" };
    return {
      do: "post",
      target: targetOf(settings.channel, settings),
      message: { ...message, ...(pingRole !== null && { pingRoles: [pingRole] }) },
      title: weekTitle(topic),
    };
  },
  followUp: async (tx, { roadmap }, occurrence, sent, now) => {
    const { guild, key } = occurrence;
    const settings = guild === null ? null : await loadGuildSettings(tx, guild);
    const opensThreads = settings?.channelKind === "text" || settings?.channelKind === "announcement";
    const topic = topicOfWeek(roadmap, weekPayload(occurrence).topic);
    if (!settings?.discussion || !opensThreads || topic === null) return [];
    return [threadOf({ guild, key }, { ...sent, name: weekTitle(topic) }, now)];
  },
};

/** The discussion under a weekly prompt. */
export const threadKind: Kind = {
  render: async (_db, _desk, { payload }) => {
    const { channel, message, name } = payload;
    if (typeof channel !== "string" || typeof message !== "string" || typeof name !== "string") {
      return { do: "skip", reason: "no-channel" };
    }
    return { do: "thread", channel, message, name };
  },
};

function threadOf(
  { guild, key }: Pick<Occurrence, "guild" | "key">,
  payload: { readonly channel: string; readonly message: string; readonly name: string },
  now: Temporal.Instant,
): NewOccurrence {
  const expiresAt = now.add(THREAD_LIFE);
  return { key: `thread/${key}`, kind: "thread", guild, member: null, dueAt: now, expiresAt, payload };
}

function weekPayload({ id, payload }: Pick<Occurrence, "id" | "payload">): WeekPayload {
  const read = readWeekPayload(payload);
  if (read === null) throw new Error(`occurrence ${id} is no week's`);
  return read;
}

/** Topics of the prompts that were due since the last one that arrived. */
async function missedBefore(
  db: Connection,
  { id, guild, payload }: Occurrence,
): Promise<WeekPayload["missed"]> {
  const earlier = guild === null ? [] : await unsentWeeksBefore(db, guild, id);
  const own = readWeekPayload(payload)?.slotDate;
  return earlier.flatMap((payload) => {
    const week = readWeekPayload(payload);
    // The same week, which failed and was planned again, is not missed.
    return week === null || week.slotDate === own ? [] : [...week.missed, week.topic];
  });
}

/** A guild's own channel as a target. */
export function targetOf(channel: string, { channelKind }: Pick<GuildSettings, "channelKind">): Target {
  const kind = channelKind === "thread" || channelKind === "forum" ? channelKind : "channel";
  return { kind, id: channel };
}
