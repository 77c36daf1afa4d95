import { mint, type OptionId, type TopicId } from "../domain/ids.ts";
import type {
  Certification,
  Choice,
  Material,
  Phase,
  Prerequisite,
  Roadmap,
  Topic,
} from "../domain/roadmap.ts";
import { buildMaterial } from "./build-material.ts";
import { buildOnly } from "./build-only.ts";
import type { RoadmapFile } from "./schema.ts";
import type { TopicFile as MaterialFile } from "./topic-schema.ts";

type PhaseFile = RoadmapFile["phases"][number];
type TopicFile = PhaseFile["tracks"][number]["topics"][number];
type PrerequisiteFile = TopicFile["after"][number];
type CertificationFile = RoadmapFile["certifications"][number]["certifications"][number];

/** Turns files that passed all checks into the roadmap that the rest of the bot works with. */
export function buildRoadmap(file: RoadmapFile, material: readonly MaterialFile[]): Roadmap {
  const materialOf = new Map(material.map((one) => [one.topic, buildMaterial(one)]));
  return {
    id: file.id,
    version: file.version,
    title: file.title,
    summary: file.summary,
    closing: file.closing,
    hoursPerWeek: file.hours_per_week,
    choices: file.choices.map(buildChoice),
    phases: file.phases.map((phase) => buildPhase(phase, materialOf)),
    certifications: file.certifications.map((group) => ({
      ...group,
      certifications: group.certifications.map(buildCertification),
    })),
    approach: file.approach,
    timeline: file.timeline.map((row) => ({ ...row, phase: mint(row.phase) })),
    retired: file.retired.map((entry) => ({ ...entry, successor: entry.successor ?? null })),
  };
}

function buildChoice(choice: RoadmapFile["choices"][number]): Choice {
  const options = choice.options.map((option) => ({ ...option, id: mint<OptionId>(option.id) }));
  return { ...choice, id: mint(choice.id), options };
}

type MaterialOf = ReadonlyMap<string, Material>;

function buildPhase(phase: PhaseFile, materialOf: MaterialOf): Phase {
  return {
    id: mint(phase.id),
    title: phase.title,
    months: phase.months ?? null,
    tracks: phase.tracks.map((track) => ({
      id: mint(track.id),
      title: track.title,
      topics: track.topics.map((topic) => buildTopic(topic, materialOf)),
    })),
  };
}

function buildTopic(topic: TopicFile, materialOf: MaterialOf): Topic {
  const material = materialOf.get(topic.id);
  if (material === undefined) throw new Error(`no material for ${topic.id}, and the rules let it pass`);
  return {
    id: mint(topic.id),
    title: topic.title,
    hours: topic.hours,
    after: topic.after.map(buildPrerequisite),
    afterSoft: topic.after_soft.map(buildPrerequisite),
    objectives: topic.objectives.map((objective) => ({
      ...objective,
      id: mint(objective.id),
      only: buildOnly(objective.only),
    })),
    resources: topic.resources.map((resource) => ({
      ...resource,
      id: mint(resource.id),
      note: resource.note ?? null,
      only: buildOnly(resource.only),
    })),
    material,
  };
}

function buildPrerequisite(prerequisite: PrerequisiteFile): Prerequisite {
  if (typeof prerequisite === "string") return { topic: mint(prerequisite), only: null };
  return { topic: mint(prerequisite.topic), only: buildOnly(prerequisite.only) };
}

function buildCertification(certification: CertificationFile): Certification {
  const { successor, cost, validity } = certification;
  return {
    ...certification,
    id: mint(certification.id),
    successor: successor ? { title: successor.title, url: successor.url ?? null } : null,
    cost: cost ? { min: cost.min ?? cost.max, max: cost.max, checked: cost.checked } : null,
    validity: validity ?? null,
    note: certification.note ?? null,
    only: buildOnly(certification.only),
    topics: certification.topics.map((id) => mint<TopicId>(id)),
  };
}
