import type { Event } from "./event.ts";
import type { CertificationProgress, TopicProgress } from "./progress.ts";
import type { Certification, Retired, Topic } from "./roadmap.ts";
import type { DayProblem } from "./typed-day.ts";

/** Why a move is not made. Carries what a kind answer needs. */
export type Refusal =
  /** Nothing has this id or title. `nearest`: the most similar ones, best first, five or fewer. */
  | { readonly kind: "no-such-topic"; readonly typed: string; readonly nearest: readonly Topic[] }
  /** It was in an earlier version of the roadmap. */
  | { readonly kind: "topic-gone"; readonly retired: Retired; readonly successor: Topic | null }
  | { readonly kind: "already"; readonly topic: Topic; readonly progress: TopicProgress }
  | { readonly kind: "bad-link"; readonly typed: string; readonly problem: LinkProblem }
  | {
      readonly kind: "no-such-certification";
      readonly typed: string;
      readonly nearest: readonly Certification[];
    }
  | {
      readonly kind: "certification-gone";
      readonly retired: Retired;
      readonly successor: Certification | null;
    }
  /** Its exam is no longer offered; what replaced it is in the certification. */
  | { readonly kind: "certification-retired"; readonly certification: Certification }
  | {
      readonly kind: "certification-already";
      readonly certification: Certification;
      readonly progress: CertificationProgress;
    }
  /** To drop one that was not planned. */
  | { readonly kind: "not-planned"; readonly certification: Certification }
  | { readonly kind: "bad-date"; readonly typed: string; readonly problem: DayProblem }
  | {
      readonly kind: "exam-in-the-past";
      readonly exam: Temporal.PlainDate;
      readonly today: Temporal.PlainDate;
    }
  | {
      readonly kind: "target-in-the-past";
      readonly date: Temporal.PlainDate;
      readonly today: Temporal.PlainDate;
    }
  | { readonly kind: "bad-hours"; readonly typed: string }
  /** No such event of this member, or an undo, which cannot be undone. */
  | { readonly kind: "nothing-to-undo" }
  | { readonly kind: "undone-already"; readonly event: Event }
  /** Something newer was done on the same subject: that one would have to go first. */
  | { readonly kind: "overtaken"; readonly event: Event; readonly by: Event };

export type LinkProblem = "not-a-link" | "not-http" | "has-spaces" | "has-credentials" | "too-long";

export type Refused = { readonly ok: false; readonly refusal: Refusal };

/** Wraps a refusal as a decision. */
export function refuse(refusal: Refusal): Refused {
  return { ok: false, refusal };
}
