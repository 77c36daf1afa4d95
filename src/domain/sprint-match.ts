import type { ChoiceId, OptionId, TopicId } from "./ids.ts";
import type { Choices } from "./progress.ts";
import type { Roadmap, Topic } from "./roadmap.ts";
import { findTopic, positionOf } from "./roadmap-graph.ts";
import type { Sprint } from "./sprint.ts";

/** A sprint that can be joined, and who is in it: of each their zone, where they gave one, and what they chose. */
export type Candidate = {
  readonly sprint: Sprint;
  readonly members: readonly { readonly zone: string | null; readonly choices: Choices }[];
};
/** Who is looking. */
export type Seeker = {
  /** What comes next for them. */
  readonly topic: TopicId;
  readonly zone: string;
  readonly choices: Choices;
  /** Topics they have behind them. */
  readonly settled: ReadonlySet<TopicId>;
};

/** A sprint that fits, and why. */
export type Match = {
  readonly sprint: Sprint;
  readonly topic: Topic;
  /** How the sprint's topic lies to theirs. */
  readonly distance: "same" | "before" | "after";
  /** A choice of theirs that somebody in it shares. */
  readonly shared: { readonly choice: ChoiceId; readonly option: OptionId; readonly members: number } | null;
  /** Evening hours they have in common with most of those who are in it, and with how many. */
  readonly evening: { readonly hours: number; readonly members: number };
  readonly members: number;
};

const EVENING = { from: 18, to: 22 };
const EVENING_HOURS = EVENING.to - EVENING.from;
const MIN_OVERLAP = 1;
const MAX_MATCHES = 5;
const DAY_HOURS = 24;

/** The sprints within one topic of a member, with nobody's cloud in the way and evenings in common; the best first. */
export function matchSprints(
  roadmap: Roadmap,
  seeker: Seeker,
  candidates: readonly Candidate[],
  now: Temporal.Instant,
): readonly Match[] {
  return candidates
    .flatMap((candidate) => matchOf(roadmap, seeker, candidate, now) ?? [])
    .toSorted((one, other) => rankOf(other) - rankOf(one) || one.sprint.id - other.sprint.id)
    .slice(0, MAX_MATCHES);
}

function matchOf(
  roadmap: Roadmap,
  seeker: Seeker,
  { sprint, members }: Candidate,
  now: Temporal.Instant,
): Match | null {
  const topic = sprint.topic === null ? null : findTopic(roadmap, sprint.topic);
  if (topic === null || seeker.settled.has(topic.id)) return null;
  const away = positionOf(roadmap, topic.id).number - positionOf(roadmap, seeker.topic).number;
  if (Math.abs(away) > 1 || !choicesAgree(topic, seeker, members)) return null;
  const zones = members.map(({ zone }) => zone ?? sprint.zone);
  const overlaps = (zones.length > 0 ? zones : [sprint.zone]).map((zone) =>
    eveningOverlap(seeker.zone, zone, now),
  );
  const together = overlaps.filter((hours) => hours >= MIN_OVERLAP);
  if (together.length === 0) return null;
  return {
    sprint,
    topic,
    distance: away === 0 ? "same" : away < 0 ? "before" : "after",
    shared: sharedChoice(seeker, members),
    evening: { hours: Math.max(...together), members: together.length },
    members: members.length,
  };
}

/** Where the topic differs by a choice, somebody in it must have chosen as the seeker has, or nobody otherwise. */
function choicesAgree(topic: Topic, { choices }: Seeker, members: Candidate["members"]): boolean {
  const bound = [...topic.objectives, ...topic.resources, ...topic.after, ...topic.afterSoft];
  const concerned = new Set(bound.flatMap(({ only }) => (only === null ? [] : [only.choice])));
  return [...concerned].every((choice) => {
    const own = choices.get(choice);
    const theirs = members.flatMap((member) => member.choices.get(choice) ?? []);
    return own === undefined || theirs.length === 0 || theirs.includes(own);
  });
}

function sharedChoice({ choices }: Seeker, members: Candidate["members"]): Match["shared"] {
  const shared = [...choices].map(([choice, option]) => {
    const count = members.filter((member) => member.choices.get(choice) === option).length;
    return { choice, option, members: count };
  });
  return shared.find(({ members: count }) => count > 0) ?? null;
}

/** How many hours of the evening, 18 to 22 o'clock, two zones have in common now. */
export function eveningOverlap(zone: string, other: string, now: Temporal.Instant): number {
  const offset = (name: string) => now.toZonedDateTimeISO(name).offsetNanoseconds / 3.6e12;
  const apart = Math.abs(offset(zone) - offset(other)) % DAY_HOURS;
  return Math.max(0, EVENING_HOURS - Math.min(apart, DAY_HOURS - apart));
}

function rankOf({ distance, shared, evening, members }: Match): number {
  return (distance === "same" ? 1_000 : 0) + (shared ? 100 : 0) + evening.hours * 10 + Math.min(members, 9);
}
