import { readWeekPayload, topicOfWeek } from "../domain/week-prompt.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import type { Connection } from "../store/database.ts";
import { loadGuildSettings } from "../store/guild-settings.ts";
import type { GuildSettings } from "../store/guild-settings.ts";
import type { Occurrence } from "../store/outbox.ts";
import { loadWeekGroup } from "../store/week-prompt.ts";
import type { Message } from "../text/reply.ts";
import { cut } from "../text/safe.ts";
import { weekText } from "../text/week.ts";

/** A weekly prompt as it is sent now, or why it is not. */
export type RenderedWeek =
  | {
      readonly target: {
        readonly kind: "channel" | "thread" | "forum";
        readonly id: string;
      };
      readonly message: Message;
      readonly nonce: string;
      /** Of a forum post. */
      readonly title: string;
    }
  | { readonly skip: string };

const MAX_TITLE = 100; // Discord's limit for a thread's name

/** Puts a planned week into words, with what the group has done up to now and where it wants its posts. */
export async function renderWeek(
  db: Connection,
  roadmap: Roadmap,
  occurrence: Pick<Occurrence, "id" | "guild" | "dueAt" | "payload" | "tag">,
): Promise<RenderedWeek> {
  const payload = readWeekPayload(occurrence.payload);
  if (payload === null) throw new Error(`occurrence ${occurrence.id} is no week's`);
  const { guild, tag } = occurrence;
  const settings = guild === null ? null : await loadGuildSettings(db, guild);
  if (guild === null || settings === null || settings.channel === null) {
    return { skip: "no channel is set for it any more" };
  }
  const group = await loadWeekGroup(db, occurrence, guild);
  const { pingRole } = settings;
  const message = weekText(roadmap, { ...payload, ...group, tag, pingRole });
  const topic = topicOfWeek(roadmap, payload.topic);
  if (message === null || topic === null) return { skip: "the roadmap no longer has its topic" };
  return {
    target: { kind: targetKind(settings), id: settings.channel },
    message: { ...message, ...(pingRole !== null && { pingRoles: [pingRole] }) },
    nonce: tag,
    title: cut(`This week: ${topic.title}`, MAX_TITLE),
  };
}

function targetKind({ channelKind }: GuildSettings): "channel" | "thread" | "forum" {
  return channelKind === "thread" || channelKind === "forum" ? channelKind : "channel";
}
