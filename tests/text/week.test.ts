import { describe, expect, test } from "vitest";
import { mint } from "../../src/domain/ids.ts";
import type { Roadmap, Topic } from "../../src/domain/roadmap.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { faultsOf } from "../support/check-reply.ts";
import { materialOf } from "../support/teaching.ts";
import { longestPost, weeksOf } from "../curriculum/weeks.ts";
import { sketch } from "../domain/small-roadmap.ts";

const full = (start: string, length: number) =>
  `${start} `.padEnd(length, "long words ").trimEnd().padEnd(length, "x");

/** A topic of one week in which every text is as long as the reader takes it. */
function fullRoadmap(): Roadmap {
  const roadmap = sketch([{ id: "sql", objectives: [null, null, null], resources: [null, null, null] }]);
  const [topic] = topicsOf(roadmap);
  if (topic === undefined) throw new Error("no topic");
  const long: Topic = {
    ...topic,
    title: full("Title", 80),
    objectives: topic.objectives.map((one) => ({ ...one, text: full("Objective", 200) })),
    resources: topic.resources.map((one, i) => ({
      ...one,
      title: full(`Resource ${i}`, 80),
      url: `https://example.org/${i}`.padEnd(300, "x"),
    })),
  };
  const material = materialOf(long, { hoursPerWeek: 8, say: full, remarks: true });
  const [unit] = material.units;
  if (unit === undefined) throw new Error("no unit");
  const all = { ...unit, objectives: long.objectives.map(({ id }) => id) };
  const phase = { id: mint<never>("p"), title: full("Phase", 80), months: null };
  const track = { id: mint<never>("t"), title: full("Track", 80) };
  const topics = [{ ...long, material: { ...material, units: [all] } }];
  return { ...roadmap, phases: [{ ...phase, tracks: [{ ...track, topics }] }] };
}

describe("a weekly post whose every text is as long as the reader takes it", () => {
  const roadmap = fullRoadmap();
  const [week] = weeksOf(roadmap);

  test("is taken by Discord and holds the whole week, whatever the group did", () => {
    if (week === undefined) throw new Error("no week");
    const message = longestPost(roadmap, week, new Map());
    expect(faultsOf({ kind: "public", message })).toEqual([]);
    const [about, build] = message.embeds ?? [];
    for (const part of [about, build]) expect(part?.description).not.toMatch(/… and \d+ more|not shown/u);
    expect(about?.description?.match(/▫️/gu)).toHaveLength(3);
    expect(about?.description?.match(/^• /gmu)).toHaveLength(3);
    expect(build?.description?.match(/^\d\. /gmu)).toHaveLength(6);
    for (const part of ["**Hand in:**", "**It works when:**", "**Cost:**", "**Discuss**", "**Teach it**"])
      expect(build?.description).toContain(part);
  });
});
