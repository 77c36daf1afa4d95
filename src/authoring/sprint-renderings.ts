import { mint } from "../domain/ids.ts";
import type { GuildId } from "../domain/ids.ts";
import type { Roadmap, Topic } from "../domain/roadmap.ts";
import { topicsOf } from "../domain/roadmap-graph.ts";
import type { Phase, Sprint, SprintState } from "../domain/sprint.ts";
import { sprintTimes } from "../domain/sprint-time.ts";
import { sprintCardText } from "../text/sprint-card.ts";
import { sprintPostText } from "../text/sprint-posts.ts";
import { startAskText } from "../text/sprint-start.ts";
import { wrapUpText } from "../text/sprint-wrapup.ts";
import { TAG } from "./scene.ts";
import type { Named, Scene } from "./scene.ts";

const DAYS = 7;

/** A sprint of a week on a topic, with one who is in it: offered, on its way, and over. */
export function sprintsOn(roadmap: Roadmap, topic: Topic, { now, person }: Scene): Named[] {
  const names = new Map([[person.id, person.name]]);
  const view = { names, objectives: 0, now };
  const running = stateOf(topic, "running", { now, person });
  const all = topicsOf(roadmap);
  const wrapUp = {
    state: stateOf(topic, "ended", { now: now.subtract({ hours: DAYS * 24 }), person }),
    names,
    did: new Map([[person.id, { objectives: topic.objectives.length, topics: [topic.id] }]]),
    objectives: topic.objectives.length,
    finished: 0,
    next: all[all.indexOf(topic) + 1] ?? null,
    follower: null,
  };
  const mention = (command: string): string => `</${command}:1>`;
  return [
    ["A sprint on it, offered", startAskText(topic, true, mention)],
    ["A sprint on it, its card", sprintCardText(roadmap, { ...view, state: running }, TAG)],
    [
      "A sprint on it, at its start",
      sprintPostText(roadmap, "start", { ...view, state: running, pings: [] }, TAG),
    ],
    ["A sprint on it, its wrap-up", wrapUpText(roadmap, wrapUp, TAG)],
  ];
}

function stateOf(topic: Topic, phase: Phase, { now, person }: Scene): SprintState {
  const sprint: Sprint = {
    id: 1,
    guild: mint<GuildId>("1"),
    channel: "1",
    topic: topic.id,
    goal: null,
    teamGoal: null,
    recurring: false,
    previous: null,
    ...sprintTimes(now, DAYS, "UTC", now),
  };
  const member = {
    active: true,
    since: 1,
    joinedAt: now,
    plan: null,
    checkIns: new Map(),
    minutes: new Map(),
  };
  const members = new Map([[person.id, member]]);
  return { sprint, phase, early: false, mergedInto: null, leader: person.id, members };
}
