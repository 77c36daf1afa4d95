import { isOver } from "../domain/sprint-time.ts";
import type { Connection } from "../store/database.ts";
import { noteCard, noteThread } from "../store/due-sprints.ts";
import { loadGuildSettings } from "../store/guild-settings.ts";
import { objectivesTogether } from "../store/sprint-facts.ts";
import { cardOf, sprintEventOf, sprintIdOf, sprintThreadOf } from "../store/sprint-outbox.ts";
import { loadNames } from "../store/sprint-people.ts";
import { loadSprint } from "../store/sprints.ts";
import type { StoredSprint } from "../store/sprints.ts";
import { cut } from "../text/safe.ts";
import { sprintCardText } from "../text/sprint-card.ts";
import type { SprintView } from "../text/sprint-card.ts";
import { sprintName } from "../text/sprint-words.ts";
import type { Kind } from "./kind.ts";

const MAX_TITLE = 100; // Discord's limit for a thread's name
const CHANNEL_GONE: ReadonlySet<number | null> = new Set([10003, 50001, 50013]);
const MESSAGE_LOST: ReadonlySet<number | null> = new Set([10008, 30046]);
const STUDY_CHANNEL = "study-channel";

/** A sprint with what everybody may see of it. */
export async function viewOf(
  db: Connection,
  state: StoredSprint,
  now: Temporal.Instant,
): Promise<SprintView> {
  const { sprint, members } = state;
  const names = await loadNames(db, sprint.guild, [...members.keys()]);
  return { state, names, objectives: await objectivesTogether(db, sprint.id), now };
}

/** The card of a sprint: once when it opens, and again where the first one can no longer be changed. */
export const sprintCardKind: Kind = {
  render: async (db, { roadmap }, occurrence, now) => {
    const state = await loadSprint(db, sprintIdOf(occurrence));
    if (state === null || (isOver(state.phase) && state.card === null))
      return { do: "skip", reason: "sprint-over" };
    const { sprint } = state;
    const inStudyChannel = occurrence.key.endsWith(`/${STUDY_CHANNEL}`);
    const study = inStudyChannel ? (await loadGuildSettings(db, sprint.guild))?.channel : null;
    const message = sprintCardText(roadmap, await viewOf(db, state, now), occurrence.tag);
    return { do: "post", target: { kind: "channel", id: study ?? sprint.channel }, message };
  },
  followUp: async (tx, _desk, occurrence, sent, now) => {
    const state = await loadSprint(tx, sprintIdOf(occurrence), []);
    if (state === null) return [];
    await noteCard(tx, state.sprint.id, sent);
    const { sprint, thread, event } = state;
    if (isOver(state.phase)) return [];
    return [
      ...(thread === null ? [sprintThreadOf(sprint, sent.message, now)] : []),
      ...(event === null ? [sprintEventOf(sprint, now, sprint.endsAt)] : []),
    ];
  },
  refused: async (tx, _desk, occurrence, { code }, now) => {
    const state = await loadSprint(tx, sprintIdOf(occurrence), []);
    return state === null || !CHANNEL_GONE.has(code) ? [] : inStudyChannel(tx, state, now);
  },
};

/** Brings the card up to date, with whatever is true when it is sent. */
export const sprintEditKind: Kind = {
  render: async (db, { roadmap }, occurrence, now) => {
    const state = await loadSprint(db, sprintIdOf(occurrence));
    if (state === null || state.card === null) return { do: "skip", reason: "message-gone" };
    const content = sprintCardText(roadmap, await viewOf(db, state, now), occurrence.tag);
    return { do: "edit", ...state.card, content };
  },
  // Once for each card that is lost, however many edits of it were under way.
  refused: async (tx, _desk, occurrence, { code }, now) => {
    const state = await loadSprint(tx, sprintIdOf(occurrence), []);
    if (state === null || state.card === null) return [];
    if (MESSAGE_LOST.has(code)) return [cardOf(state.sprint, state.card.message, now)];
    return CHANNEL_GONE.has(code) && !isOver(state.phase) ? inStudyChannel(tx, state, now) : [];
  },
};

/** Where the sprint's own channel is gone or closed, its card goes where the server's prompts go. */
async function inStudyChannel(db: Connection, { sprint }: StoredSprint, now: Temporal.Instant) {
  const settings = await loadGuildSettings(db, sprint.guild);
  const isOther = settings !== null && settings.channel !== null && settings.channel !== sprint.channel;
  return isOther && settings.channelKind !== "forum" ? [cardOf(sprint, STUDY_CHANNEL, now)] : [];
}

/** The thread under the first card, in which the sprint talks. */
export const sprintThreadKind: Kind = {
  render: async (db, { roadmap }, occurrence) => {
    const state = await loadSprint(db, sprintIdOf(occurrence), []);
    if (state === null || state.card === null) return { do: "skip", reason: "sprint-over" };
    const name = cut(`Sprint: ${sprintName(roadmap, state.sprint)}`, MAX_TITLE);
    const task = { do: "thread", ...state.card, name } as const;
    return isOver(state.phase) ? { do: "skip", reason: "sprint-over", tried: task } : task;
  },
  followUp: async (tx, _desk, occurrence, sent) => {
    await noteThread(tx, sprintIdOf(occurrence), sent.channel);
    return [];
  },
};
