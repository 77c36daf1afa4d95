import type { Refusal } from "../domain/refusal.ts";
import type { Outlook } from "../domain/due-date.ts";
import type { Topic } from "../domain/roadmap.ts";
import { isSettled } from "../domain/roadmap-graph.ts";
import { dateByPace, hoursToGo } from "../domain/targets.ts";
import type { Target, TypedTarget } from "../domain/targets.ts";
import { weeksLeft } from "../domain/topic-progress.ts";
import { MAX_DAY } from "../domain/typed-day.ts";
import { customId, customIdKeeping } from "./custom-id.ts";
import { dayNear, dayText } from "./dates.ts";
import { cardMessage } from "./embed.ts";
import { ANSWER, formModal } from "./modal.ts";
import { count, hours } from "./numbers.ts";
import { outlookText } from "./outlook.ts";
import { paceOf } from "./reader.ts";
import type { Mention, Reader } from "./reader.ts";
import { refusalText } from "./refusal.ts";
import type { Message, Modal } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import type { Button, Row } from "./rows.ts";
import { dueText, movedLines, standingTarget } from "./target-lines.ts";

/** What the hours in the form are found under. */
export const HOURS = "hours";

/** A topic's date and what can be done with it. `outlook` is null where no date stands. */
export function targetText(
  reader: Reader,
  topic: Topic,
  outlook: Outlook | null,
  news: readonly string[] = [],
): Message {
  const target = standingTarget(reader, topic);
  return cardMessage(
    {
      title: topic.title,
      lead: [
        ...(news.length > 0 ? [...news, ""] : []),
        ...(target === null
          ? ["No date is set."]
          : [`Your date: ${dueText(target.date, reader)}.`, ...movedLines(target)]),
        ...(isSettled(reader.progress, topic.id) ? [] : [effortText(reader, topic, target)]),
        ...(outlook === null ? [] : [outlookText(outlook, reader.mention)]),
      ],
    },
    rows(...targetRows(reader, topic, target)),
  );
}

function effortText(reader: Reader, topic: Topic, target: Target | null): string {
  const pace = paceOf(reader);
  const left = hoursToGo(topic, reader, target?.hours ?? null);
  const whose = target?.hours ? " by your estimate" : "";
  return `${hours(left)} left${whose}: ${count(weeksLeft(left, pace), "week")} at ${count(pace, "hour")} a week.`;
}

function targetRows(reader: Reader, topic: Topic, target: Target | null): Row[][] {
  const elsewhere = buttonRow(
    button("Open the topic", customId("roadmap", "topic", topic.id)),
    button("My dates", customId("me", "dates")),
    button("Reminders", customId("me", "reminders")),
  );
  if (isSettled(reader.progress, topic.id)) return [elsewhere];
  return [buttonRow(...moves(reader, topic, target)), elsewhere];
}

/** Each says the day it means, so that a second click does not move twice. */
function moves(reader: Reader, topic: Topic, target: Target | null): (Button | false)[] {
  const { today } = reader;
  const to = (text: string, date: Temporal.PlainDate) =>
    button(`${text}: ${dayNear(date, today)}`, customId("roadmap", "date-set", topic.id, date.toString()));
  const paced = dateByPace(hoursToGo(topic, reader, target?.hours ?? null), paceOf(reader), today);
  const form = customId("roadmap", "date-form", topic.id);
  if (target === null) return [to("By my pace", paced), button("Set a date…", form)];
  const base = Temporal.PlainDate.compare(target.date, today) < 0 ? today : target.date;
  const later = base.add({ weeks: 1 });
  return [
    to("A week later", later),
    !paced.equals(target.date) && !paced.equals(later) && to("By my pace", paced),
    button("Another day…", form),
    button("Drop the date", customId("roadmap", "date-drop", topic.id)),
  ];
}

/** Asks for a day, and for the hours that it will take; with neither, the pace decides. `typed`: what was filled in before. */
export function targetModal(reader: Reader, topic: Topic, typed: TypedTarget | null = null): Modal {
  const target = standingTarget(reader, topic);
  const pace = paceOf(reader);
  const left = hoursToGo(topic, reader, target?.hours ?? null);
  const paced = dateByPace(left, pace, reader.today);
  return formModal(customId("roadmap", "date-typed", topic.id), `Date: ${topic.title}`, {
    [ANSWER]: {
      label: "By when",
      help: `friday, 5 December or 2026-12-31. Left empty: ${dayText(paced)}, for ${hours(left)} at ${pace} a week.`,
      placeholder: paced.toString(),
      value: typed?.date ?? target?.date.toString() ?? null,
      required: false,
      maxLength: MAX_DAY,
    },
    [HOURS]: {
      label: "Hours it still takes you, if you know",
      help: "With the day left empty, they decide it.",
      placeholder: String(Math.ceil(left)),
      value: typed?.hours ?? target?.hours?.toString() ?? null,
      required: false,
      maxLength: 10,
    },
  });
}

/** A date was set or moved. */
export function targetSetText(): string {
  return "Saved.";
}

/** A date was dropped. */
export function targetDroppedText(): string {
  return "Dropped. Nothing reminds you of it any more.";
}

/** Why a date was not set, with the form to try again, filled in as it was. */
export function targetRefusedText(
  refusal: Refusal,
  { topic, date, hours: estimate }: TypedTarget & { readonly topic: string },
  mention: Mention,
): Message {
  const message = refusalText(refusal, mention);
  if (refusal.kind !== "bad-date" && refusal.kind !== "bad-hours" && refusal.kind !== "target-in-the-past") {
    return message;
  }
  const form = customIdKeeping([date.trim(), estimate.trim()], "roadmap", "date-form", topic);
  return { ...message, rows: buttonRow(button("Try again…", form, "primary")) };
}
