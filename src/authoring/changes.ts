import type { Roadmap, Topic } from "../domain/roadmap.ts";
import { topicsOf } from "../domain/roadmap-graph.ts";

const MOST = 30;

/** What is other in a roadmap than in the one before it: a line for each topic, in the order of the roadmap. Empty where nothing is. */
export function changesBetween(before: Roadmap, after: Roadmap): string[] {
  const old = new Map(topicsOf(before).map((topic) => [topic.id, topic]));
  const left = new Map(old);
  const lines: string[] = [];
  for (const topic of topicsOf(after)) {
    const former = old.get(topic.id);
    left.delete(topic.id);
    if (!former) lines.push(`${topic.title}: is new`);
    else lines.push(...topicChanges(former, topic));
  }
  for (const { title } of left.values()) lines.push(`${title}: is gone`);
  lines.push(...partsOf(before, after));
  return lines.length > MOST ? [...lines.slice(0, MOST), `and ${lines.length - MOST} more`] : lines;
}

function topicChanges(before: Topic, after: Topic): string[] {
  const parts = [
    ...fieldChanges(before, after, ["material"]),
    ...fieldChanges(before.material, after.material),
  ];
  return parts.length === 0 ? [] : [`${after.title}: ${parts.join("; ")}`];
}

function fieldChanges<Value extends object>(
  before: Value,
  after: Value,
  without: readonly (keyof Value)[] = [],
): string[] {
  const names = Object.keys(after) as (keyof Value & string)[];
  return names
    .filter((name) => !without.includes(name))
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => fieldChange(name, before[name], after[name]));
}

function fieldChange(name: string, before: unknown, after: unknown): string {
  if (typeof before === "number" && typeof after === "number") return `${name} ${before} → ${after}`;
  if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length)
    return `${name} ${before.length} → ${after.length}`;
  return name;
}

/** What lies beside the topics. */
function partsOf(before: Roadmap, after: Roadmap): string[] {
  const changed = fieldChanges(before, after, ["phases"]);
  const shape = (roadmap: Roadmap): string =>
    JSON.stringify(
      roadmap.phases.map((phase) => ({
        ...phase,
        tracks: phase.tracks.map((track) => ({ ...track, topics: track.topics.map(({ id }) => id) })),
      })),
    );
  const phases = shape(before) === shape(after) ? [] : ["order or names of phases and tracks"];
  return [...changed, ...phases].map((part) => `The roadmap: ${part}`);
}
