import { type ChoiceId, mint, type OptionId, type TopicId } from "../domain/ids.ts";
import type { Certification, Choice, Only, Phase, Prerequisite, Roadmap, Topic } from "../domain/roadmap.ts";
import type { RoadmapFile } from "./schema.ts";

type PhaseFile = RoadmapFile["phases"][number];
type TopicFile = PhaseFile["tracks"][number]["topics"][number];
type PrerequisiteFile = TopicFile["after"][number];
type OnlyFile = NonNullable<TopicFile["objectives"][number]["only"]>;
type CertificationFile = RoadmapFile["certifications"][number]["certifications"][number];

/** Turns a file that passed all checks into the roadmap that the rest of the bot works with. */
export function buildRoadmap(file: RoadmapFile): Roadmap {
  return {
    id: file.id,
    version: file.version,
    title: file.title,
    summary: file.summary,
    closing: file.closing,
    hoursPerWeek: file.hours_per_week,
    choices: file.choices.map(buildChoice),
    phases: file.phases.map(buildPhase),
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

function buildPhase(phase: PhaseFile): Phase {
  return {
    id: mint(phase.id),
    title: phase.title,
    months: phase.months ?? null,
    tracks: phase.tracks.map((track) => ({
      id: mint(track.id),
      title: track.title,
      topics: track.topics.map(buildTopic),
    })),
  };
}

function buildTopic(topic: TopicFile): Topic {
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
  };
}

function buildPrerequisite(prerequisite: PrerequisiteFile): Prerequisite {
  if (typeof prerequisite === "string") return { topic: mint(prerequisite), only: null };
  return { topic: mint(prerequisite.topic), only: buildOnly(prerequisite.only) };
}

function buildCertification(certification: CertificationFile): Certification {
  const { successor } = certification;
  return {
    ...certification,
    id: mint(certification.id),
    successor: successor ? { title: successor.title, url: successor.url ?? null } : null,
    note: certification.note ?? null,
    only: buildOnly(certification.only),
    topics: certification.topics.map((id) => mint<TopicId>(id)),
  };
}

/** An `only` names exactly one choice; the rules have seen to it. */
function buildOnly(only: OnlyFile | undefined): Only | null {
  const [entry] = Object.entries(only ?? {});
  if (!entry) return null;
  const [choice, options] = entry;
  const ids = typeof options === "string" ? [options] : options;
  return { choice: mint<ChoiceId>(choice), options: ids.map((id) => mint<OptionId>(id)) };
}
