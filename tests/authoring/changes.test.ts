import { expect, test } from "vitest";
import { changesBetween } from "../../src/authoring/changes.ts";
import type { Roadmap, Topic } from "../../src/domain/roadmap.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

/** The roadmap with its first topic changed. */
function withFirst(roadmap: Roadmap, change: (topic: Topic) => Topic): Roadmap {
  const [phase, ...phases] = roadmap.phases;
  const [track, ...tracks] = phase?.tracks ?? [];
  const [topic, ...topics] = track?.topics ?? [];
  if (!phase || !track || !topic) throw new Error("the roadmap is empty");
  return {
    ...roadmap,
    phases: [{ ...phase, tracks: [{ ...track, topics: [change(topic), ...topics] }, ...tracks] }, ...phases],
  };
}

test("nothing has changed between a roadmap and itself, read again", async () => {
  const roadmap = await realRoadmap();
  expect(changesBetween(roadmap, structuredClone(roadmap))).toEqual([]);
});

test("a number is told as it was and is, a list by its length, anything else by its name", async () => {
  const roadmap = await realRoadmap();
  const after = withFirst(roadmap, (topic) => ({
    ...topic,
    hours: topic.hours + 8,
    objectives: topic.objectives.slice(1),
    material: { ...topic.material, why: "Because." },
  }));
  const [first] = roadmap.phases[0]?.tracks[0]?.topics ?? [];
  const { length } = first?.objectives ?? [];
  expect(changesBetween(roadmap, after)).toEqual([
    `${first?.title}: hours ${first?.hours} → ${(first?.hours ?? 0) + 8}; objectives ${length} → ${length - 1}; why`,
  ]);
});

test("a topic that is new, one that is gone, and another order of phases are told", async () => {
  const roadmap = await realRoadmap();
  const renamed = withFirst(roadmap, (topic) => ({ ...topic, id: "other" as Topic["id"], title: "Other" }));
  expect(changesBetween(roadmap, renamed)).toEqual([
    "Other: is new",
    `${roadmap.phases[0]?.tracks[0]?.topics[0]?.title}: is gone`,
    "The roadmap: order or names of phases and tracks",
  ]);
  const turned = { ...roadmap, phases: roadmap.phases.toReversed() };
  expect(changesBetween(roadmap, turned)).toEqual(["The roadmap: order or names of phases and tracks"]);
});

test("many changes are cut short", async () => {
  const roadmap = await realRoadmap();
  const none = { ...roadmap, phases: [] };
  const lines = changesBetween(none, {
    ...roadmap,
    phases: roadmap.phases.map((phase) => ({
      ...phase,
      tracks: phase.tracks.map((track) => ({
        ...track,
        topics: track.topics.flatMap((topic) => [topic, { ...topic, id: `${topic.id}-2` as Topic["id"] }]),
      })),
    })),
  });
  expect(lines).toHaveLength(31);
  expect(lines.at(-1)).toMatch(/^and \d+ more$/);
});
