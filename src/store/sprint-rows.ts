import type { Sprint, SprintAction, SprintEvent } from "../domain/sprint.ts";
import type { sprintEvents, sprints } from "./schema-sprints.ts";

export type SprintRow = typeof sprints.$inferSelect;
type EventRow = typeof sprintEvents.$inferSelect;
type ActionColumns = Omit<EventRow, "id" | "interaction" | "ordinal" | "sprint" | "at">;

/** The sprint as it was set up. */
export function toSprint(row: SprintRow): Sprint {
  const { id, guild, channel, topic, goal, teamGoal, zone, days, opensAt, startsAt, endsAt } = row;
  const { recurring, previous } = row;
  return {
    id,
    guild,
    channel,
    topic,
    goal,
    teamGoal,
    zone,
    days,
    opensAt,
    startsAt,
    endsAt,
    recurring,
    previous,
  };
}

const NONE: Omit<ActionColumns, "kind"> = {
  member: null,
  day: null,
  mark: null,
  words: null,
  activity: null,
  minutes: null,
  checkIn: null,
  early: null,
  mergedInto: null,
};

/** The columns that hold what happened. */
export function sprintActionColumns(action: SprintAction): ActionColumns {
  switch (action.kind) {
    case "opened":
    case "began":
      return { ...NONE, kind: action.kind };
    case "ended":
      return { ...NONE, kind: action.kind, early: action.early };
    case "cancelled":
      return { ...NONE, kind: action.kind, mergedInto: action.mergedInto };
    case "joined":
    case "planned":
      return { ...NONE, kind: action.kind, member: action.member, words: action.plan };
    case "left":
      return { ...NONE, kind: action.kind, member: action.member };
    case "checked-in": {
      const { kind, member, day, mark, note } = action;
      return { ...NONE, kind, member, day, mark, words: note };
    }
    case "logged": {
      const { kind, member, day, activity, minutes } = action;
      return { ...NONE, kind, member, day, activity, minutes };
    }
    case "helped":
      return { ...NONE, kind: action.kind, member: action.member, checkIn: action.checkIn };
  }
}

/** Reads an event back. Throws for a row that no version of ours has written. */
export function toSprintEvent(row: EventRow): SprintEvent {
  return { id: row.id, at: row.at, action: toAction(row) };
}

function toAction(row: EventRow): SprintAction {
  const need = <T>(value: T | null): T => {
    if (value === null) throw new Error(`sprint event ${row.id} lacks a value`);
    return value;
  };
  const { kind } = row;
  switch (kind) {
    case "opened":
    case "began":
      return { kind };
    case "ended":
      return { kind, early: need(row.early) };
    case "cancelled":
      return { kind, mergedInto: row.mergedInto };
    case "joined":
    case "planned":
      return { kind, member: need(row.member), plan: row.words };
    case "left":
      return { kind, member: need(row.member) };
    case "checked-in":
      return { kind, member: need(row.member), day: need(row.day), mark: need(row.mark), note: row.words };
    case "logged": {
      const { member, day, activity, minutes } = row;
      return {
        kind,
        member: need(member),
        day: need(day),
        activity: need(activity),
        minutes: need(minutes),
      };
    }
    case "helped":
      return { kind, member: need(row.member), checkIn: need(row.checkIn) };
  }
  throw new Error(`sprint event ${row.id} is of no kind we know: ${String(kind)}`);
}
