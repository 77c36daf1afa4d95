import { objectivesFor } from "./choices.ts";
import type { Choices, MemberProgress, TopicState } from "./progress.ts";
import type { Objective, Phase, Roadmap, Topic, Track } from "./roadmap.ts";
import { topicsOf } from "./roadmap-graph.ts";

/** How far some topics have come. Skipped topics are counted in `skipped` and nowhere else. */
export type Share = {
  readonly topics: number;
  /** Done or known. */
  readonly topicsDone: number;
  readonly skipped: number;
  readonly objectives: number;
  /** Those of a done or known topic count as done, checked or not. */
  readonly objectivesDone: number;
  readonly hours: number;
  /** Not rounded: a started topic counts its hours in proportion to its checked objectives. */
  readonly hoursDone: number;
  readonly hoursLeft: number;
  /** By hours, 0 to 1; 0 where nothing counts. */
  readonly share: number;
};

/** How far one topic has come. */
export type TopicShare = Share & {
  readonly state: TopicState | "open";
  readonly checklist: readonly ChecklistItem[];
};

export type ChecklistItem = {
  readonly objective: Objective;
  readonly checked: boolean;
  /** Checked before its meaning changed: counts as done, and is worth another look. */
  readonly outdated: boolean;
};

/** How far a member has come in one topic. */
export function topicShare(topic: Topic, progress: MemberProgress, choices: Choices): TopicShare {
  const state = progress.topics.get(topic.id)?.state ?? "open";
  const checklist = checklistOf(topic, progress, choices);
  const counted = state !== "skipped";
  const whole = state === "done" || state === "known";
  const objectives = checklist.length;
  const checked = checklist.filter((item) => item.checked).length;
  const objectivesDone = whole ? objectives : checked;
  const share = whole ? 1 : objectives === 0 ? 0 : checked / objectives;
  return {
    state,
    checklist,
    ...summed({
      topics: counted ? 1 : 0,
      topicsDone: whole ? 1 : 0,
      skipped: counted ? 0 : 1,
      objectives: counted ? objectives : 0,
      objectivesDone: counted ? objectivesDone : 0,
      hours: counted ? topic.hours : 0,
      hoursDone: counted ? topic.hours * share : 0,
    }),
  };
}

/** The topic's objectives under these choices, and which of them are checked. */
export function checklistOf(
  topic: Topic,
  progress: MemberProgress,
  choices: Choices,
): readonly ChecklistItem[] {
  return objectivesFor(topic, choices).map((objective) => {
    const own = progress.objectives.get(objective.id);
    return { objective, checked: own !== undefined, outdated: own !== undefined && own.rev < objective.rev };
  });
}

/** How far a member has come in a track. */
export function trackShare(track: Track, progress: MemberProgress, choices: Choices): Share {
  return shareOf(track.topics, progress, choices);
}

/** How far a member has come in a phase. */
export function phaseShare(phase: Phase, progress: MemberProgress, choices: Choices): Share {
  return shareOf(
    phase.tracks.flatMap(({ topics }) => topics),
    progress,
    choices,
  );
}

/** How far a member has come in the whole roadmap. */
export function roadmapShare(roadmap: Roadmap, progress: MemberProgress, choices: Choices): Share {
  return shareOf(topicsOf(roadmap), progress, choices);
}

/** Weeks that these hours take at a pace of so many hours a week, which must be above zero; the last one may be a part. */
export function weeksLeft(hoursLeft: number, hoursPerWeek: number): number {
  const dust = 1e-9; // thirds of hours do not sum to whole ones
  return Math.max(0, Math.ceil(hoursLeft / hoursPerWeek - dust));
}

type Sums = Omit<Share, "hoursLeft" | "share">;

function shareOf(topics: readonly Topic[], progress: MemberProgress, choices: Choices): Share {
  const parts = topics.map((topic) => topicShare(topic, progress, choices));
  const sum = (key: keyof Sums): number => parts.reduce((total, part) => total + part[key], 0);
  return summed({
    topics: sum("topics"),
    topicsDone: sum("topicsDone"),
    skipped: sum("skipped"),
    objectives: sum("objectives"),
    objectivesDone: sum("objectivesDone"),
    hours: sum("hours"),
    hoursDone: sum("hoursDone"),
  });
}

function summed(sums: Sums): Share {
  const { hours, hoursDone } = sums;
  return { ...sums, hoursLeft: hours - hoursDone, share: hours === 0 ? 0 : hoursDone / hours };
}
