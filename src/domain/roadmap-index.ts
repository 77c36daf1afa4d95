import type { CertificationId, ObjectiveId, QuestionId, TopicId, UnitId } from "./ids.ts";
import type { Certification, Objective, Phase, Question, Roadmap, Topic, Track, Unit } from "./roadmap.ts";

/** Where a topic stands. Numbers count from 1 in the author's order. */
export type Position = {
  readonly phase: Phase;
  readonly phaseNumber: number;
  readonly track: Track;
  /** In its phase. */
  readonly trackNumber: number;
  /** In its track. */
  readonly topicNumber: number;
  /** In the whole roadmap, of `total`. */
  readonly number: number;
  readonly total: number;
};

type RoadmapIndex = {
  readonly topics: readonly Topic[];
  readonly byId: ReadonlyMap<TopicId, Topic>;
  readonly positions: ReadonlyMap<TopicId, Position>;
  readonly objectives: ReadonlyMap<ObjectiveId, { readonly topic: Topic; readonly objective: Objective }>;
  readonly certifications: ReadonlyMap<CertificationId, Certification>;
  readonly units: ReadonlyMap<UnitId, { readonly topic: Topic; readonly unit: Unit }>;
  readonly questions: ReadonlyMap<QuestionId, { readonly topic: Topic; readonly question: Question }>;
  readonly dependents: ReadonlyMap<TopicId, readonly Topic[]>;
};

// A roadmap never changes once it is read, so its index is made once and lives as long as it does.
const indexes = new WeakMap<Roadmap, RoadmapIndex>();

/** What is looked up in a roadmap again and again. */
export function indexOf(roadmap: Roadmap): RoadmapIndex {
  const known = indexes.get(roadmap);
  if (known !== undefined) return known;
  const made = makeIndex(roadmap);
  indexes.set(roadmap, made);
  return made;
}

function makeIndex(roadmap: Roadmap): RoadmapIndex {
  const topics = roadmap.phases.flatMap((phase) => phase.tracks.flatMap((track) => track.topics));
  const dependents = new Map<TopicId, Topic[]>(topics.map((topic) => [topic.id, []]));
  for (const topic of topics) {
    for (const id of new Set(topic.after.map((prerequisite) => prerequisite.topic))) {
      dependents.get(id)?.push(topic);
    }
  }
  return {
    topics,
    byId: new Map(topics.map((topic) => [topic.id, topic])),
    positions: positionsIn(roadmap, topics.length),
    objectives: new Map(
      topics.flatMap((topic) => topic.objectives.map((objective) => [objective.id, { topic, objective }])),
    ),
    certifications: new Map(
      roadmap.certifications.flatMap((group) => group.certifications).map((item) => [item.id, item]),
    ),
    units: new Map(topics.flatMap((topic) => topic.material.units.map((unit) => [unit.id, { topic, unit }]))),
    questions: new Map(
      topics.flatMap((topic) =>
        topic.material.questions.map((question) => [question.id, { topic, question }]),
      ),
    ),
    dependents,
  };
}

function positionsIn(roadmap: Roadmap, total: number): Map<TopicId, Position> {
  const positions = new Map<TopicId, Position>();
  for (const [p, phase] of roadmap.phases.entries()) {
    for (const [t, track] of phase.tracks.entries()) {
      for (const [n, topic] of track.topics.entries()) {
        positions.set(topic.id, {
          phase,
          phaseNumber: p + 1,
          track,
          trackNumber: t + 1,
          topicNumber: n + 1,
          number: positions.size + 1,
          total,
        });
      }
    }
  }
  return positions;
}
