import { type Outline, textOf } from "./outline.ts";
import type { Finding } from "./problem.ts";
import { type Name, namesOf } from "./rule-references.ts";

/**
 * No topic comes after itself, directly or over others: nobody could begin it. Soft prerequisites and those under a condition
 * count too, as "better before each other" cannot be followed either. Each circle is reported once, at the step that closes it.
 */
export function checkCircles(outline: Outline): Finding[] {
  const steps = new Map<string, Name[]>();
  for (const topic of outline.topics) {
    const id = textOf(topic, "id");
    if (id !== null && !steps.has(id))
      steps.set(id, [...namesOf(topic, "after"), ...namesOf(topic, "after_soft")]);
  }
  const finished = new Set<string>();
  return [...steps.keys()].flatMap((start) => search(start, steps, finished));
}

/** Walks from `start` depth first, on a stack of its own: a chain of prerequisites may be longer than the engine's. */
function search(start: string, steps: ReadonlyMap<string, Name[]>, finished: Set<string>): Finding[] {
  if (finished.has(start)) return [];
  const findings: Finding[] = [];
  const trail = [start];
  const left = [[...(steps.get(start) ?? [])]];
  while (trail.length > 0) {
    const next = left.at(-1)?.shift();
    if (!next) {
      left.pop();
      finished.add(trail.pop() ?? "");
    } else if (trail.includes(next.id)) {
      findings.push(circle(next, trail.slice(trail.indexOf(next.id))));
    } else if (!finished.has(next.id) && steps.has(next.id)) {
      trail.push(next.id);
      left.push([...(steps.get(next.id) ?? [])]);
    }
  }
  return findings;
}

/** `round` begins at the topic that `closing` names and ends at the one that names it. */
function circle({ path, id }: Name, round: readonly string[]): Finding {
  if (round.length === 1)
    return { path, wrong: "is the topic itself", right: "name another topic, or leave it out" };
  const way = [id, ...round.toReversed()].join(" after ");
  return { path, wrong: `closes a circle: ${way}`, right: "take one of these steps out" };
}
