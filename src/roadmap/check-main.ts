import { stat } from "node:fs/promises";
import type { Roadmap } from "../domain/roadmap.ts";
import { loadRoadmap, loadRoadmapFile } from "../roadmap.ts";

// `npm run roadmap:check [file or folder]`: what is wrong with a roadmap, or what is in it. Exits 1 where something is wrong.
const place = process.argv[2] ?? (process.env["ROADMAP_DIR"] || "./roadmap");
const isFile = await stat(place).then(
  (about) => !about.isDirectory(),
  () => process.argv[2] !== undefined, // what is not there is reported as what it was given as
);
const result = await (isFile ? loadRoadmapFile(place) : loadRoadmap(place));
if (result.ok) {
  console.log(`${place}: ${summaryOf(result.roadmap)}`);
} else {
  console.error(result.problems.join("\n"));
  process.exitCode = 1;
}

function summaryOf(roadmap: Roadmap): string {
  const tracks = roadmap.phases.flatMap((phase) => phase.tracks);
  const topics = tracks.flatMap((track) => track.topics);
  const material = topics.map((topic) => topic.material);
  const hours = topics.reduce((sum, topic) => sum + topic.hours, 0);
  const counts = [
    count(roadmap.phases.length, "phase"),
    count(tracks.length, "track"),
    count(topics.length, "topic"),
    count(topics.flatMap((topic) => topic.objectives).length, "objective"),
    count(topics.flatMap((topic) => topic.resources).length, "resource"),
    count(material.flatMap(({ units }) => units).length, "unit"),
    count(material.flatMap(({ questions }) => questions).length, "question"),
    count(roadmap.certifications.flatMap((group) => group.certifications).length, "certification"),
  ];
  const weeks = count(Math.ceil(hours / roadmap.hoursPerWeek), "week");
  const pace = `${count(hours, "hour")}, ${weeks} at ${count(roadmap.hoursPerWeek, "hour")} a week`;
  return `${roadmap.id} ${roadmap.version} is right: ${counts.join(", ")}; ${pace}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
