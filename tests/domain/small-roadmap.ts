import { mint, type ObjectiveId, type ResourceId, type TopicId } from "../../src/domain/ids.ts";
import type { Choices } from "../../src/domain/progress.ts";
import { materialOf } from "../support/teaching.ts";
import type { Certification, Only, Prerequisite, Roadmap, Topic } from "../../src/domain/roadmap.ts";

/** `after: ["git"]`, or with a condition `after: [["spark", { engine: "spark" }]]`. */
type Named = string | readonly [string, Record<string, string>];
type TopicSketch = {
  readonly id: string;
  readonly title?: string;
  readonly hours?: number;
  readonly after?: readonly Named[];
  readonly afterSoft?: readonly Named[];
  /** One objective `id/1`, `id/2` and so on for each; what it is bound to, or null. */
  readonly objectives?: readonly (Record<string, string> | null)[];
  readonly resources?: readonly (Record<string, string> | null)[];
};

/** A roadmap of one phase with one track, unless `topics` is a list of lists of lists: phases of tracks of topics. */
export function sketch(
  topics: readonly TopicSketch[] | readonly (readonly (readonly TopicSketch[])[])[],
  more: Partial<Roadmap> = {},
): Roadmap {
  const phases = (isNested(topics) ? topics : [[topics]]) as readonly (readonly (readonly TopicSketch[])[])[];
  return {
    id: "sketch",
    version: "1",
    title: "Sketch",
    summary: "",
    closing: "",
    hoursPerWeek: 8,
    choices: [choice("cloud", ["aws", "azure", "gcp"]), choice("engine", ["flink", "spark"])],
    phases: phases.map((tracks, p) => ({
      id: mint(`phase${p + 1}`),
      title: `Phase ${p + 1}`,
      months: null,
      tracks: tracks.map((list, t) => ({
        id: mint(`track${p + 1}-${t + 1}`),
        title: `Track ${p + 1}.${t + 1}`,
        topics: list.map((topic) => topicOf(topic, more.hoursPerWeek ?? 8)),
      })),
    })),
    certifications: [
      {
        id: "cloud",
        title: "Cloud",
        level: "Foundation",
        pick: "one",
        certifications: [
          certification("aws-ccp", "AWS Cloud Practitioner", {
            only: bound({ cloud: "aws" }),
            topics: [mint("git")],
          }),
          certification("az-900", "Azure Fundamentals", { only: bound({ cloud: "azure" }) }),
        ],
      },
      {
        id: "old",
        title: "Old ones",
        level: "Advanced",
        pick: "any",
        certifications: [
          certification("das", "AWS Data Analytics", {
            status: "retired",
            successor: { title: "AWS Data Engineer", url: null },
            only: bound({ cloud: "aws" }),
          }),
        ],
      },
    ],
    approach: [],
    timeline: [],
    retired: [],
    ...more,
  };
}

/** Decided choices, such as `chosen({ cloud: "aws" })`. */
export function chosen(picks: Record<string, string>): Choices {
  return new Map(Object.entries(picks).map(([choice, option]) => [mint(choice), mint(option)]));
}

/** A topic's id. */
export function id(topic: string): TopicId {
  return mint(topic);
}

/** The ids of things that have one. */
export function ids(items: readonly { readonly id: string }[]): string[] {
  return items.map((item) => item.id);
}

function isNested(topics: readonly unknown[]): boolean {
  return Array.isArray(topics[0]);
}

function choice(name: string, options: readonly string[]): Roadmap["choices"][number] {
  const list = options.map((option) => ({ id: mint<never>(option), title: option.toUpperCase() }));
  return { id: mint(name), title: name, question: `Which ${name}?`, ask: "start", options: list };
}

function topicOf(topic: TopicSketch, hoursPerWeek: number): Topic {
  const made = {
    id: mint<TopicId>(topic.id),
    title: topic.title ?? topic.id.toUpperCase(),
    hours: topic.hours ?? 8,
    after: (topic.after ?? []).map(prerequisite),
    afterSoft: (topic.afterSoft ?? []).map(prerequisite),
    objectives: (topic.objectives ?? [null, null]).map((only, o) => ({
      id: mint<ObjectiveId>(`${topic.id}/${o + 1}`),
      rev: 1,
      text: `Objective ${o + 1}`,
      only: bound(only),
    })),
    resources: (topic.resources ?? []).map((only, r) => ({
      id: mint<ResourceId>(`${topic.id}-r${r + 1}`),
      title: `Resource ${r + 1}`,
      url: "https://example.org/",
      kind: "docs" as const,
      checked: "2026-11-22",
      note: null,
      only: bound(only),
    })),
  };
  return { ...made, material: materialOf(made, { hoursPerWeek }) };
}

function prerequisite(named: Named): Prerequisite {
  if (typeof named === "string") return { topic: mint(named), only: null };
  return { topic: mint(named[0]), only: bound(named[1]) };
}

function bound(only: Record<string, string> | null): Only | null {
  const [entry] = Object.entries(only ?? {});
  return entry === undefined ? null : { choice: mint(entry[0]), options: [mint(entry[1])] };
}

function certification(name: string, title: string, more: Partial<Certification>): Certification {
  return {
    id: mint(name),
    title,
    provider: "Somebody",
    status: "current",
    successor: null,
    cost: null,
    validity: null,
    checked: "2026-11-22",
    note: null,
    only: null,
    topics: [],
    ...more,
  };
}
