import { choicesOf, objectivesFor } from "./choices.ts";
import type { ObjectivesDecision } from "./decision.ts";
import type { Entry, EventId, Score } from "./event.ts";
import { subjectOf } from "./fold.ts";
import type { ObjectiveId } from "./ids.ts";
import type { MemberState } from "./member-state.ts";
import type { Grant, Tally } from "./points.ts";
import { NO_SCORE, negated, objectiveGrant, tallyAfter } from "./points.ts";
import type { Objective, Roadmap, Topic } from "./roadmap.ts";
import { isSettled, openPrerequisites } from "./roadmap-graph.ts";
import { resolveTopic } from "./topic-moves.ts";

/**
 * Brings a topic's checklist to what was ticked. Objectives that the member's choices hide, and ids the topic does not
 * have, are left alone.
 *
 * A tick counts for today; one that is taken away gives back what it gave, on the day for which it was given. A tick of
 * an older revision that stays is confirmed: its place is taken by one of the current revision, with the score and day
 * it had. So an objective has at most one tick that counts, and no order of ticks earns more than each objective once.
 * The first tick in an open or skipped topic starts it. What is ticked in a topic that is marked as known earns nothing.
 *
 * `recorded` holds the entries of the topic's current ticks, by the event in `state.progress.objectives`. Throws where
 * one is missing.
 */
export function setObjectives(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  ticked: ReadonlySet<ObjectiveId>,
  recorded: ReadonlyMap<EventId, Entry>,
  today: Temporal.PlainDate,
): ObjectivesDecision {
  const found = resolveTopic(roadmap, typed);
  if (!found.ok) return found;
  const { topic } = found;
  const choices = choicesOf(state.profile);
  const objectives = objectivesFor(topic, choices);
  const { checked, unchecked, confirmed } = compare(objectives, state, ticked);

  const undos = unchecked.map((objective) => undoOf(objective, state, recorded));
  const renewals = confirmed.flatMap((objective) => renewalOf(objective, state, recorded));
  const topicState = state.progress.topics.get(topic.id)?.state;
  const started = checked.length > 0 && (topicState === undefined || topicState === "skipped");
  const tally = undos.reduce((t, undo) => tallyAfter(t, subjectOf(undo.action), undo, today), state.tally);
  const checks = checksOf(checked, tally, topicState === "known", today);
  return {
    ok: true,
    entries: [
      ...undos,
      ...renewals,
      ...(started ? [startOf(topic, today)] : []),
      ...checks.map(({ entry }) => entry),
    ],
    topic,
    checked,
    unchecked,
    confirmed,
    started,
    openPrerequisites: started ? openPrerequisites(roadmap, topic, state.progress, choices) : [],
    allChecked:
      objectives.length > 0 &&
      objectives.every(({ id }) => ticked.has(id)) &&
      (started || !isSettled(state.progress, topic.id)),
    grants: checks.flatMap(({ grant }) => grant ?? []),
  };
}

function compare(objectives: readonly Objective[], state: MemberState, ticked: ReadonlySet<ObjectiveId>) {
  const before = (objective: Objective) => state.progress.objectives.get(objective.id);
  return {
    checked: objectives.filter((one) => ticked.has(one.id) && before(one) === undefined),
    unchecked: objectives.filter((one) => !ticked.has(one.id) && before(one) !== undefined),
    confirmed: objectives.filter((one) => ticked.has(one.id) && (before(one)?.rev ?? one.rev) < one.rev),
  };
}

function checksOf(
  objectives: readonly Objective[],
  tally: Tally,
  known: boolean,
  today: Temporal.PlainDate,
): { entry: Entry; grant: Grant | null }[] {
  let left = tally;
  return objectives.map((objective) => {
    const grant = known ? null : objectiveGrant(left);
    const score = { points: grant?.points ?? 0, topics: 0, objectives: known ? 0 : 1 };
    const entry = checkOf(objective, score, today);
    left = tallyAfter(left, subjectOf(entry.action), entry, today);
    return { entry, grant };
  });
}

function checkOf({ id, rev }: Objective, score: Score, localDate: Temporal.PlainDate): Entry {
  return { action: { kind: "objective.checked", objective: id, rev }, score, localDate };
}

function startOf(topic: Topic, today: Temporal.PlainDate): Entry {
  return { action: { kind: "topic.started", topic: topic.id }, score: NO_SCORE, localDate: today };
}

function undoOf(objective: Objective, state: MemberState, recorded: ReadonlyMap<EventId, Entry>): Entry {
  const { event, entry } = tickOf(objective, state, recorded);
  return {
    action: { kind: "undone", event, subject: subjectOf(entry.action) },
    score: negated(entry.score),
    localDate: entry.localDate,
  };
}

function renewalOf(objective: Objective, state: MemberState, recorded: ReadonlyMap<EventId, Entry>): Entry[] {
  const { entry } = tickOf(objective, state, recorded);
  return [undoOf(objective, state, recorded), checkOf(objective, entry.score, entry.localDate)];
}

function tickOf(objective: Objective, state: MemberState, recorded: ReadonlyMap<EventId, Entry>) {
  const event = state.progress.objectives.get(objective.id)?.event;
  const entry = event === undefined ? undefined : recorded.get(event);
  if (event === undefined || entry === undefined) throw new Error(`no entry for the tick of ${objective.id}`);
  return { event, entry };
}
