import type { MemberId } from "../domain/ids.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import { cellsOf, roster, silentOf } from "../domain/sprint-standing.ts";
import type { SprintPostKind } from "../domain/sprint-posts.ts";
import type { SprintState } from "../domain/sprint.ts";
import { dayIndex } from "../domain/sprint-time.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import { dayMarkOf } from "./marks.ts";
import { count, digits, list } from "./numbers.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import { plain } from "./safe.ts";
import type { SprintView } from "./sprint-card.ts";
import { dayButtons } from "./sprint-card.ts";
import { agoMark, nameIn, personMark, sprintName, timeMark } from "./sprint-words.ts";

/** A sprint's post in its thread, and who is to hear of it: those who take reminders in the channel. */
export type PostView = SprintView & { readonly pings: readonly MemberId[] };

const MAX_PINGS = 40;
const MAX_PLANS = 15;
const MAX_NAMED = 20;

/** What a sprint posts by itself. `tag`: by which the post is found again in its channel. */
export function sprintPostText(roadmap: Roadmap, kind: SprintPostKind, view: PostView, tag: string): Message {
  const { state } = view;
  const { sprint } = state;
  const id = String(sprint.id);
  const begun = kind !== "warning";
  const silent = silentOf(state);
  const named = pingsOf(kind, view, silent);
  const card = cardMessage(
    {
      title: titleOf(roadmap, kind, state),
      lead: leadOf(roadmap, kind, view, silent),
      sections: sectionsOf(kind, view),
    },
    rows(
      begun ? dayButtons(id) : [],
      buttonRow(
        kind === "warning" && button("Join", customId("sprint", "join", id), "primary"),
        button("How it stands", customId("sprint", "status", id, tag)),
        named.length > 0 && button("No more pings for me", customId("me", "remind", "off")),
      ),
    ),
  );
  if (named.length === 0) return card;
  return { ...card, content: named.map(personMark).join(" "), pings: named };
}

function titleOf(roadmap: Roadmap, kind: SprintPostKind, { sprint }: SprintState): string {
  const name = sprintName(roadmap, sprint);
  switch (kind) {
    case "warning":
      return `Soon: ${name}`;
    case "start":
      return `It begins: ${name}`;
    case "check-in":
      return `How is it going? ${name}`;
    case "half":
      return `Half time: ${name}`;
    case "last-day":
      return `One more day: ${name}`;
    case "end-day":
      return `It ends today: ${name}`;
  }
}

function leadOf(
  roadmap: Roadmap,
  kind: SprintPostKind,
  { state, names, objectives }: PostView,
  silent: readonly MemberId[],
): string[] {
  const { startsAt, endsAt, teamGoal } = state.sprint;
  const together =
    teamGoal === null
      ? []
      : [
          `Together: ${digits(objectives)} of ${count(teamGoal, "objective")} ${bar(Math.min(1, objectives / teamGoal))}`,
        ];
  switch (kind) {
    case "warning":
      return [`Starts ${timeMark(startsAt)}, ${agoMark(startsAt)}. There is still time to join.`];
    case "start":
      return [`From now until ${timeMark(endsAt)}. One click a day tells the others how it goes.`];
    case "check-in":
      return [...together, `Until ${timeMark(endsAt)}.`];
    case "half":
      return [
        ...together,
        `Half of the time is over; the other half goes until ${timeMark(endsAt)}.`,
        ...(silent.length === 0
          ? ["Everybody has been heard of. Keep going."]
          : [
              `${list(
                silent.map((member) => nameIn(names, member)),
                { max: MAX_NAMED },
              )}: how are you? Half a day's work counts, and so does saying what is in the way. If it does not fit now, leaving is fine, too.`,
            ]),
      ];
    case "last-day":
      return [
        ...together,
        `It ends ${timeMark(endsAt)}, ${agoMark(endsAt)}. What is the one thing to finish by then?`,
      ];
    case "end-day":
      return [...together, `It ends ${timeMark(endsAt)}, ${agoMark(endsAt)}.`];
  }
}

function sectionsOf(kind: SprintPostKind, { state, names, now }: PostView) {
  if (kind === "last-day" || kind === "end-day")
    return [{ title: "What you planned", lines: planLines(state, names) }];
  if (kind !== "check-in" && kind !== "half") return [];
  const today = dayIndex(state.sprint, now.toZonedDateTimeISO(state.sprint.zone).toPlainDate());
  const heard = roster(state).flatMap(([member, own]) => {
    const mark = cellsOf(state.sprint, own)[today] ?? null;
    return mark === null ? [] : [`${dayMarkOf(mark)} ${nameIn(names, member)}`];
  });
  const shown = heard.slice(0, MAX_NAMED);
  const more = heard.length - shown.length;
  return [{ title: "Today so far", lines: more > 0 ? [...shown, `and ${digits(more)} more`] : shown }];
}

/** What each said they would do. */
function planLines(state: SprintState, names: ReadonlyMap<MemberId, string>): string[] {
  const plans = roster(state).flatMap(([member, { plan }]) =>
    plan === null ? [] : [`${nameIn(names, member)}: ${plain(plan, 300)}`],
  );
  const more = plans.length - MAX_PLANS;
  return more > 0 ? [...plans.slice(0, MAX_PLANS), `and ${digits(more)} more`] : plans;
}

/** A daily check-in rings at nobody; half time at the silent; the start and the end at all who want to hear of it. */
function pingsOf(
  kind: SprintPostKind,
  { pings }: PostView,
  silent: readonly MemberId[],
): readonly MemberId[] {
  if (kind === "check-in") return [];
  const named = kind === "half" ? pings.filter((member) => silent.includes(member)) : pings;
  return named.slice(0, MAX_PINGS);
}
