import type { App } from "../../src/app.ts";
import type { Complete } from "../../src/discord/option.ts";
import { choicesOf } from "../../src/domain/choices.ts";
import { matchTopics, rank, sameText, searchable } from "../../src/domain/match.ts";
import { readyTopics, startedTopics } from "../../src/domain/next-topic.ts";
import type { Phase, Roadmap } from "../../src/domain/roadmap.ts";
import { isSettled } from "../../src/domain/roadmap-graph.ts";
import { loadMember } from "../../src/store/members.ts";
import { phaseSuggestions, topicSuggestions } from "../../src/text/suggestions.ts";

const READY = 3; // how many of those that could be begun now come first

/** Completes a topic: what the member has started first, then what is next for them, then the rest; what is settled last. */
export const completeTopicOption: Complete = async (typed, call, { db, roadmap }: App) => {
  const { profile, progress } = await loadMember(db, call.member.id);
  const ready = readyTopics(roadmap, progress, choicesOf(profile)).slice(0, READY);
  const first = [...startedTopics(roadmap, progress), ...ready];
  const matches = matchTopics(roadmap, typed);
  const place = (topic: (typeof matches)[number]): number => {
    const at = first.indexOf(topic);
    if (at !== -1) return at;
    return first.length + (isSettled(progress, topic.id) ? 1 : 0);
  };
  return topicSuggestions(
    matches.toSorted((a, b) => place(a) - place(b)),
    progress,
  );
};

/** Completes a phase. */
export const completePhaseOption: Complete = (typed, _call, { roadmap }) =>
  phaseSuggestions(matchPhases(roadmap, typed), roadmap.phases);

/** The phase that a member means by an id, a title or a number from 1; or the nearest ones. */
export function resolvePhase(
  roadmap: Roadmap,
  typed: string,
): { phase: Phase | null; nearest: readonly Phase[] } {
  const exact = roadmap.phases.find(
    ({ id, title }, index) => id === typed || sameText(title, typed) || String(index + 1) === typed.trim(),
  );
  return exact
    ? { phase: exact, nearest: [] }
    : { phase: null, nearest: matchPhases(roadmap, typed).slice(0, 5) };
}

function matchPhases({ phases }: Roadmap, typed: string): readonly Phase[] {
  const index = searchable(phases, ({ id, title }) => [
    String(phases.findIndex((one) => one.id === id) + 1),
    title,
    id,
  ]);
  return rank(index, typed);
}
