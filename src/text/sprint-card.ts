import type { MemberId } from "../domain/ids.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import type { Phase, SprintMember, SprintState } from "../domain/sprint.ts";
import { cellsOf, roster, troubleOf } from "../domain/sprint-standing.ts";
import { datesOf, dayIndex, isOver, phaseAt } from "../domain/sprint-time.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import type { Section } from "./embed.ts";
import { dayLegend, dayMarkOf } from "./marks.ts";
import { count, digits } from "./numbers.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import type { Row } from "./rows.ts";
import { cut, plain } from "./safe.ts";
import { agoMark, goalLines, lengthText, nameIn, sprintName, timeMark } from "./sprint-words.ts";
import type { Names } from "./sprint-words.ts";

/** A sprint as everybody sees it. */
export type SprintView = {
  readonly state: SprintState;
  readonly names: Names;
  /** Objectives that they checked together since it began. */
  readonly objectives: number;
  readonly now: Temporal.Instant;
};

const SHOWN = 20;
// As many days as fit beside a name on a phone.
const SHOWN_DAYS = 8;
const SHOWN_TROUBLES = 5;
const MAX_HELP_NAME = 40;

/** The card of a sprint. `tag`: by which the post is found again in its channel. */
export function sprintCardText(roadmap: Roadmap, view: SprintView, tag: string): Message {
  const { state, now } = view;
  const phase = phaseAt(state.phase, state.sprint, now);
  return cardMessage(
    {
      title: `Sprint: ${sprintName(roadmap, state.sprint)}`,
      lead: leadLines(view, phase),
      sections: [peopleSection(view, phase), troubleSection(view, phase)],
      ...(phase === "running" && { footer: dayLegend() }),
    },
    cardRows(view, phase, tag),
  );
}

function leadLines({ state, objectives }: SprintView, phase: Phase): string[] {
  const { sprint } = state;
  const { teamGoal } = sprint;
  return [
    ...(sprint.topic === null ? [] : goalLines(sprint)),
    ...timeLines(state, phase),
    ...(teamGoal === null
      ? []
      : [
          `Together: ${digits(objectives)} of ${count(teamGoal, "objective")} ${bar(Math.min(1, objectives / teamGoal))}`,
        ]),
    ...(sprint.recurring && !isOver(phase) ? ["It comes again by itself."] : []),
  ];
}

/** When it begins or ends, or how it ended. */
export function timeLines({ sprint, early, mergedInto }: SprintState, phase: Phase): string[] {
  const { startsAt, endsAt, days } = sprint;
  switch (phase) {
    case "scheduled":
    case "open":
      return [`Starts ${timeMark(startsAt)}, ${agoMark(startsAt)}. It takes ${lengthText(days)}.`];
    case "running":
      return [`Runs until ${timeMark(endsAt)}, ${agoMark(endsAt)}.`];
    case "ended":
      return [early ? "Ended before its time." : `Ended ${timeMark(endsAt)}.`];
    case "cancelled":
      return [mergedInto === null ? "Called off." : "It goes on together with another sprint on this topic."];
  }
}

function peopleSection({ state, names, now }: SprintView, phase: Phase): Section {
  const people = roster(state);
  const title = isOver(phase) ? `Were in it: ${digits(people.length)}` : `In it: ${digits(people.length)}`;
  if (people.length === 0) return { title, lines: isOver(phase) ? [] : ["Nobody yet."] };
  const lines = people
    .slice(0, SHOWN)
    .map(([member, own]) => personLine(state, names, member, own, { phase, now }));
  const more = people.length - lines.length;
  return { title, lines: more > 0 ? [...lines, `and ${digits(more)} more`] : lines };
}

function personLine(
  state: SprintState,
  names: Names,
  member: MemberId,
  own: SprintMember,
  { phase, now }: { readonly phase: Phase; readonly now: Temporal.Instant },
): string {
  const leads = member === state.leader && !isOver(phase) ? " · leads" : "";
  const begun = phase === "running" || phase === "ended";
  const days = begun ? `${gridCells(state, own, now)} ` : "";
  return `${days}${nameIn(names, member)}${leads}`;
}

/** The days of a member up to today, at most the last eight. */
export function gridCells({ sprint }: SprintState, own: SprintMember, now: Temporal.Instant): string {
  const cells = cellsOf(sprint, own);
  const last = datesOf(sprint).at(-1);
  const today = now.toZonedDateTimeISO(sprint.zone).toPlainDate();
  // Where the member's day has begun before the sprint's, it is shown as well.
  const latest = Math.max(
    last === undefined ? 0 : dayIndex(sprint, today),
    cells.findLastIndex((mark) => mark !== null),
  );
  return cells
    .slice(Math.max(0, latest + 1 - SHOWN_DAYS), latest + 1)
    .map(dayMarkOf)
    .join("");
}

type Trouble = { readonly member: MemberId; readonly note: string | null; readonly event: number };

function troublesOf({ state }: SprintView): readonly Trouble[] {
  return roster(state)
    .flatMap(([member, own]) => {
      const trouble = troubleOf(own);
      return trouble === null ? [] : [{ member, note: trouble.note, event: trouble.event }];
    })
    .slice(0, SHOWN_TROUBLES);
}

function troubleSection(view: SprintView, phase: Phase): Section {
  const lines = troublesOf(view).map(({ member, note }) =>
    note === null
      ? `${nameIn(view.names, member)} is blocked.`
      : `${nameIn(view.names, member)}: ${plain(note, 400)}`,
  );
  return { title: "Could use a hand", lines: isOver(phase) ? [] : lines };
}

function cardRows(view: SprintView, phase: Phase, tag: string): Row[] {
  const id = String(view.state.sprint.id);
  const status = button("How it stands", customId("sprint", "status", id, tag));
  if (isOver(phase)) return buttonRow(status);
  const helps = phase === "running" ? troublesOf(view) : [];
  return rows(
    phase === "running" ? dayButtons(id) : [],
    buttonRow(
      button("Join", customId("sprint", "join", id), "primary"),
      button("Leave", customId("sprint", "leave", id)),
      status,
    ),
    buttonRow(
      ...helps.map(({ member, event }) =>
        button(
          `I can help ${cut(view.names.get(member) ?? "them", MAX_HELP_NAME)}`,
          customId("sprint", "help", id, member, String(event)),
        ),
      ),
    ),
  );
}

/** The buttons with which somebody checks in. */
export function dayButtons(id: string): Row[] {
  return buttonRow(
    button("Done today", customId("sprint", "day", id, "done"), "success"),
    button("Half", customId("sprint", "day", id, "half")),
    button("Blocked…", customId("sprint", "blocked", id)),
    button("Take a break day", customId("sprint", "day", id, "break")),
  );
}
