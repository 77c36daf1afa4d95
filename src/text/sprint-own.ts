import type { MemberId } from "../domain/ids.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import { ACTIVITIES } from "../domain/sprint.ts";
import type { Activity, Mark, Sprint, SprintMember, SprintState } from "../domain/sprint.ts";
import { MAX_LINE } from "../domain/sprint-start.ts";
import { breakQuota, breaksTaken, graceDays, standingOf } from "../domain/sprint-standing.ts";
import { isOver, phaseAt } from "../domain/sprint-time.ts";
import { customId } from "./custom-id.ts";
import { cardMessage, notice } from "./embed.ts";
import { dayLegend, dayMarkOf } from "./marks.ts";
import { questionModal } from "./modal.ts";
import { count } from "./numbers.ts";
import type { Message, Modal } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import type { Row } from "./rows.ts";
import { personName, plain } from "./safe.ts";
import { dayButtons, gridCells, timeLines } from "./sprint-card.ts";
import { goalLines, MARK_WORDS, sprintMark, sprintName } from "./sprint-words.ts";

// What one member is told of a sprint, and they alone.

const MINUTES = [30, 60, 120];
const ACTIVITY_WORDS: Readonly<Record<Activity, string>> = {
  learn: "learning",
  build: "building",
  teach: "explaining it to others",
};

/** Asks for the if-then plan. Whoever closes the form is in all the same. */
export function planModal(roadmap: Roadmap, sprint: Sprint, plan: string | null): Modal {
  return questionModal({
    customId: customId("sprint", "planned", String(sprint.id)),
    title: `You are in: ${sprintName(roadmap, sprint)}`,
    label: "When …, I will … (if you like)",
    help: "A plan of this form helps. It comes back in your reminder, and the wrap-up asks after it.",
    placeholder: "When I have had my coffee, I will do one objective",
    value: plan,
    required: false,
    maxLength: MAX_LINE,
  });
}

/** Asks what blocks somebody. */
export function blockedModal(sprint: Sprint): Modal {
  return questionModal({
    customId: customId("sprint", "blocked-by", String(sprint.id)),
    title: "What blocks you?",
    label: "In one line",
    help: "The others see it, so that somebody can help.",
    required: true,
    maxLength: MAX_LINE,
  });
}

/** Somebody is in, or has changed their plan. */
export function joinedText(roadmap: Roadmap, { sprint }: SprintState, plan: string | null): Message {
  return notice(
    [
      `You are in: ${sprintMark(roadmap, sprint)}.`,
      ...(plan === null ? [] : [`Your plan: ${plain(plan, 400)}`]),
      "The others see your name and how your days go.",
    ],
    buttonRow(planButton(sprint, plan), statusButton(sprint)),
  );
}

/** Somebody has left. `leads`: whose turn it is to lead, where it was theirs. */
export function leftText(roadmap: Roadmap, { sprint }: SprintState, leads: string | null): Message {
  return notice(
    [
      `You have left ${sprintMark(roadmap, sprint)}. What you did in it is kept.`,
      ...(leads === null ? [] : [`**${personName(leads)}** leads it now.`]),
    ],
    buttonRow(button("Join again", customId("sprint", "join", String(sprint.id)))),
  );
}

/** A day was checked in. */
export function checkedInText(
  roadmap: Roadmap,
  state: SprintState,
  own: SprintMember,
  { mark, now }: { readonly mark: Mark; readonly now: Temporal.Instant },
): Message {
  const { sprint } = state;
  return notice(
    [
      `${dayMarkOf(mark)} Today is ${MARK_WORDS[mark]} in ${sprintMark(roadmap, sprint)}.`,
      gridCells(state, own, now),
      ...standingLines(sprint, own),
      ...(mark === "blocked"
        ? ["The others see it. Whoever can help finds a button for it on the card."]
        : []),
    ],
    rows(mark === "break" ? [] : minutesRow(sprint), buttonRow(planButton(sprint, own.plan))),
  );
}

/** Time was noted. */
export function loggedText(
  roadmap: Roadmap,
  { sprint }: SprintState,
  { activity, minutes }: { readonly activity: Activity; readonly minutes: number },
): Message {
  return notice(
    [
      `Noted for today: ${minutesText(minutes)} of ${ACTIVITY_WORDS[activity]} in ${sprintMark(roadmap, sprint)}.`,
    ],
    rows(minutesRow(sprint)),
  );
}

/** How a sprint stands, for one who looks. Null: they are not in it. */
export function statusText(
  roadmap: Roadmap,
  state: SprintState,
  own: SprintMember | null,
  { member, now }: { readonly member: MemberId; readonly now: Temporal.Instant },
): Message {
  const { sprint } = state;
  const phase = phaseAt(state.phase, sprint, now);
  const isIn = own?.active ?? false;
  const id = String(sprint.id);
  return cardMessage(
    {
      title: `Sprint: ${sprintName(roadmap, sprint)}`,
      lead: [
        ...(sprint.topic === null ? [] : goalLines(sprint)),
        ...timeLines(state, phase),
        ...(own === null || !isIn ? [] : ownLines(state, own, now)),
        ...(isIn ? [] : [isOver(phase) ? "You were not in it at its end." : "You are not in it."]),
        ...(isIn && state.leader === member && !isOver(phase) ? ["You lead it."] : []),
      ],
      ...(isIn && phase === "running" && { footer: dayLegend() }),
    },
    isOver(phase)
      ? []
      : rows(
          isIn && phase === "running" ? dayButtons(id) : [],
          isIn && phase === "running" ? minutesRow(sprint) : [],
          buttonRow(
            !isIn && button("Join", customId("sprint", "join", id), "primary"),
            isIn && planButton(sprint, own?.plan ?? null),
            isIn && button("Leave", customId("sprint", "leave", id)),
          ),
        ),
  );
}

function ownLines(state: SprintState, own: SprintMember, now: Temporal.Instant): string[] {
  const { sprint } = state;
  const phase = phaseAt(state.phase, sprint, now);
  const begun = phase === "running" || phase === "ended";
  return [
    ...(own.plan === null ? [] : [`Your plan: ${plain(own.plan, 400)}`]),
    ...(begun ? [gridCells(state, own, now), ...standingLines(sprint, own)] : []),
  ];
}

function standingLines(sprint: Sprint, own: SprintMember): string[] {
  const { days, checkedIn } = standingOf(sprint, own);
  const breaks = breakQuota(sprint) - breaksTaken(own);
  const needed = Math.max(1, days - graceDays(days));
  return [
    `Checked in on ${count(checkedIn, "day")}. ${needed} of ${days} see it through.`,
    ...(breakQuota(sprint) > 0 ? [`${count(breaks, "break day")} left.`] : []),
  ];
}

function minutesRow({ id }: Pick<Sprint, "id">): Row[] {
  return selectRow({
    customId: customId("sprint", "time", String(id)),
    placeholder: "How long today, if you like",
    options: ACTIVITIES.flatMap((activity) =>
      MINUTES.map((minutes) => ({
        value: `${activity}-${minutes}`,
        label: `${minutesText(minutes)} of ${ACTIVITY_WORDS[activity]}`,
      })),
    ),
  });
}

function minutesText(minutes: number): string {
  return minutes % 60 === 0 ? count(minutes / 60, "hour") : count(minutes, "minute");
}

function planButton({ id }: Pick<Sprint, "id">, plan: string | null) {
  return button(plan === null ? "My plan…" : "Change my plan…", customId("sprint", "plan", String(id)));
}

function statusButton({ id }: Pick<Sprint, "id">) {
  return button("How it stands", customId("sprint", "status", String(id)));
}
