import type { RouteHandler } from "../../src/discord/command.ts";
import { choicesOf } from "../../src/domain/choices.ts";
import { nextTopic } from "../../src/domain/next-topic.ts";
import { isSettled, topicsOf } from "../../src/domain/roadmap-graph.ts";
import { matchSprints } from "../../src/domain/sprint-match.ts";
import { joinUntil } from "../../src/domain/sprint-time.ts";
import { loadSprintPeople } from "../../src/store/sprint-people.ts";
import { loadLive } from "../../src/store/sprints.ts";
import { foundSprintsText } from "../../src/text/sprint-find.ts";
import { loadReader, privately } from "../reading.ts";
import { suggest } from "./start.ts";

/** "Find me a sprint": those of this server that fit the caller and can be joined now. */
const find: RouteHandler = async (click, app) => {
  const { db, roadmap } = app;
  const { guild, now, member } = click;
  const { profile, progress } = await loadReader(click, app);
  const next = nextTopic(roadmap, progress, choicesOf(profile));
  if (guild === null || next.kind !== "topic") return suggest(click, app, null);
  const joinable = (await loadLive(db, guild, now, [member.id])).filter(
    ({ sprint, members }) =>
      Temporal.Instant.compare(sprint.opensAt, now) <= 0 &&
      Temporal.Instant.compare(now, joinUntil(sprint)) <= 0 &&
      !members.get(member.id)?.active,
  );
  const people = await loadSprintPeople(
    db,
    joinable.map(({ sprint }) => sprint.id),
  );
  const settled = topicsOf(roadmap).filter(({ id }) => isSettled(progress, id));
  const seeker = {
    topic: next.topic.id,
    zone: profile?.zone ?? "UTC",
    choices: choicesOf(profile),
    settled: new Set(settled.map(({ id }) => id)),
  };
  const candidates = joinable.map(({ sprint }) => ({ sprint, members: people.get(sprint.id) ?? [] }));
  return privately(foundSprintsText(roadmap, matchSprints(roadmap, seeker, candidates, now), next.topic));
};

export const findRoutes = { find };
