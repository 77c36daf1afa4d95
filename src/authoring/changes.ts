import type { Roadmap, Topic } from "../domain/roadmap.ts";
import { topicsOf } from "../domain/roadmap-graph.ts";
import { fieldChanges } from "./field-changes.ts";
import { lostIds } from "./lost-ids.ts";

const MOST = 30;

/**
 * What is other in a roadmap than in the one before it. First what goes with progress kept under it, then a line for each topic, in the order
 * of the roadmap. Empty where nothing is.
 */
export function changesBetween(before: Roadmap, after: Roadmap): string[] {
  const old = new Map(topicsOf(before).map((topic) => [topic.id, topic]));
  const lines = topicsOf(after).flatMap((topic) => {
    const former = old.get(topic.id);
    return former ? topicChanges(former, topic) : [`${topic.title}: is new`];
  });
  const all = [...lostIds(before, after), ...lines, ...partsOf(before, after)];
  return all.length > MOST ? [...all.slice(0, MOST), `and ${all.length - MOST} more`] : all;
}

function topicChanges(before: Topic, after: Topic): string[] {
  const parts = [
    ...fieldChanges(before, after, ["material"]),
    ...fieldChanges(before.material, after.material),
  ];
  return parts.length === 0 ? [] : [`${after.title}: ${parts.join("; ")}`];
}

/** What lies beside the topics. */
function partsOf(before: Roadmap, after: Roadmap): string[] {
  const changed = fieldChanges(before, after, ["phases", "id"]);
  const phases = isSameShape(before, after) ? [] : ["order or names of phases and tracks"];
  return [...changed, ...phases].map((part) => `The roadmap: ${part}`);
}

/** Whether phases, tracks and the topics in them stand as before; a topic that came or went does not count. */
function isSameShape(before: Roadmap, after: Roadmap): boolean {
  const were = new Set(topicsOf(before).map(({ id }) => id));
  const stayed = new Set(topicsOf(after).flatMap(({ id }) => (were.has(id) ? [id] : [])));
  const shape = ({ phases }: Roadmap): string =>
    JSON.stringify(
      phases.map((phase) => ({
        ...phase,
        tracks: phase.tracks.map((track) => ({
          ...track,
          topics: track.topics.flatMap(({ id }) => (stayed.has(id) ? [id] : [])),
        })),
      })),
    );
  return shape(before) === shape(after);
}
