import { localDate } from "../../src/domain/calendar.ts";
import {
  bookCertification,
  dropCertification,
  passCertification,
  planCertification,
} from "../../src/domain/certification-moves.ts";
import type { Decision } from "../../src/domain/decision.ts";
import type { Entry, Event, EventId } from "../../src/domain/event.ts";
import { applyEvent, NO_PROGRESS, subjectOf } from "../../src/domain/fold.ts";
import { type ChoiceId, type MemberId, mint, type ObjectiveId, type OptionId } from "../../src/domain/ids.ts";
import type { MemberState } from "../../src/domain/member-state.ts";
import { setObjectives } from "../../src/domain/objective-moves.ts";
import { NO_TALLY, tallyAfter } from "../../src/domain/points.ts";
import type { Choices, MemberProgress } from "../../src/domain/progress.ts";
import type { Roadmap } from "../../src/domain/roadmap.ts";
import { topicsOf } from "../../src/domain/roadmap-graph.ts";
import { completeTopic, knowTopic, skipTopic, startTopic } from "../../src/domain/topic-moves.ts";
import { undo } from "../../src/domain/undo.ts";
import type { Move } from "./moves.ts";

/**
 * One member's way, kept in memory as the store keeps it: the record is all there is, and the progress is applied event
 * by event.
 */
export type Journey = {
  readonly roadmap: Roadmap;
  readonly events: readonly Event[];
  readonly progress: MemberProgress;
  readonly choices: Choices;
  readonly now: Temporal.Instant;
  readonly zone: string;
};

/** A member who has done nothing yet. */
export function setOut(roadmap: Roadmap, choices: Choices = new Map(), zone = "Europe/Berlin"): Journey {
  const now = Temporal.Instant.from("2026-11-22T10:00:00Z");
  return { roadmap, events: [], progress: NO_PROGRESS, choices, now, zone };
}

/** What a decision is given: the tally comes from the record. */
export function stateOf(journey: Journey): MemberState {
  const today = todayOf(journey);
  const tally = journey.events.reduce(
    (sum, event) => tallyAfter(sum, subjectOf(event.action), event, today),
    NO_TALLY,
  );
  const profile = {
    member: mint<MemberId>("1"),
    zone: journey.zone,
    hoursPerWeek: 8,
    visible: true,
    choices: journey.choices,
  };
  return { profile, progress: journey.progress, tally };
}

/** The member's day. */
export function todayOf({ now, zone }: Journey): Temporal.PlainDate {
  return localDate(now, zone);
}

/** Records entries as the store does, one event after the other. */
export function record(journey: Journey, entries: readonly Entry[]): Journey {
  const events = [...journey.events];
  let { progress } = journey;
  for (const entry of entries) {
    const id = events.length + 1;
    const event: Event = {
      ...entry,
      id,
      interaction: mint(String(1000 + id)),
      member: mint("1"),
      guild: mint("10"),
      at: journey.now,
    };
    const subject = subjectOf(entry.action);
    const earlier = events.filter(({ action }) => subjectOf(action) === subject);
    progress = applyEvent(progress, event, earlier);
    events.push(event);
  }
  return { ...journey, events, progress };
}

/** The entries by event, as `setObjectives` wants them. */
export function recordedIn({ events }: Journey): ReadonlyMap<EventId, Entry> {
  return new Map(events.map((event) => [event.id, event]));
}

/** Makes a move, if it is not refused. */
export function play(journey: Journey, move: Move): Journey {
  if (move.kind === "wait") return { ...journey, now: journey.now.add({ hours: move.hours }) };
  if (move.kind === "choose") return choose(journey, move.choice, move.option);
  if (move.kind === "revise") return revise(journey, move.topic);
  const decision = decide(journey, move);
  return decision?.ok ? record(journey, decision.entries) : journey;
}

/** What is decided about a move; null where the roadmap has nothing to make it with. */
export function decide(
  journey: Journey,
  move: Exclude<Move, { kind: "wait" | "choose" | "revise" }>,
): Decision<object> | null {
  const { roadmap } = journey;
  const state = stateOf(journey);
  const today = todayOf(journey);
  if (move.kind === "undo") {
    const event = journey.events.at(-1 - (move.back % Math.max(1, journey.events.length))) ?? null;
    const subject = event === null ? null : subjectOf(event.action);
    const later = journey.events.filter(
      ({ id, action }) => id > (event?.id ?? 0) && subjectOf(action) === subject,
    );
    return undo(event, later);
  }
  if ("topic" in move) {
    const topics = topicsOf(roadmap);
    const topic = topics[move.topic % topics.length];
    if (topic === undefined) return null;
    switch (move.kind) {
      case "start":
        return startTopic(roadmap, state, topic.id, today);
      case "know":
        return knowTopic(roadmap, state, topic.id, today);
      case "skip":
        return skipTopic(roadmap, state, topic.id, today);
      case "complete":
        return completeTopic(roadmap, state, topic.id, move.link, today);
      case "tick": {
        const ids = topic.objectives.filter((_, i) => (move.mask >> i) & 1).map(({ id }) => id);
        return setObjectives(roadmap, state, topic.id, new Set<ObjectiveId>(ids), recordedIn(journey), today);
      }
    }
  }
  const certifications = roadmap.certifications.flatMap((group) => group.certifications);
  const certification = certifications[move.certification % Math.max(1, certifications.length)];
  if (certification === undefined) return null;
  switch (move.kind) {
    case "plan":
      return planCertification(roadmap, state, certification.id, examIn(today, move.days), today);
    case "book":
      return bookCertification(roadmap, state, certification.id, examIn(today, move.days) ?? "", today);
    case "pass":
      return passCertification(roadmap, state, certification.id, today);
    case "drop":
      return dropCertification(roadmap, state, certification.id, today);
  }
}

function examIn(today: Temporal.PlainDate, days: number | null): string | null {
  return days === null ? null : today.add({ days }).toString();
}

function choose(journey: Journey, c: number, o: number): Journey {
  const choice = journey.roadmap.choices[c % Math.max(1, journey.roadmap.choices.length)];
  if (choice === undefined) return journey;
  const option = choice.options[o % (choice.options.length + 1)];
  const choices = new Map<ChoiceId, OptionId>(journey.choices);
  if (option === undefined) choices.delete(choice.id);
  else choices.set(choice.id, option.id);
  return { ...journey, choices };
}

function revise(journey: Journey, t: number): Journey {
  const { roadmap } = journey;
  const topics = topicsOf(roadmap);
  const revised = topics[t % topics.length];
  const phases = roadmap.phases.map((phase) => ({
    ...phase,
    tracks: phase.tracks.map((track) => ({
      ...track,
      topics: track.topics.map((topic) =>
        topic === revised
          ? { ...topic, objectives: topic.objectives.map((one) => ({ ...one, rev: one.rev + 1 })) }
          : topic,
      ),
    })),
  }));
  return { ...journey, roadmap: { ...roadmap, phases } };
}
