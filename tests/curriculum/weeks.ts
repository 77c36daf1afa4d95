import { planStart, weekAt, afterWeek } from "../../src/domain/group-plan.ts";
import type { PlanPoint, PlanWeek } from "../../src/domain/group-plan.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import type { GroupChoices } from "../../src/domain/week-prompt.ts";
import type { Message } from "../../src/text/reply.ts";
import { weekText } from "../../src/text/week.ts";

/** Every week of a group that goes through the roadmap, at its own pace or another. */
export function weeksOf(roadmap: Roadmap, pace = roadmap.hoursPerWeek): PlanWeek[] {
  const weeks: PlanWeek[] = [];
  let point: PlanPoint | null = planStart(roadmap);
  for (let week = weekAt(roadmap, point, pace); week !== null; week = weekAt(roadmap, point, pace)) {
    weeks.push(week);
    point = afterWeek(roadmap, week);
  }
  return weeks;
}

/** What groups may have chosen: nothing, one option of one choice, and everything. */
export function groupsOf({ choices }: Roadmap): { readonly name: string; readonly choices: GroupChoices }[] {
  const one = choices.flatMap((choice) =>
    choice.options.map(({ id }) => ({ name: id as string, choices: new Map([[choice.id, new Set([id])]]) })),
  );
  const all = new Map(choices.map((choice) => [choice.id, new Set(choice.options.map(({ id }) => id))]));
  return [{ name: "none", choices: new Map() }, ...one, { name: "all", choices: all }];
}

/** The post of a week in its longest form: a group that was away, that finished a lot, and of which many are in. */
export function longestPost(roadmap: Roadmap, week: PlanWeek, choices: GroupChoices): Message {
  const ids = topicsOf(roadmap).map(({ id }) => id);
  const finished = ids
    .slice(0, 5)
    .flatMap((topic) => names.slice(0, 12).map((displayName) => ({ displayName, topic })));
  const group = { choices, finished, points: 12_345, joined: names };
  return post(roadmap, week, { ...group, missed: ids.slice(0, 4) });
}

/** The post of a week of a group that has just begun. */
export function plainPost(roadmap: Roadmap, week: PlanWeek, choices: GroupChoices): Message {
  return post(roadmap, week, { choices, finished: [], points: 0, joined: [], missed: [] });
}

const names = Array.from({ length: 40 }, (_, i) => `A member with a long name ${i + 1}`);

type Group = Pick<Parameters<typeof weekText>[1], "choices" | "finished" | "points" | "joined" | "missed">;

function post(roadmap: Roadmap, { topic, ...week }: PlanWeek, group: Group): Message {
  const prompt = {
    ...week,
    ...group,
    topic: topic.id,
    tag: "a".repeat(25),
    pingRole: null,
    slotDate: "2026-11-30",
  };
  const message = weekText(roadmap, prompt);
  if (message === null) throw new Error(`nothing to post of ${topic.id}`);
  return message;
}
