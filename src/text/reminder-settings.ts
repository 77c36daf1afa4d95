import type { NextReminder } from "../domain/due-date.ts";
import type { ReminderPlace, Reminders } from "../domain/reminders.ts";
import { findCertification, findTopic } from "../domain/roadmap-graph.ts";
import { customId } from "./custom-id.ts";
import { timeMark } from "./dates.ts";
import { cardMessage } from "./embed.ts";
import { noRouteText } from "./outlook.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import type { Row } from "./rows.ts";
import { plain } from "./safe.ts";

/** The latest hour at which a day can end. */
export const LATEST_DAY_END = 6;

/** What is ahead for a member, as far as reminders go. */
export type Ahead = {
  readonly reminder: NextReminder;
  /** Null where they want none. */
  readonly digest: Temporal.Instant | null;
};

/** How a member is reminded, and what comes next. `news` says what was just changed. */
export function remindersText(
  reader: Reader,
  reminders: Reminders,
  ahead: Ahead,
  news: string | null = null,
): Message {
  return cardMessage(
    {
      title: "Reminders",
      lead: [
        ...(news === null ? [] : [news]),
        nextText(reader, reminders, ahead),
        ahead.digest === null
          ? "No weekly digest."
          : `Next digest: ${timeMark(ahead.digest)}, by direct message, if there is something to tell.`,
      ],
    },
    settingRows(reminders),
  );
}

const PLACES: Readonly<Record<ReminderPlace, string>> = {
  channel: "In the study channel, naming you alone",
  direct: "By direct message",
  off: "No reminders",
};

function nextText({ roadmap }: Reader, { where }: Reminders, { reminder }: Ahead): string {
  if (where === "off") return "You are not reminded of your dates. They stay as they are.";
  if (reminder.kind === "unheard") return `Of your next date: ${noRouteText(reminder.reason)}`;
  if (reminder.kind === "nothing") {
    return "Nothing is ahead. You are reminded the day before a date, and on the day.";
  }
  const { subject } = reminder.date;
  const item =
    subject.kind === "topic"
      ? findTopic(roadmap, subject.topic)
      : findCertification(roadmap, subject.certification);
  const what = item === null ? "one of your dates" : `**${plain(item.title, 160)}**`;
  return `Next reminder: ${timeMark(reminder.at)}, of ${what}.`;
}

function hourText(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

function settingRows({ where, digest, quietFrom, quietTo, dayEnd }: Reminders): Row[] {
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const select = (
    action: string,
    placeholder: string,
    from: readonly number[],
    picked: number,
    text: Label,
  ) =>
    selectRow({
      customId: customId("me", action),
      placeholder,
      options: from.map((hour) => ({ value: String(hour), label: text(hour), picked: hour === picked })),
    });
  return rows(
    selectRow({
      customId: customId("me", "remind"),
      placeholder: "Where to remind you",
      options: Object.entries(PLACES).map(([value, text]) => ({
        value,
        label: text,
        picked: value === where,
      })),
    }),
    select("quiet-from", "Quiet from", hours, quietFrom, (hour) => `Quiet from ${hourText(hour)}`),
    select("quiet-to", "Quiet until", hours, quietTo, (hour) =>
      hour === quietFrom ? `Never quiet (until ${hourText(hour)})` : `Quiet until ${hourText(hour)}`,
    ),
    select("day-end", "Your day ends", hours.slice(0, LATEST_DAY_END + 1), dayEnd, (hour) =>
      hour === 0 ? "Your day ends at midnight" : `Your day ends at ${hourText(hour)}, after midnight`,
    ),
    buttonRow(
      button(
        digest ? "Stop the weekly digest" : "Weekly digest by direct message",
        customId("me", "digest", digest ? "off" : "on"),
      ),
      button("My dates", customId("me", "dates")),
      button("My settings", customId("me", "panel", "0")),
    ),
  );
}
type Label = (hour: number) => string;
