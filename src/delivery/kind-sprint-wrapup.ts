import type { Roadmap, Topic } from "../domain/roadmap.ts";
import { topicsOf } from "../domain/roadmap-graph.ts";
import { roster, standingOf } from "../domain/sprint-standing.ts";
import type { Sprint } from "../domain/sprint.ts";
import { topicOfWeek } from "../domain/week-prompt.ts";
import { loadDidInSprint, objectivesTogether } from "../store/sprint-facts.ts";
import { sprintIdOf } from "../store/sprint-outbox.ts";
import { loadNames, loadSprintPeople } from "../store/sprint-people.ts";
import { findNext, loadSprint } from "../store/sprints.ts";
import { wrapUpText } from "../text/sprint-wrapup.ts";
import type { Kind } from "./kind.ts";
import { presentIn } from "./kinds-sprint.ts";

/** What came of a sprint, in its channel. Named are those who chose to be visible. */
export const sprintWrapUpKind: Kind = {
  render: async (db, desk, occurrence) => {
    const { roadmap } = desk;
    const state = await presentIn(db, desk, sprintIdOf(occurrence));
    if (state === null || state.phase !== "ended") return { do: "skip", reason: "sprint-over" };
    const { sprint } = state;
    if (roster(state).length === 0) return { do: "skip", reason: "nobody-in" };
    const people = (await loadSprintPeople(db, [sprint.id])).get(sprint.id) ?? [];
    const visible = people.filter((person) => person.visible).map(({ member }) => member);
    const followerId = await findNext(db, sprint.id);
    const follower = followerId === null ? null : await loadSprint(db, followerId, []);
    const wrapUp = {
      state,
      names: await loadNames(db, sprint.guild, visible),
      did: await loadDidInSprint(db, sprint.id),
      objectives: await objectivesTogether(db, sprint.id),
      finished: roster(state).filter(([, own]) => standingOf(sprint, own).kept).length,
      next: topicAfter(roadmap, sprint),
      follower: follower && { id: follower.sprint.id, startsAt: follower.sprint.startsAt },
    };
    const message = wrapUpText(roadmap, wrapUp, occurrence.tag);
    return { do: "post", target: { kind: "channel", id: state.card?.channel ?? sprint.channel }, message };
  },
};

/** The topic that follows a sprint's in the author's order. */
function topicAfter(roadmap: Roadmap, { topic }: Sprint): Topic | null {
  const own = topic === null ? null : topicOfWeek(roadmap, topic);
  if (own === null) return null;
  const topics = topicsOf(roadmap);
  return topics[topics.indexOf(own) + 1] ?? null;
}
