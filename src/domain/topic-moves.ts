import { choicesOf } from "./choices.ts";
import type { TopicDecision } from "./decision.ts";
import type { Action, Entry } from "./event.ts";
import { readLink } from "./link.ts";
import { matchTopics, nearest, sameText } from "./match.ts";
import type { MemberState } from "./member-state.ts";
import type { Grant } from "./points.ts";
import { NO_SCORE, pointsOf, topicGrants } from "./points.ts";
import type { TopicState } from "./progress.ts";
import type { Refused } from "./refusal.ts";
import { refuse } from "./refusal.ts";
import type { Roadmap, Topic } from "./roadmap.ts";
import { findTopic, openPrerequisites, topicsOf } from "./roadmap-graph.ts";

/**
 * Finds the topic that a member means by an id or a title. Refused with the nearest ones where it is none, since people
 * may send what was not offered; and with its successor where an old button leads to a topic that is gone.
 */
export function resolveTopic(
  roadmap: Roadmap,
  typed: string,
): { readonly ok: true; readonly topic: Topic } | Refused {
  const topic =
    findTopic(roadmap, typed) ??
    topicsOf(roadmap).find(({ id, title }) => sameText(title, typed) || sameText(id, typed));
  if (topic !== undefined) return { ok: true, topic };
  const retired = roadmap.retired.find(({ kind, id }) => kind === "topic" && id === typed);
  if (retired !== undefined) {
    return refuse({ kind: "topic-gone", retired, successor: findTopic(roadmap, retired.successor ?? "") });
  }
  return refuse({ kind: "no-such-topic", typed, nearest: nearest(matchTopics(roadmap, typed)) });
}

/** Starts a topic; also one that was known or skipped. Open prerequisites are told, not enforced. */
export function startTopic(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  today: Temporal.PlainDate,
): TopicDecision {
  return move(roadmap, state, typed, today, {
    refusedIn: ["started", "done"],
    action: (topic) => ({ kind: "topic.started", topic: topic.id }),
    warns: true,
  });
}

/** Marks a topic as known before: it counts as done, and earns nothing. */
export function knowTopic(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  today: Temporal.PlainDate,
): TopicDecision {
  return move(roadmap, state, typed, today, {
    refusedIn: ["known", "done"],
    action: (topic) => ({ kind: "topic.known", topic: topic.id }),
    warns: false,
  });
}

/** Leaves a topic out. It no longer counts, and no longer holds up what comes after it. */
export function skipTopic(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  today: Temporal.PlainDate,
): TopicDecision {
  return move(roadmap, state, typed, today, {
    refusedIn: ["skipped", "done"],
    action: (topic) => ({ kind: "topic.skipped", topic: topic.id }),
    warns: false,
  });
}

/**
 * Finishes a topic, whatever it was before and whichever objectives are checked. A finished topic can be given a link,
 * or another link, later on; it is then not counted again, and the link earns nothing. An empty link is none.
 */
export function completeTopic(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  link: string | null,
  today: Temporal.PlainDate,
): TopicDecision {
  const found = resolveTopic(roadmap, typed);
  if (!found.ok) return found;
  const { topic } = found;
  const given = readGiven(link);
  if (!given.ok) return refuse({ kind: "bad-link", typed: link ?? "", problem: given.problem });
  const before = state.progress.topics.get(topic.id) ?? null;
  const again = before?.state === "done";
  if (again && (given.link === null || given.link === before.link)) {
    return refuse({ kind: "already", topic, progress: before });
  }
  const grants = again ? [] : topicGrants(state.tally, topic.hours, given.link !== null);
  const score = { points: pointsOf(grants), topics: again ? 0 : 1, objectives: 0 };
  const action: Action = { kind: "topic.done", topic: topic.id, link: given.link };
  return accepted(roadmap, state, topic, { action, score, localDate: today }, grants, true);
}

function readGiven(
  link: string | null,
): { ok: true; link: string | null } | Extract<ReturnType<typeof readLink>, { ok: false }> {
  if (link === null || link.trim() === "") return { ok: true, link: null };
  return readLink(link);
}

type Move = {
  readonly refusedIn: readonly TopicState[];
  readonly action: (topic: Topic) => Action;
  /** Whether open prerequisites are worth a word. */
  readonly warns: boolean;
};

/** A move that earns nothing. */
function move(
  roadmap: Roadmap,
  state: MemberState,
  typed: string,
  today: Temporal.PlainDate,
  { refusedIn, action, warns }: Move,
): TopicDecision {
  const found = resolveTopic(roadmap, typed);
  if (!found.ok) return found;
  const { topic } = found;
  const before = state.progress.topics.get(topic.id);
  if (before !== undefined && refusedIn.includes(before.state)) {
    return refuse({ kind: "already", topic, progress: before });
  }
  const entry: Entry = { action: action(topic), score: NO_SCORE, localDate: today };
  return accepted(roadmap, state, topic, entry, [], warns);
}

function accepted(
  roadmap: Roadmap,
  state: MemberState,
  topic: Topic,
  entry: Entry,
  grants: readonly Grant[],
  warns: boolean,
): TopicDecision {
  return {
    ok: true,
    entries: [entry],
    topic,
    before: state.progress.topics.get(topic.id) ?? null,
    link: entry.action.kind === "topic.done" ? entry.action.link : null,
    openPrerequisites: warns
      ? openPrerequisites(roadmap, topic, state.progress, choicesOf(state.profile))
      : [],
    grants,
  };
}
