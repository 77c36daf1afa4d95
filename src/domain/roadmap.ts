import type {
  CertificationId,
  ChoiceId,
  ObjectiveId,
  OptionId,
  PhaseId,
  PlacementId,
  QuestionId,
  ResourceId,
  TopicId,
  TrackId,
  UnitId,
} from "./ids.ts";

/** A roadmap as the reader hands it over: checked, in the author's order, ids unique. */
export type Roadmap = {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly summary: string;
  readonly closing: string;
  /** The pace its hours are planned for; one weekly unit. */
  readonly hoursPerWeek: number;
  readonly choices: readonly Choice[];
  readonly phases: readonly Phase[];
  readonly certifications: readonly CertificationGroup[];
  readonly approach: readonly ApproachGroup[];
  readonly timeline: readonly TimelineRow[];
  /** Ids that once existed, so that progress kept under them still has a name. */
  readonly retired: readonly Retired[];
};

/** Something a member decides once, such as the cloud to learn first. */
export type Choice = {
  readonly id: ChoiceId;
  readonly title: string;
  readonly question: string;
  /** "start": asked before the first answer. "later": asked on the topic that depends on it, and in /me. */
  readonly ask: "start" | "later";
  readonly options: readonly ChoiceOption[];
};
export type ChoiceOption = { readonly id: OptionId; readonly title: string };

/** Holds for members who chose one of `options`, and for those who have not chosen yet. */
export type Only = { readonly choice: ChoiceId; readonly options: readonly OptionId[] };

export type Phase = {
  readonly id: PhaseId;
  readonly title: string;
  /** How long the author expects it to take, in months; null where it has no end. */
  readonly months: { readonly min: number; readonly max: number } | null;
  readonly tracks: readonly Track[];
};
export type Track = { readonly id: TrackId; readonly title: string; readonly topics: readonly Topic[] };

export type Topic = {
  readonly id: TopicId;
  readonly title: string;
  /** Whole hours, reading and practice together. */
  readonly hours: number;
  /** Hard prerequisites. */
  readonly after: readonly Prerequisite[];
  /** Soft prerequisites: better first, not needed. */
  readonly afterSoft: readonly Prerequisite[];
  readonly objectives: readonly Objective[];
  readonly resources: readonly Resource[];
  readonly material: Material;
};
export type Prerequisite = { readonly topic: TopicId; readonly only: Only | null };

export type Objective = {
  readonly id: ObjectiveId;
  /** Raised by the author when the meaning changes; a check of an earlier revision is then shown as outdated. */
  readonly rev: number;
  readonly text: string;
  readonly only: Only | null;
};

export type ResourceKind = "course" | "book" | "docs" | "article" | "video" | "interactive" | "credential";
export type Resource = {
  readonly id: ResourceId;
  readonly title: string;
  readonly url: string;
  readonly kind: ResourceKind;
  /** ISO date on which title and link were last checked. */
  readonly checked: string;
  /** What a learner should know before opening it; null where there is nothing to say. */
  readonly note: string | null;
  readonly only: Only | null;
};

/** What a topic is taught with. In its texts `code` stands in backticks. */
export type Material = {
  /** ISO date on which its facts were last looked at. */
  readonly checked: string;
  /** Why the topic matters, in two sentences. */
  readonly why: string;
  /** What it builds on; null where there is nothing to say. */
  readonly buildsOn: string | null;
  readonly placement: Placement;
  /** One for each week at the roadmap's pace, in order. */
  readonly units: readonly Unit[];
  readonly questions: readonly Question[];
};

/** A challenge for whoever may know the topic already. */
export type Placement = {
  readonly id: PlacementId;
  readonly rev: number;
  /** May have several lines. */
  readonly task: string;
  /** What a right answer shows, so that somebody else can judge it. */
  readonly shows: string;
};

/** What is learned and built in one week at the roadmap's pace. */
export type Unit = {
  readonly id: UnitId;
  readonly rev: number;
  readonly focus: string;
  /** Of the topic's objectives those that it serves. */
  readonly objectives: readonly ObjectiveId[];
  readonly resources: readonly Reading[];
  readonly exercise: Exercise;
  /** For those who chose something; at most one is for any member. */
  readonly variants: readonly Variant[];
  readonly discuss: string;
  readonly teach: string;
};

/** A part of a resource; null: all of it. */
export type Reading = { readonly resource: ResourceId; readonly part: string | null };

export type Exercise = {
  readonly title: string;
  readonly minutes: number;
  readonly steps: readonly string[];
  readonly handIn: string;
  readonly worksWhen: string;
  /** What costs money, and the step that ends it; null where it is free. */
  readonly cost: string | null;
  /** Its author could not run it. */
  readonly unverified: boolean;
};

/** What takes the place of a unit's exercise, and is read besides its resources. */
export type Variant = {
  readonly only: Only;
  readonly exercise: Exercise;
  readonly resources: readonly Reading[];
};

/** A question to check oneself with. */
export type Question = {
  readonly id: QuestionId;
  readonly rev: number;
  readonly objective: ObjectiveId;
  readonly ask: string;
  readonly answer: string;
  /** What a good answer holds, where it is open. */
  readonly rubric: string | null;
  readonly unverified: boolean;
  readonly only: Only | null;
};

export type CertificationGroup = {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  /** "one": pick one of them (usually by choice); "any": as many as one likes. */
  readonly pick: "one" | "any";
  readonly certifications: readonly Certification[];
};
export type CertificationStatus = "current" | "renamed" | "retired";
export type Certification = {
  readonly id: CertificationId;
  readonly title: string;
  readonly provider: string;
  readonly status: CertificationStatus;
  /** What it is called today, or what replaced it; null where the title still holds and nothing replaced it. */
  readonly successor: { readonly title: string; readonly url: string | null } | null;
  /** What the exam costs in US dollars before tax, by country; that of the successor where there is one. Null: not known. */
  readonly cost: { readonly min: number; readonly max: number; readonly checked: string } | null;
  /** For how many years, of the successor where there is one. Null: not known. */
  readonly validity: { readonly years: number | "unlimited"; readonly checked: string } | null;
  readonly checked: string;
  readonly note: string | null;
  readonly only: Only | null;
  /** Topics that prepare for it. */
  readonly topics: readonly TopicId[];
};

export type ApproachGroup = {
  readonly id: string;
  readonly title: string;
  readonly items: readonly string[];
};
export type TimelineRow = { readonly phase: PhaseId; readonly label: string; readonly text: string };
export type Retired = {
  readonly id: string;
  readonly kind: "topic" | "objective" | "resource" | "certification" | "unit" | "question";
  readonly title: string;
  /** The id that took its place, if any. */
  readonly successor: string | null;
};
