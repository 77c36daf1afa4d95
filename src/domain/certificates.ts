import { holds } from "./choices.ts";
import type { CertificationProgress, Choices, MemberProgress } from "./progress.ts";
import type { Certification, CertificationGroup, Roadmap, Topic } from "./roadmap.ts";
import { findTopic, isSettled } from "./roadmap-graph.ts";

/** A certification as one member sees it. */
export type CertificationView = {
  readonly certification: Certification;
  /** Null where it is not planned. */
  readonly progress: CertificationProgress | null;
  /** Topics that prepare for it, in the author's order of the certification, and those of them that are not settled yet. */
  readonly topics: readonly Topic[];
  readonly open: readonly Topic[];
};
export type CertificationGroupView = {
  readonly group: CertificationGroup;
  readonly items: readonly CertificationView[];
};

/**
 * The certifications listed for a member: those of their choices, and any they have planned, booked or passed. Retired
 * ones stay in the list, since the list says what is true today. Groups without any are left out.
 */
export function certificationsFor(
  roadmap: Roadmap,
  progress: MemberProgress,
  choices: Choices,
): readonly CertificationGroupView[] {
  return roadmap.certifications
    .map((group) => ({
      group,
      items: group.certifications
        .filter(({ id, only }) => holds(only, choices) || progress.certifications.has(id))
        .map((certification) => certificationView(roadmap, certification, progress)),
    }))
    .filter(({ items }) => items.length > 0);
}

/** One certification as a member sees it. */
export function certificationView(
  roadmap: Roadmap,
  certification: Certification,
  progress: MemberProgress,
): CertificationView {
  const topics = certification.topics.flatMap((id) => findTopic(roadmap, id) ?? []);
  return {
    certification,
    progress: progress.certifications.get(certification.id) ?? null,
    topics,
    open: topics.filter(({ id }) => !isSettled(progress, id)),
  };
}
