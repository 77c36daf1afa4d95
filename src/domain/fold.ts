import type { Action, Event, EventId, Subject } from "./event.ts";
import type { CertificationId, ObjectiveId, TopicId } from "./ids.ts";
import type { CertificationProgress, MemberProgress, ObjectiveProgress, TopicProgress } from "./progress.ts";

/** What folding needs of an event. */
export type Recorded = Pick<Event, "id" | "at" | "action">;

/** What the events on one subject amount to; null where nothing is left of it. One row of the derived tables. */
export type SubjectState =
  | { readonly kind: "topic"; readonly topic: TopicId; readonly progress: TopicProgress | null }
  | {
      readonly kind: "objective";
      readonly objective: ObjectiveId;
      readonly progress: ObjectiveProgress | null;
    }
  | {
      readonly kind: "certification";
      readonly certification: CertificationId;
      readonly progress: CertificationProgress | null;
    }
  /** A sprint leaves points and no progress. */
  | { readonly kind: "sprint"; readonly progress: null };

export const NO_PROGRESS: MemberProgress = {
  topics: new Map(),
  objectives: new Map(),
  certifications: new Map(),
};

/** The key of what an action is about, such as "topic:spark". */
export function subjectOf(action: Action): Subject {
  switch (action.kind) {
    case "topic.started":
    case "topic.done":
    case "topic.known":
    case "topic.skipped":
      return `topic:${action.topic}`;
    case "objective.checked":
      return `objective:${action.objective}`;
    case "certification.planned":
    case "certification.booked":
    case "certification.passed":
    case "certification.dropped":
      return `certification:${action.certification}`;
    case "sprint.finished":
      return `sprint:${action.sprint}`;
    case "undone":
      return action.subject;
  }
}

/** The events that were not taken back, without the undos themselves; in the order given. */
export function liveEvents<E extends Recorded>(events: readonly E[]): readonly E[] {
  const undone = new Set<EventId>();
  for (const { action } of events) if (action.kind === "undone") undone.add(action.event);
  return events.filter(({ id, action }) => action.kind !== "undone" && !undone.has(id));
}

/** Folds the events on one subject, oldest first, into its state. Events on other subjects must not be among them. */
export function foldSubject(subject: Subject, events: readonly Recorded[]): SubjectState {
  return liveEvents(events).reduce((state, event) => step(state, event), nothing(subject));
}

/** Folds all events of one member, oldest first, into their progress. */
export function foldEvents(events: readonly Recorded[]): MemberProgress {
  const bySubject = Map.groupBy(events, ({ action }) => subjectOf(action));
  const progress = emptyProgress();
  for (const [subject, own] of bySubject) put(progress, foldSubject(subject, own));
  return progress;
}

/**
 * The progress after one more event. `earlier` are the events before it on the same subject, oldest first; they are read
 * only where the event is an undo, so a caller that knows it is none may leave them out. Throws for an undo whose event
 * is not among them.
 */
export function applyEvent(
  progress: MemberProgress,
  event: Recorded,
  earlier: readonly Recorded[] = [],
): MemberProgress {
  const { action } = event;
  const subject = subjectOf(action);
  if (action.kind === "undone" && !earlier.some(({ id }) => id === action.event)) {
    throw new Error(`event ${action.event} is undone and not among the earlier ones`);
  }
  const state =
    action.kind === "undone"
      ? foldSubject(subject, [...earlier, event])
      : step(stateIn(progress, subject), event);
  const next: Draft = {
    topics: new Map(progress.topics),
    objectives: new Map(progress.objectives),
    certifications: new Map(progress.certifications),
  };
  put(next, state);
  return next;
}

type Draft = {
  readonly topics: Map<TopicId, TopicProgress>;
  readonly objectives: Map<ObjectiveId, ObjectiveProgress>;
  readonly certifications: Map<CertificationId, CertificationProgress>;
};

function emptyProgress(): Draft {
  return { topics: new Map(), objectives: new Map(), certifications: new Map() };
}

function put(draft: Draft, state: SubjectState): void {
  switch (state.kind) {
    case "topic":
      if (state.progress === null) draft.topics.delete(state.topic);
      else draft.topics.set(state.topic, state.progress);
      return;
    case "objective":
      if (state.progress === null) draft.objectives.delete(state.objective);
      else draft.objectives.set(state.objective, state.progress);
      return;
    case "certification":
      if (state.progress === null) draft.certifications.delete(state.certification);
      else draft.certifications.set(state.certification, state.progress);
      return;
    case "sprint":
  }
}

function nothing(subject: Subject): SubjectState {
  return stateIn(NO_PROGRESS, subject);
}

function stateIn(progress: MemberProgress, subject: Subject): SubjectState {
  const colon = subject.indexOf(":");
  const kind = subject.slice(0, colon) as SubjectState["kind"];
  const id = subject.slice(colon + 1);
  switch (kind) {
    case "topic": {
      const topic = id as TopicId;
      return { kind, topic, progress: progress.topics.get(topic) ?? null };
    }
    case "objective": {
      const objective = id as ObjectiveId;
      return { kind, objective, progress: progress.objectives.get(objective) ?? null };
    }
    case "certification": {
      const certification = id as CertificationId;
      return { kind, certification, progress: progress.certifications.get(certification) ?? null };
    }
    case "sprint":
      return { kind, progress: null };
  }
}

const TOPIC_STATES = {
  "topic.started": "started",
  "topic.done": "done",
  "topic.known": "known",
  "topic.skipped": "skipped",
} as const;

/** One live event on one subject. */
function step(before: SubjectState, { id, at, action }: Recorded): SubjectState {
  switch (action.kind) {
    case "topic.started":
    case "topic.done":
    case "topic.known":
    case "topic.skipped": {
      const state = TOPIC_STATES[action.kind];
      const old = before.kind === "topic" ? before.progress : null;
      // A link that is added later does not move the day on which the topic was finished.
      const since = old?.state === state ? old.since : at;
      const link = action.kind === "topic.done" ? action.link : null;
      return { kind: "topic", topic: action.topic, progress: { state, since, link, event: id } };
    }
    case "objective.checked": {
      return { kind: "objective", objective: action.objective, progress: { rev: action.rev, event: id } };
    }
    case "certification.planned":
      return certification(action.certification, { state: "planned", exam: action.exam, event: id });
    case "certification.booked":
      return certification(action.certification, { state: "booked", exam: action.exam, event: id });
    case "certification.passed":
      return certification(action.certification, { state: "passed", exam: null, event: id });
    case "certification.dropped":
      return certification(action.certification, null);
    case "sprint.finished":
      return before;
    case "undone":
      throw new Error("an undo is folded with the event it takes back, not by itself");
  }
}

function certification(id: CertificationId, progress: CertificationProgress | null): SubjectState {
  return { kind: "certification", certification: id, progress };
}
