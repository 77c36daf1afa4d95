import type { GuildId, MemberId, TopicId } from "./ids.ts";

/** A row number. */
export type SprintId = number;

/** What a few people took on together until a date, as it was set up; it does not change. */
export type Sprint = {
  readonly id: SprintId;
  readonly guild: GuildId;
  /** Where it was started, and where its card is. */
  readonly channel: string;
  /** Null where it is about a goal in their own words alone. */
  readonly topic: TopicId | null;
  /** In the words of whoever started it. Not escaped. */
  readonly goal: string | null;
  /** So many objectives together. */
  readonly teamGoal: number | null;
  /** The IANA zone by which its days are counted and its posts come. */
  readonly zone: string;
  readonly days: number;
  /** From then on people can join. */
  readonly opensAt: Temporal.Instant;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** When it ends, the next one opens by itself. */
  readonly recurring: boolean;
  /** The sprint that this one goes on from. */
  readonly previous: SprintId | null;
};

/** A sprint only ever moves down this list, but for the last two, which are both an end. */
export const PHASES = ["scheduled", "open", "running", "ended", "cancelled"] as const;
export type Phase = (typeof PHASES)[number];

/** What a day was like. A break is taken on purpose. */
export type Mark = "done" | "half" | "blocked" | "break";
export const MARKS: readonly Mark[] = ["done", "half", "blocked", "break"];
export type Activity = "learn" | "build" | "teach";
export const ACTIVITIES: readonly Activity[] = ["learn", "build", "teach"];

export type CheckIn = {
  readonly mark: Mark;
  /** What blocks them, in their own words. Not escaped. */
  readonly note: string | null;
  /** The event that says so. */
  readonly event: number;
};

/** One who is or was in a sprint. */
export type SprintMember = {
  readonly active: boolean;
  /** The event with which they came in last: who has been in longest leads. */
  readonly since: number;
  /** When they came in first. */
  readonly joinedAt: Temporal.Instant;
  /** "When ..., I will ...". Not escaped. */
  readonly plan: string | null;
  /** By the ISO date of the member's own day. */
  readonly checkIns: ReadonlyMap<string, CheckIn>;
  /** Minutes by ISO date and activity. */
  readonly minutes: ReadonlyMap<string, Readonly<Partial<Record<Activity, number>>>>;
};

export type SprintState = {
  readonly sprint: Sprint;
  readonly phase: Phase;
  /** Ended by somebody before its time. */
  readonly early: boolean;
  /** The sprint that this one was merged into. */
  readonly mergedInto: SprintId | null;
  /** Who leads it; null where nobody is in it. */
  readonly leader: MemberId | null;
  /** Those whom a move is about, at least; a tick is about all. */
  readonly members: ReadonlyMap<MemberId, SprintMember>;
};

/** What happened in a sprint. Those without a member are of the sprint itself. */
export type SprintAction =
  | { readonly kind: "opened" | "began" }
  | { readonly kind: "ended"; readonly early: boolean }
  | { readonly kind: "cancelled"; readonly mergedInto: SprintId | null }
  | { readonly kind: "joined" | "planned"; readonly member: MemberId; readonly plan: string | null }
  | { readonly kind: "left"; readonly member: MemberId }
  | {
      readonly kind: "checked-in";
      readonly member: MemberId;
      readonly day: Temporal.PlainDate;
      readonly mark: Mark;
      readonly note: string | null;
    }
  | {
      readonly kind: "logged";
      readonly member: MemberId;
      readonly day: Temporal.PlainDate;
      readonly activity: Activity;
      readonly minutes: number;
    }
  /** Somebody, in the sprint or not, helps with what a check-in says. */
  | { readonly kind: "helped"; readonly member: MemberId; readonly checkIn: number };

/** A row of the sprint's record; ids rise. */
export type SprintEvent = {
  readonly id: number;
  readonly at: Temporal.Instant;
  readonly action: SprintAction;
};

/** Why something is not done. */
export type SprintRefusal =
  /** Nobody can join before that. */
  | { readonly kind: "not-open"; readonly opensAt: Temporal.Instant }
  | { readonly kind: "not-begun"; readonly startsAt: Temporal.Instant }
  /** On the last day nobody joins any more. */
  | { readonly kind: "too-late"; readonly endsAt: Temporal.Instant }
  | { readonly kind: "over"; readonly phase: "ended" | "cancelled"; readonly mergedInto: SprintId | null }
  | { readonly kind: "not-in" }
  /** They are in another one on the same topic. */
  | { readonly kind: "elsewhere" }
  | { readonly kind: "not-leader" }
  | { readonly kind: "no-break-left"; readonly quota: number }
  /** What they would help with is solved, or gone. */
  | { readonly kind: "not-blocked" }
  | { readonly kind: "own-trouble" }
  | { readonly kind: "nothing-to-merge" };

export type SprintDecision =
  | { readonly ok: true; readonly actions: readonly SprintAction[] }
  | { readonly ok: false; readonly refusal: SprintRefusal };
