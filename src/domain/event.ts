import type { CertificationId, GuildId, InteractionId, MemberId, ObjectiveId, TopicId } from "./ids.ts";

/**
 * What a member did. Kept until they delete it; progress and scores are derived from it. Whatever is taken back, a
 * finished topic as well as a check, is taken back by `undone`: the state of a subject is what the last event on it says
 * that was not undone.
 */
export type Action =
  | { readonly kind: "topic.started"; readonly topic: TopicId }
  | { readonly kind: "topic.done"; readonly topic: TopicId; readonly link: string | null }
  | { readonly kind: "topic.known"; readonly topic: TopicId }
  | { readonly kind: "topic.skipped"; readonly topic: TopicId }
  | { readonly kind: "objective.checked"; readonly objective: ObjectiveId; readonly rev: number }
  | {
      readonly kind: "certification.planned";
      readonly certification: CertificationId;
      readonly exam: Temporal.PlainDate | null;
    }
  | {
      readonly kind: "certification.booked";
      readonly certification: CertificationId;
      readonly exam: Temporal.PlainDate;
    }
  | { readonly kind: "certification.passed"; readonly certification: CertificationId }
  | { readonly kind: "certification.dropped"; readonly certification: CertificationId }
  /** Saw a sprint through. It only earns points; who did what in a sprint is in the sprint's own record. */
  | { readonly kind: "sprint.finished"; readonly sprint: number }
  | { readonly kind: "undone"; readonly event: EventId; readonly subject: Subject };

/** What an event is about, as one key: its kind and its id. An undo has the subject of the event it takes back. */
export type Subject = `${"topic" | "objective" | "certification" | "sprint"}:${string}`;

/** A row number of the record; rises with time. */
export type EventId = number;

/** What an event adds to a member's standing in the server where it happened; negative in an undo. */
export type Score = { readonly points: number; readonly topics: number; readonly objectives: number };

/** What a decision asks to be recorded. */
export type Entry = {
  readonly action: Action;
  readonly score: Score;
  /** The day it counts for, in the member's zone; an undo counts for the day of what it takes back, so that the sums meet. */
  readonly localDate: Temporal.PlainDate;
};

/**
 * One row of the append-only record. A null guild is a direct message: progress, and no points anywhere. An undo has the
 * guild of the event it takes back, wherever it was clicked: points are given back where they were earned.
 */
export type Event = Entry & {
  readonly id: EventId;
  readonly interaction: InteractionId;
  readonly member: MemberId;
  readonly guild: GuildId | null;
  readonly at: Temporal.Instant;
};
