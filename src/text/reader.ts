import { choicesOf } from "../domain/choices.ts";
import type { Profile } from "../domain/profile.ts";
import type { Choices, MemberProgress } from "../domain/progress.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import type { Target } from "../domain/targets.ts";

/** Whom a text is for, and all that it may tell them of themselves. */
export type Reader = {
  readonly roadmap: Roadmap;
  /** Null before the first settings are saved. */
  readonly profile: Profile | null;
  readonly progress: MemberProgress;
  /** Dates they set for topics, the nearest first; those that were let go too. */
  readonly targets: readonly Target[];
  /** In the reader's zone. */
  readonly today: Temporal.PlainDate;
  /** Whether there is a channel to share with: not in a direct message. */
  readonly inServer: boolean;
  readonly mention: Mention;
};

/** A command as something to click, such as `/roadmap next`. Markdown. */
export type Mention = (command: string) => string;

/** The reader's choices; none before they have decided. */
export function choicesOfReader({ profile }: Reader): Choices {
  return choicesOf(profile);
}

/** The hours a week to reckon with: the reader's own, or the roadmap's. */
export function paceOf({ profile, roadmap }: Pick<Reader, "profile" | "roadmap">): number {
  return profile?.hoursPerWeek ?? roadmap.hoursPerWeek;
}
