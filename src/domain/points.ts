import type { Entry, Score, Subject } from "./event.ts";

export type RuleId =
  | "objective"
  | "topic"
  | "link"
  | "certification"
  | "sprint-together"
  | "sprint-alone"
  | "sprint-goal"
  | "sprint-first";

/** What earns points, and how often it counts in one local day of a member. */
export type Rule = {
  readonly id: RuleId;
  /** "hours": as many as the topic has hours. Of a sprint's rules, for each of its weeks. */
  readonly points: number | "hours";
  readonly perDay: number;
};

/**
 * The public rules. Starting, knowing and skipping earn nothing. What is over a day's number is recorded as done like
 * everything else and earns no points, so that one wild evening does not decide a board. The link's bonus comes with a
 * topic that counted and has no number of its own.
 *
 * Of a sprint it is worth more to see it through together than to be the first: nobody gains by leaving the others behind. One of
 * less than a week earns nothing, or a row of short ones would.
 */
export const RULES: readonly Rule[] = [
  { id: "objective", points: 5, perDay: 8 },
  { id: "topic", points: "hours", perDay: 2 },
  { id: "link", points: 10, perDay: 2 },
  { id: "certification", points: 100, perDay: 1 },
  { id: "sprint-together", points: 20, perDay: 2 },
  { id: "sprint-alone", points: 8, perDay: 2 },
  { id: "sprint-goal", points: 10, perDay: 2 },
  { id: "sprint-first", points: 4, perDay: 2 },
];

/** How often each kind of subject has earned points on a member's local day, less what was taken back. */
export type Tally = Readonly<Record<TallyKind, number>>;
export type TallyKind = "topic" | "objective" | "certification" | "sprint";

export const NO_TALLY: Tally = { topic: 0, objective: 0, certification: 0, sprint: 0 };

/** One rule at work: what it gave, and whether the day's number cut it to nothing. */
export type Grant = { readonly rule: RuleId; readonly points: number; readonly capped: boolean };

export const NO_SCORE: Score = { points: 0, topics: 0, objectives: 0 };

/** The rule with this id. */
export function ruleOf(id: RuleId): Rule {
  const rule = RULES.find((rule) => rule.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

/** What checking one objective earns now. */
export function objectiveGrant(tally: Tally): Grant {
  return grant("objective", 0, tally.objective);
}

/** What finishing a topic of so many hours earns now, with or without a link. */
export function topicGrants(tally: Tally, hours: number, withLink: boolean): readonly Grant[] {
  const topic = grant("topic", hours, tally.topic);
  return withLink ? [topic, grant("link", hours, tally.topic)] : [topic];
}

/** What passing an exam earns now. */
export function certificationGrant(tally: Tally): Grant {
  return grant("certification", 0, tally.certification);
}

/** How somebody saw a sprint through. */
export type SprintFinish = {
  /** Whole ones. */
  readonly weeks: number;
  readonly together: boolean;
  /** The group reached what it wanted to reach together. */
  readonly goal: boolean;
  /** They were the first to finish its topic. */
  readonly first: boolean;
};

/** What seeing a sprint through earns. */
export function sprintGrants(
  { sprint }: Tally,
  { weeks, together, goal, first }: SprintFinish,
): readonly Grant[] {
  if (weeks === 0) return [];
  const ids: RuleId[] = [
    together ? "sprint-together" : "sprint-alone",
    ...(goal ? (["sprint-goal"] as const) : []),
    ...(first ? (["sprint-first"] as const) : []),
  ];
  return ids.map((id) => {
    const once = grant(id, 0, sprint);
    return { ...once, points: once.points * weeks };
  });
}

function grant(id: RuleId, hours: number, used: number): Grant {
  const { points, perDay } = ruleOf(id);
  const capped = used >= perDay;
  return { rule: id, points: capped ? 0 : points === "hours" ? hours : points, capped };
}

/** The sum of some grants. */
export function pointsOf(grants: readonly Grant[]): number {
  return grants.reduce((sum, { points }) => sum + points, 0);
}

/**
 * The tally after one more entry, if the entry counts for this day and earned or gave back points. The store keeps no tally:
 * folding the entries of a member's day gives it.
 */
export function tallyAfter(
  tally: Tally,
  subject: Subject,
  entry: Pick<Entry, "score" | "localDate">,
  day: Temporal.PlainDate,
): Tally {
  if (entry.score.points === 0 || !entry.localDate.equals(day)) return tally;
  const kind = subject.slice(0, subject.indexOf(":")) as TallyKind;
  return { ...tally, [kind]: tally[kind] + Math.sign(entry.score.points) };
}

/** What an undo of this score gives back. Never a negative zero, which some comparisons tell from zero. */
export function negated({ points, topics, objectives }: Score): Score {
  return { points: 0 - points, topics: 0 - topics, objectives: 0 - objectives };
}
