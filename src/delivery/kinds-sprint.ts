import { mergeProposal } from "../domain/sprint-merge.ts";
import type { SprintPostKind } from "../domain/sprint-posts.ts";
import { roster } from "../domain/sprint-standing.ts";
import type { SprintId } from "../domain/sprint.ts";
import { isOver, phaseAt } from "../domain/sprint-time.ts";
import type { Connection } from "../store/database.ts";
import { noteThread } from "../store/due-sprints.ts";
import { loadDisplayName } from "../store/members.ts";
import type { NewOccurrence, Occurrence } from "../store/outbox.ts";
import { loadHelp } from "../store/sprint-record.ts";
import { sprintIdOf } from "../store/sprint-outbox.ts";
import { markDeparted } from "../store/scores.ts";
import { loadSprintPeople } from "../store/sprint-people.ts";
import { loadSprint } from "../store/sprints.ts";
import type { StoredSprint } from "../store/sprints.ts";
import { helpPostText, mergePostText, sprintReminderText } from "../text/sprint-notes.ts";
import { sprintPostText } from "../text/sprint-posts.ts";
import type { Desk, Kind, Task } from "./kind.ts";
import { viewOf } from "./kinds-sprint-card.ts";

const OVER: Task = { do: "skip", reason: "sprint-over" };
const IN_CHANNEL = "/in-channel";
/** The thread is gone, locked, or closed to us. */
const THREAD_LOST: ReadonlySet<number | null> = new Set([10003, 50001, 50013, 50083, 160005]);

/** Where a sprint talks: in its thread; where there is none, beside its card. */
function placeOf({ thread, card, sprint }: StoredSprint, { key }: Pick<Occurrence, "key">) {
  const beside = card?.channel ?? sprint.channel;
  return { kind: "channel", id: key.endsWith(IN_CHANNEL) ? beside : (thread ?? beside) } as const;
}

/** What cannot be posted in the thread is posted beside the card instead, and so is all that follows. */
const besideTheCard: Kind["refused"] = async (tx, _desk, occurrence, { code }, now) => {
  const state = await loadSprint(tx, sprintIdOf(occurrence), []);
  if (state === null || state.thread === null || !THREAD_LOST.has(code)) return [];
  const { thread, sprint, card } = state;
  if (thread === (card?.channel ?? sprint.channel)) return [];
  await noteThread(tx, sprint.id, null);
  const { key, kind, guild, member, payload, expiresAt } = occurrence;
  const again: NewOccurrence = { key: key + IN_CHANNEL, kind, guild, member, payload, expiresAt, dueAt: now };
  return [again];
};

/** The warning, the start, the check-ins, half time and the end to come. */
export const sprintPostKind: Kind = {
  render: async (db, desk, occurrence, now) => {
    const state = await presentIn(db, desk, sprintIdOf(occurrence));
    if (state === null || isOver(phaseAt(state.phase, state.sprint, now))) return OVER;
    if (roster(state).length === 0) return { do: "skip", reason: "nobody-in" };
    const people = (await loadSprintPeople(db, [state.sprint.id])).get(state.sprint.id) ?? [];
    const pings = people.filter(({ where }) => where === "channel").map(({ member }) => member);
    const view = { ...(await viewOf(db, state, now)), pings };
    const kind = occurrence.payload["post"] as SprintPostKind;
    const message = sprintPostText(desk.roadmap, kind, view, occurrence.tag);
    return { do: "post", target: placeOf(state, occurrence), message };
  },
  refused: besideTheCard,
};

/** A sprint, after those who have left the server meanwhile are taken off its roster. */
export async function presentIn(
  db: Connection,
  { findDeparted }: Desk,
  id: SprintId,
): Promise<StoredSprint | null> {
  const state = await loadSprint(db, id);
  if (state === null) return null;
  const departed = await findDeparted(
    state.sprint.guild,
    roster(state).map(([member]) => member),
  );
  if (departed.size === 0) return state;
  await markDeparted(db, state.sprint.guild, departed);
  return loadSprint(db, id);
}

/** A member's own reminder, for who wants them as direct messages. */
export const sprintReminderKind: Kind = {
  render: async (db, { roadmap }, occurrence, now) => {
    const { member, tag } = occurrence;
    const state = member === null ? null : await loadSprint(db, sprintIdOf(occurrence), [member]);
    const own = member === null ? undefined : state?.members.get(member);
    if (member === null || state === null || !own?.active) return { do: "skip", reason: "member-gone" };
    if (isOver(phaseAt(state.phase, state.sprint, now))) return OVER;
    const people = (await loadSprintPeople(db, [state.sprint.id])).get(state.sprint.id) ?? [];
    const isWanted = people.some((person) => person.member === member && person.where === "direct");
    if (!isWanted) return { do: "skip", reason: "off" };
    const about = { member, plan: own.plan, place: placeOf(state, occurrence).id };
    const message = sprintReminderText(roadmap, state, about, tag);
    return { do: "post", target: { kind: "direct", id: member }, message };
  },
};

/** Brings somebody who is blocked together with somebody who can help. */
export const sprintHelpKind: Kind = {
  render: async (db, { roadmap }, occurrence, now) => {
    const state = await loadSprint(db, sprintIdOf(occurrence), []);
    const help = await loadHelp(db, Number(occurrence.payload["event"]));
    if (state === null || isOver(phaseAt(state.phase, state.sprint, now))) return OVER;
    if (help === null) return { do: "skip", reason: "member-gone" };
    const message = helpPostText(roadmap, state, help, occurrence.tag);
    return { do: "post", target: placeOf(state, occurrence), message };
  },
  refused: besideTheCard,
};

/** Proposes to bring two quiet sprints together, where that is still so. */
export const sprintMergeKind: Kind = {
  render: async (db, { roadmap }, occurrence, now) => {
    const one = await loadSprint(db, sprintIdOf(occurrence));
    const other = await loadSprint(db, Number(occurrence.payload["into"]));
    const proposal = one === null || other === null ? null : mergeProposal(one, other, now);
    if (one === null || proposal?.gone.sprint.id !== one.sprint.id)
      return { do: "skip", reason: "overtaken" };
    const { gone, into } = proposal;
    const leader = gone.leader === null ? null : await loadDisplayName(db, one.sprint.guild, gone.leader);
    const message = mergePostText(roadmap, { gone, into, leader }, occurrence.tag);
    return { do: "post", target: placeOf(one, occurrence), message };
  },
  refused: besideTheCard,
};
