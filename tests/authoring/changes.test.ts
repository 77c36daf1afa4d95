import { expect, test } from "vitest";
import { changesBetween } from "../../src/authoring/changes.ts";
import type { Roadmap, Topic } from "../../src/domain/roadmap.ts";
import { loadRoadmapFile } from "../../src/roadmap.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

async function smallRoadmap(): Promise<Roadmap> {
  const read = await loadRoadmapFile("tests/roadmap/small.yaml");
  if (!read.ok) throw new Error(read.problems.join("\n"));
  return read.roadmap;
}

/** The roadmap with its first topic changed, and another one like it after it. */
function withFirst(
  roadmap: Roadmap,
  change: (topic: Topic) => Topic,
  another: Partial<Topic> | null = null,
): Roadmap {
  const [phase, ...phases] = roadmap.phases;
  const [track, ...tracks] = phase?.tracks ?? [];
  const [topic, ...topics] = track?.topics ?? [];
  if (!phase || !track || !topic) throw new Error("the roadmap is empty");
  return {
    ...roadmap,
    phases: [
      {
        ...phase,
        tracks: [
          {
            ...track,
            topics: [
              change(topic),
              ...(another ? [{ ...topic, objectives: [], ...another }] : []),
              ...topics,
            ],
          },
          ...tracks,
        ],
      },
      ...phases,
    ],
  };
}

test("nothing has changed between a roadmap and itself, read again", async () => {
  const roadmap = await realRoadmap();
  expect(changesBetween(roadmap, structuredClone(roadmap))).toEqual([]);
});

test("a number is told as it was and is, an entry of a list by its id, anything else by its name", async () => {
  const roadmap = await smallRoadmap();
  const after = withFirst(roadmap, (topic) => ({
    ...topic,
    hours: topic.hours + 8,
    objectives: topic.objectives.map((one) => ({ ...one, rev: one.rev + 1, text: "Join three." })),
    resources: [],
    material: {
      ...topic.material,
      why: "Because.",
      units: topic.material.units.map((unit, i) => (i === 1 ? { ...unit, focus: "Other" } : unit)),
      questions: topic.material.questions.toReversed(),
    },
  }));
  expect(changesBetween(roadmap, after)).toEqual([
    "SQL: hours 16 → 24; objectives: sql/joins (rev 1 → 2; text); resources 1 → 0: sql-book is gone; why; units: sql/week-2 (focus); questions: their order",
  ]);
});

test("a change in a list in a list is told by both ids", async () => {
  const roadmap = await smallRoadmap();
  const certifications = roadmap.certifications.map((group) => ({
    ...group,
    certifications: group.certifications.map((one) => ({ ...one, note: "Other." })),
  }));
  expect(changesBetween(roadmap, { ...roadmap, certifications })).toEqual([
    "The roadmap: certifications: clouds-certs (certifications: aws-cert (note))",
  ]);
});

test("a topic that is new is told, and the order of phases only where it changed", async () => {
  const roadmap = await smallRoadmap();
  const more = withFirst(roadmap, (topic) => topic, { id: "other" as Topic["id"], title: "Other" });
  expect(changesBetween(roadmap, more)).toEqual(["Other: is new"]);
  const turned = { ...roadmap, phases: roadmap.phases.toReversed() };
  expect(changesBetween(roadmap, turned)).toEqual(["The roadmap: order or names of phases and tracks"]);
});

test("a topic, an objective or a certification that goes without a word under retired is told with what becomes of progress", async () => {
  const roadmap = await smallRoadmap();
  const without = {
    ...roadmap,
    certifications: [],
    phases: roadmap.phases.map((phase) => ({
      ...phase,
      tracks: phase.tracks.map((track) => ({
        ...track,
        topics: track.topics
          .filter(({ id }) => id !== "python")
          .map((topic) => ({
            ...topic,
            objectives: topic.objectives.filter(({ id }) => id !== "storage/gcp"),
          })),
      })),
    })),
  };
  const lines = changesBetween(roadmap, without);
  expect(lines.slice(0, 3)).toEqual([
    "Python: is gone; what members did with it, and their points, stay saved, but it is on nobody's roadmap any more, and a group that is on it finds no next week. Put the id python back, or list it under retired, with a successor if there is one",
    "Make a bucket on Google Cloud.: is gone; members' checks of it, and their points, stay saved, but count in no topic any more. Put the id storage/gcp back, or list it under retired, with a successor if there is one",
    "Old AWS certificate: is gone; members' plans, exams and points stay saved, but are on nobody's list any more. Put the id aws-cert back, or list it under retired, with a successor if there is one",
  ]);
  expect(lines.join("\n")).not.toContain("order or names");
});

test("an id that was changed is told as that; one that is retired without a warning", async () => {
  const roadmap = await smallRoadmap();
  const renamed = withFirst(roadmap, (topic) => ({ ...topic, id: "sequel" as Topic["id"] }));
  expect(changesBetween(roadmap, renamed)[0]).toMatch(
    /^SQL: its id sql became sequel; .* Put the id sql back, or list it under retired with the successor sequel$/,
  );
  const retired = [
    ...roadmap.retired,
    { id: "sql", kind: "topic", title: "SQL", successor: "sequel" } as const,
  ];
  expect(changesBetween(roadmap, { ...renamed, retired })).toEqual([
    "SQL: is gone, and retired; sequel takes its place",
    "SQL: is new",
    "The roadmap: retired 1 → 2: sql is new",
  ]);
});

test("another id of the roadmap itself is told to harm nobody's progress", async () => {
  const roadmap = await smallRoadmap();
  expect(changesBetween(roadmap, { ...roadmap, id: "tiny" })).toEqual([
    "The roadmap: its id small became tiny; members keep their progress, which goes by the ids of topics and objectives",
  ]);
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
