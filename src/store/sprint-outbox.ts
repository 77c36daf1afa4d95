import type { GuildId, MemberId } from "../domain/ids.ts";
import type { SprintPost } from "../domain/sprint-posts.ts";
import type { Sprint, SprintId } from "../domain/sprint.ts";
import type { NewOccurrence, Occurrence } from "./outbox.ts";
import type { OccurrenceKind } from "./schema-delivery.ts";

// What sprints put into the outbox. The payload names the sprint; what is said is read when it is sent.

type Of = Pick<Sprint, "id" | "guild">;

const DAY = { hours: 24 };
const WEEK = { hours: 7 * 24 };

/** The card. `nth` is "1" for the first, and for another in its place whatever tells it apart. */
export function cardOf(sprint: Of, nth: string, dueAt: Temporal.Instant): NewOccurrence {
  return { ...about(sprint, "sprint-card", nth), dueAt, expiresAt: null };
}

/** The thread under a card, by the card's message: where that is lost before its thread is there, the next card gets one. */
export function sprintThreadOf(sprint: Of, card: string, dueAt: Temporal.Instant): NewOccurrence {
  return { ...about(sprint, "sprint-thread", card), dueAt, expiresAt: dueAt.add(DAY) };
}

/** The entry in the server's list of events. */
export function sprintEventOf(
  sprint: Of,
  dueAt: Temporal.Instant,
  expiresAt: Temporal.Instant,
): NewOccurrence {
  return { ...about(sprint, "sprint-event"), dueAt, expiresAt };
}

/** Takes that entry away again. */
export function sprintEventEndOf(sprint: Of, dueAt: Temporal.Instant): NewOccurrence {
  return { ...about(sprint, "sprint-event", "end", { end: true }), dueAt, expiresAt: dueAt.add(DAY) };
}

/** Whether an occurrence takes an entry away. */
export function isEventEnd({ payload }: Pick<Occurrence, "payload">): boolean {
  return payload["end"] === true;
}

/** Brings the card up to date. `change` is the number of the last change that it shows. */
export function editOf(sprint: Of, change: number, dueAt: Temporal.Instant): NewOccurrence {
  return { ...about(sprint, "sprint-edit", String(change)), dueAt, expiresAt: null };
}

/** One of the posts that a sprint makes by itself. */
export function postOf(sprint: Of, { kind, at, expiresAt }: SprintPost): NewOccurrence {
  const period = `${kind}/${at.toString({ smallestUnit: "minute" })}`;
  return { ...about(sprint, "sprint-post", period, { post: kind }), dueAt: at, expiresAt };
}

/** A member's own reminder, as a direct message. */
export function reminderOf(sprint: Of, member: MemberId, { kind, at, expiresAt }: SprintPost): NewOccurrence {
  const own = about(sprint, "sprint-reminder", `${kind}/${member}`, { post: kind });
  return { ...own, member, dueAt: at, expiresAt };
}

/** The proposal to bring one sprint into another. */
export function mergeOf(
  gone: Of,
  into: SprintId,
  at: Temporal.Instant,
  expiresAt: Temporal.Instant,
): NewOccurrence {
  return { ...about(gone, "sprint-merge", String(into), { into }), dueAt: at, expiresAt };
}

/** Brings somebody who is blocked together with somebody who can help. */
export function helpOf(
  sprint: Of,
  { event, member, at }: { readonly event: number; readonly member: MemberId; readonly at: Temporal.Instant },
): NewOccurrence {
  return {
    ...about(sprint, "sprint-help", String(event), { event }),
    member,
    dueAt: at,
    expiresAt: at.add(DAY),
  };
}

/** What came of a sprint. */
export function wrapUpOf(sprint: Of, dueAt: Temporal.Instant): NewOccurrence {
  return { ...about(sprint, "sprint-wrapup"), dueAt, expiresAt: dueAt.add(WEEK) };
}

function about(
  { id, guild }: Of,
  kind: OccurrenceKind,
  period = "",
  more: Readonly<Record<string, unknown>> = {},
): Pick<NewOccurrence, "key" | "kind" | "guild" | "member" | "payload"> & { guild: GuildId } {
  const key = `${kind}/${id}${period === "" ? "" : `/${period}`}`;
  return { key, kind, guild, member: null, payload: { ...more, sprint: id } };
}

/** The sprint that an occurrence is about. Throws for one that is about none. */
export function sprintIdOf({ id, payload }: Pick<Occurrence, "id" | "payload">): SprintId {
  const { sprint } = payload;
  if (typeof sprint !== "number") throw new Error(`occurrence ${id} is no sprint's`);
  return sprint;
}
