import type { Action, Event } from "../domain/event.ts";
import { subjectOf } from "../domain/fold.ts";
import { mint } from "../domain/ids.ts";
import type { CertificationId, ObjectiveId, TopicId } from "../domain/ids.ts";
import type { events } from "./schema.ts";

type Row = typeof events.$inferSelect;
type ActionColumns = Pick<Row, "kind" | "subject" | "link" | "rev" | "exam" | "undoes">;

/** The columns that hold an action. */
export function actionColumns(action: Action): ActionColumns {
  const none = { link: null, rev: null, exam: null, undoes: null };
  const columns = { ...none, kind: action.kind, subject: subjectOf(action) };
  switch (action.kind) {
    case "topic.done":
      return { ...columns, link: action.link };
    case "objective.checked":
      return { ...columns, rev: action.rev };
    case "certification.planned":
    case "certification.booked":
      return { ...columns, exam: action.exam };
    case "undone":
      return { ...columns, undoes: action.event };
    case "topic.started":
    case "topic.known":
    case "topic.skipped":
    case "certification.passed":
    case "certification.dropped":
    case "sprint.finished":
      return columns;
  }
}

/** Reads an event back. Throws for a row that no version of ours has written. */
export function toEvent(row: Row): Event {
  const { id, interaction, member, guild, at, localDate, points, topics, objectives } = row;
  const score = { points, topics, objectives };
  return { id, interaction, member, guild, at, localDate, score, action: toAction(row) };
}

function toAction({ id, kind, subject, link, rev, exam, undoes }: Row): Action {
  const name = subject.slice(subject.indexOf(":") + 1);
  const topic = mint<TopicId>(name);
  const certification = mint<CertificationId>(name);
  switch (kind) {
    case "topic.started":
    case "topic.known":
    case "topic.skipped":
      return { kind, topic };
    case "topic.done":
      return { kind, topic, link };
    case "objective.checked":
      return { kind, objective: mint<ObjectiveId>(name), rev: present(rev, id) };
    case "certification.planned":
      return { kind, certification, exam };
    case "certification.booked":
      return { kind, certification, exam: present(exam, id) };
    case "certification.passed":
    case "certification.dropped":
      return { kind, certification };
    case "sprint.finished":
      return { kind, sprint: Number(name) };
    case "undone":
      return { kind, event: present(undoes, id), subject };
  }
  throw new Error(`event ${id} is of no kind we know: ${String(kind)}`);
}

function present<T>(value: T | null, id: number): T {
  if (value === null) throw new Error(`event ${id} lacks a value`);
  return value;
}
