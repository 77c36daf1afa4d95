import { describe, expect, test } from "vitest";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { weeksFor } from "../../src/domain/group-plan.ts";
import { similarity, trigramsOf } from "../../src/roadmap/similarity.ts";
import { TOO_ALIKE } from "../../src/roadmap/rule-alike.ts";
import { realRoadmap } from "../support/real-roadmap.ts";

const roadmap = await realRoadmap();
const topics = topicsOf(roadmap);
const units = topics.flatMap(({ material }) => material.units);
const questions = topics.flatMap(({ material }) => material.questions);
const placements = topics.map(({ material }) => material.placement);

describe("the material of the data engineer roadmap is whole", () => {
  test("92 units: a week each of the phases' 15, 15, 22, 22 and 18", () => {
    const weeks = roadmap.phases.map(({ tracks }) =>
      tracks.flatMap((track) => track.topics).reduce((sum, topic) => sum + topic.material.units.length, 0),
    );
    expect(weeks).toEqual([15, 15, 22, 22, 18]);
    expect(units).toHaveLength(92);
    for (const { id, hours, material } of topics) {
      expect(material.units.map((unit) => unit.id)).toEqual(
        Array.from({ length: weeksFor(hours, roadmap.hoursPerWeek) }, (_, i) => `${id}/week-${i + 1}`),
      );
    }
  });

  test("20 placement challenges, and at least two questions for each of the 57 objectives", () => {
    expect(new Set(placements.map(({ id }) => id)).size).toBe(20);
    expect(questions.length).toBeGreaterThanOrEqual(114);
    const objectives = topics.flatMap((topic) => topic.objectives);
    expect(objectives).toHaveLength(57);
    const few = objectives.filter(
      ({ id }) => questions.filter(({ objective }) => objective === id).length < 2,
    );
    expect(few).toEqual([]);
  });

  test("no two titles, focuses, questions, discussions or teach-it prompts are the same", () => {
    const exercises = units.flatMap((unit) => [
      unit.exercise,
      ...unit.variants.map(({ exercise }) => exercise),
    ]);
    const texts = [
      exercises.map(({ title }) => title),
      units.map(({ focus }) => focus),
      questions.map(({ ask }) => ask),
      units.map(({ discuss }) => discuss),
      units.map(({ teach }) => teach),
      placements.map(({ task }) => task),
      topics.map(({ material }) => material.why),
    ];
    for (const list of texts) expect(new Set(list.map((text) => text.toLowerCase())).size).toBe(list.length);
  });

  test("nor nearly the same: discussions, teach-it prompts and challenges, which the reader does not compare", () => {
    const lists = [
      units.map(({ discuss }) => discuss),
      units.map(({ teach }) => teach),
      placements.map(({ task }) => task),
    ];
    const alike = lists.flatMap((list) => {
      const trigrams = list.map(trigramsOf);
      return list.flatMap((text, i) =>
        list.slice(0, i).flatMap((other, j) => {
          const [a, b] = [trigrams[i], trigrams[j]];
          return a && b && similarity(a, b) >= TOO_ALIKE.question ? [[text, other]] : [];
        }),
      );
    });
    expect(alike).toEqual([]);
  });

  test("all of it was looked at on a day, and what costs money says which step ends it", () => {
    expect(topics.filter(({ material }) => !/^2026-11-2\d$/.test(material.checked))).toEqual([]);
    const variants = units.flatMap((unit) => unit.variants.map(({ exercise }) => exercise));
    const clouds = variants.filter(({ cost }) => cost !== null);
    expect(clouds.length).toBeGreaterThan(10);
  });
});
