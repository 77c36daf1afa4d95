import type { Phase, Roadmap, Topic } from "../domain/roadmap.ts";
import type { Sprint } from "../domain/sprint.ts";
import type { MemberProgress } from "../domain/progress.ts";
import { MAX_OPTION_TEXT, MAX_OPTIONS } from "./limits.ts";
import { topicMark } from "./marks.ts";
import type { Suggestion } from "./reply.ts";
import { label } from "./safe.ts";
import { sprintName } from "./sprint-words.ts";

/** Topics as completions, each with the member's state. */
export function topicSuggestions(topics: readonly Topic[], progress: MemberProgress): Suggestion[] {
  return topics.slice(0, MAX_OPTIONS).map(({ id, title }) => {
    const state = progress.topics.get(id)?.state;
    const end = state === undefined ? "" : ` ${topicMark(state)} ${state}`;
    return { name: `${label(title, MAX_OPTION_TEXT - end.length)}${end}`, value: id };
  });
}

/** Phases as completions. `all` gives their numbers. */
export function phaseSuggestions(phases: readonly Phase[], all: readonly Phase[]): Suggestion[] {
  return phases.slice(0, MAX_OPTIONS).map((phase) => ({
    name: label(`${all.indexOf(phase) + 1} · ${phase.title}`, MAX_OPTION_TEXT),
    value: phase.id,
  }));
}

/** Sprints as completions. */
export function sprintSuggestions(roadmap: Roadmap, sprints: readonly Sprint[]): Suggestion[] {
  return sprints.slice(0, MAX_OPTIONS).map((sprint) => ({
    name: label(sprintName(roadmap, sprint), MAX_OPTION_TEXT) || "A sprint",
    value: String(sprint.id),
  }));
}
