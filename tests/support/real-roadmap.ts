import type { Roadmap } from "../../src/domain/roadmap.ts";
import { loadRoadmap } from "../../src/roadmap.ts";

/** The roadmap that comes with the bot. */
export async function realRoadmap(): Promise<Roadmap> {
  const read = await loadRoadmap(new URL("../../roadmap", import.meta.url).pathname);
  if (!read.ok) throw new Error(read.problems.join("\n"));
  return read.roadmap;
}
