import type { Grant, Rule, RuleId } from "../domain/points.ts";
import { pointsOf, RULES } from "../domain/points.ts";
import { count, list } from "./numbers.ts";

const CAPPED: Readonly<Record<RuleId, string>> = {
  objective: "objective",
  topic: "topic",
  link: "link",
  certification: "exam",
  "sprint-together": "sprint",
  "sprint-alone": "sprint",
  "sprint-goal": "sprint",
  "sprint-first": "sprint",
};

/** What a move has earned, as sentences; none where its kind of move never earns. */
export function earnedText(grants: readonly Grant[]): string[] {
  const points = pointsOf(grants);
  const capped = grants.find((grant) => grant.capped);
  return [...recordedPointsText(points), ...(capped === undefined ? [] : [cappedText(capped.rule)])];
}

/** What an event has earned, read back from the record. */
export function recordedPointsText(points: number): string[] {
  return points > 0 ? [`**+${count(points, "point")}**`] : [];
}

/** What an undo gives back, as sentences. */
export function givenBackText(points: number): string[] {
  return points === 0 ? [] : [`${count(points, "point")} given back.`];
}

function cappedText(rule: RuleId): string {
  const { perDay } = RULES.find(({ id }) => id === rule) ?? { perDay: 0 };
  const what = CAPPED[rule];
  const each = perDay === 1 ? `One ${what} a day earns` : `${perDay} ${what}s a day earn`;
  return `${each} points, and today's have. It counts for your progress all the same.`;
}

/** The public rules, one line each. */
export function ruleLines(): string[] {
  return [...RULES.filter(({ id }) => !isOfSprint(id)).map(ruleText), sprintRuleText()];
}

/** The public rules in one sentence, for a footer. */
export function rulesSentence(): string {
  const rules = ruleLines();
  return `Points: ${list(rules, { max: rules.length })}. Known and skipped topics earn none.`;
}

function isOfSprint(id: RuleId): boolean {
  return id.startsWith("sprint-");
}

/** All of a sprint's rules at once: by themselves they mean little. */
function sprintRuleText(): string {
  const of = (id: RuleId) => RULES.find((rule) => rule.id === id)?.points;
  return `${of("sprint-together")} for each week of a sprint you see through with others (${of("sprint-alone")} alone), ${of("sprint-goal")} more with its team goal, ${of("sprint-first")} more if you finish its topic first`;
}

function ruleText({ id, points, perDay }: Rule): string {
  const day = id === "link" ? "" : ` (${perDay} a day)`;
  switch (id) {
    case "objective":
      return `${points} for an objective${day}`;
    case "topic":
      return points === "hours" ? `a finished topic's hours${day}` : `${points} for a finished topic${day}`;
    case "link":
      return `${points} more if you finish it with a link to what you built`;
    case "certification":
      return `${points} for a passed exam${day}`;
    case "sprint-together":
    case "sprint-alone":
    case "sprint-goal":
    case "sprint-first":
      return sprintRuleText();
  }
}
