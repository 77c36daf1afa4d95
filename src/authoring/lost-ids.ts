import type { Retired, Roadmap } from "../domain/roadmap.ts";
import { topicsOf } from "../domain/roadmap-graph.ts";

type Kept = {
  readonly kind: "topic" | "objective" | "certification";
  readonly id: string;
  readonly title: string;
  /** The topic that an objective belongs to: where that went, one line is enough. */
  readonly topic?: string;
};

/** What becomes of progress that was kept under an id, until the id is back. */
const LOST: Readonly<Record<Kept["kind"], string>> = {
  topic:
    "what members did with it, and their points, stay saved, but it is on nobody's roadmap any more, and a group that is on it finds no next week",
  objective: "members' checks of it, and their points, stay saved, but count in no topic any more",
  certification: "members' plans, exams and points stay saved, but are on nobody's list any more",
};

/** A line for each id that progress is kept under and that went: what becomes of the progress, where `retired` does not say what took its place. */
export function lostIds(before: Roadmap, after: Roadmap): string[] {
  const now = keptIn(after);
  const there = new Set(now.map(({ id }) => id));
  const known = new Set(keptIn(before).map(({ id }) => id));
  const fresh = now.filter(({ id }) => !known.has(id));
  return [
    ...keptIn(before)
      .filter(({ id, topic }) => !there.has(id) && (topic === undefined || there.has(topic)))
      .map((gone) => goneLine(gone, after.retired, fresh)),
    ...(before.id === after.id
      ? []
      : [
          `The roadmap: its id ${before.id} became ${after.id}; members keep their progress, which goes by the ids of topics and objectives`,
        ]),
  ];
}

function goneLine(gone: Kept, retired: readonly Retired[], fresh: readonly Kept[]): string {
  const { kind, id, title } = gone;
  const listed = retired.find((one) => one.kind === kind && one.id === id);
  if (listed) {
    const heir = listed.successor === null ? "" : `; ${listed.successor} takes its place`;
    return `${title}: is gone, and retired${heir}`;
  }
  const renamed = fresh.find((one) => one.kind === kind && one.title === title);
  const what = renamed ? `its id ${id} became ${renamed.id}` : `is gone`;
  const successor = renamed ? ` with the successor ${renamed.id}` : ", with a successor if there is one";
  return `${title}: ${what}; ${LOST[kind]}. Put the id ${id} back, or list it under retired${successor}`;
}

function keptIn(roadmap: Roadmap): Kept[] {
  const topics = topicsOf(roadmap);
  return [
    ...topics.map(({ id, title }): Kept => ({ kind: "topic", id, title })),
    ...topics.flatMap(({ id: topic, objectives }) =>
      objectives.map(({ id, text }): Kept => ({ kind: "objective", id, title: text, topic })),
    ),
    ...roadmap.certifications.flatMap(({ certifications }) =>
      certifications.map(({ id, title }): Kept => ({ kind: "certification", id, title })),
    ),
  ];
}
