import type { Entry, Event } from "./event.ts";
import type { CertificationProgress, TopicProgress } from "./progress.ts";
import type { Grant } from "./points.ts";
import type { Refused } from "./refusal.ts";
import type { Certification, Objective, Topic } from "./roadmap.ts";

/** What follows from a move: entries to record, in this order, and what text needs; or a refusal and no entry. */
export type Decision<Accepted> =
  ({ readonly ok: true; readonly entries: readonly Entry[] } & Accepted) | Refused;

/** To start, finish, know or skip a topic. */
export type TopicDecision = Decision<{
  readonly topic: Topic;
  /** What it was; null when it was open. */
  readonly before: TopicProgress | null;
  /** What was given with it; null unless the topic was finished with a link. */
  readonly link: string | null;
  /** Hard prerequisites that are still open. The member decides; text warns. Empty for known and skipped. */
  readonly openPrerequisites: readonly Topic[];
  readonly grants: readonly Grant[];
}>;

/** To check and uncheck objectives of a topic. No entries where nothing changed. */
export type ObjectivesDecision = Decision<{
  readonly topic: Topic;
  readonly checked: readonly Objective[];
  readonly unchecked: readonly Objective[];
  /** Checked before at an older revision, and now confirmed at the current one. */
  readonly confirmed: readonly Objective[];
  /** The first check has started the topic. */
  readonly started: boolean;
  readonly openPrerequisites: readonly Topic[];
  /** Every objective is checked and the topic is not finished yet: time to offer it. */
  readonly allChecked: boolean;
  /** One for each check. */
  readonly grants: readonly Grant[];
}>;

/** To plan, book, pass or drop a certification. */
export type CertificationDecision = Decision<{
  readonly certification: Certification;
  /** What it was; null when nothing was planned. */
  readonly before: CertificationProgress | null;
  readonly exam: Temporal.PlainDate | null;
  readonly grants: readonly Grant[];
}>;

/** To take an event back. */
export type UndoDecision = Decision<{ readonly event: Event }>;
