import type { EventId } from "./event.ts";
import type { CertificationId, ChoiceId, ObjectiveId, OptionId, TopicId } from "./ids.ts";

/** A topic without an entry is open. */
export type TopicState = "started" | "done" | "known" | "skipped";
export type TopicProgress = {
  readonly state: TopicState;
  /** When this state began. */
  readonly since: Temporal.Instant;
  /** What the member built or wrote, if they gave a link when they finished. */
  readonly link: string | null;
  /** The event that says so: what an undo takes back. */
  readonly event: EventId;
};

/** A checked objective, and the revision that was checked. */
export type ObjectiveProgress = { readonly rev: number; readonly event: EventId };

export type CertificationState = "planned" | "booked" | "passed";
export type CertificationProgress = {
  readonly state: CertificationState;
  readonly exam: Temporal.PlainDate | null;
  readonly event: EventId;
};

/** All that is known of one member's way through the roadmap. It goes with the member from server to server. */
export type MemberProgress = {
  readonly topics: ReadonlyMap<TopicId, TopicProgress>;
  readonly objectives: ReadonlyMap<ObjectiveId, ObjectiveProgress>;
  readonly certifications: ReadonlyMap<CertificationId, CertificationProgress>;
};

/** What the member decided, by choice; a missing entry means not decided yet. */
export type Choices = ReadonlyMap<ChoiceId, OptionId>;
