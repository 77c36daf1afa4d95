import { describe, expect, test } from "vitest";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { outboxView } from "../../src/outbox-view.ts";
import { fillSample, sampleStart } from "../../src/playground/control/sample/fill.ts";
import { SEED } from "../../src/playground/stand-in.ts";
import { loadRoadmapFile } from "../../src/roadmap.ts";
import { realRoadmap } from "../support/real-roadmap.ts";
import { serveRealPlayground } from "./page/real-playground.ts";

const until = Date.parse("2030-06-05T12:00:00Z");
const zone = "Europe/Berlin";

/** Plays the sample on a roadmap, and gives all that was said by people in the study channel and its threads. */
async function saidOn(roadmap: Roadmap): Promise<string[]> {
  const start = new Date(sampleStart({ until, zone })).toISOString();
  await using place = await serveRealPlayground(start, { roadmap });
  const { standIn, database } = place;
  const outbox = (guild: string) => outboxView(database.db, guild);
  await fillSample(standIn, { until, zone, outbox, onProgress: () => {} });
  expect(standIn.log.refused()).toEqual([]);
  expect(place.testLog.lines.filter(({ level }) => level === "error")).toEqual([]);
  const threads = standIn.view(SEED.admin, SEED.study).flatMap(({ thread }) => thread?.id ?? []);
  return [SEED.study, ...threads].flatMap((channel) =>
    standIn.view(SEED.admin, channel).flatMap(({ author, content }) => (author.bot ? [] : content)),
  );
}

/** A roadmap with no choices and no certifications, of the first topics of another, each with another title. */
async function shortRoadmap(count: number): Promise<Roadmap> {
  const real = await realRoadmap();
  const kept = topicsOf(real).slice(0, count);
  const topics = kept.map((topic, i) => ({
    ...topic,
    title: `Pottery ${i + 1}`,
    after: [],
    afterSoft: [],
  }));
  const [phase] = real.phases;
  const [track] = phase?.tracks ?? [];
  if (!phase || !track) throw new Error("the roadmap is empty");
  return {
    ...real,
    choices: [],
    certifications: [],
    timeline: [],
    phases: [{ ...phase, tracks: [{ ...track, topics }] }],
  };
}

describe("the sample's weeks", { timeout: 60_000 }, () => {
  test.each([1, 2])("are played to their end on a roadmap of %i topics without a choice", async (count) => {
    const said = await saidOn(await shortRoadmap(count));
    expect(said.length).toBeGreaterThan(10);
    expect(said.filter((text) => /python|sql|argv|virtual|pipeline/i.test(text))).toEqual([]);
  });

  test("are played to their end on a roadmap with a choice and a locked topic", async () => {
    const small = await loadRoadmapFile("tests/roadmap/small.yaml");
    if (!small.ok) throw new Error(small.problems.join("\n"));
    const said = await saidOn(small.roadmap);
    expect(said.join("\n")).not.toMatch(/argv|virtual/);
  });

  test("talk of Python where the group learns it", async () => {
    const said = await saidOn(await realRoadmap());
    expect(said.join("\n")).toMatch(/SQL all day(.|\n)*One down!(.|\n)*virtual environments(.|\n)*argv/);
  });
});
