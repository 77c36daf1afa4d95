import type { DueDate } from "../domain/due-date.ts";
import { findCertification, findTopic } from "../domain/roadmap-graph.ts";
import { customId } from "./custom-id.ts";
import { dayText } from "./dates.ts";
import { cardMessage } from "./embed.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import type { Pick } from "./rows.ts";
import { plain } from "./safe.ts";
import { dueText, letGoLines, movedLines } from "./target-lines.ts";
import { topicName } from "./topic-lines.ts";

/** A member's dates, the nearest first, and a way to change each. */
export function myDatesText(
  reader: Reader,
  dates: readonly DueDate[],
  news: readonly string[] = [],
): Message {
  const lines = dates.flatMap((date) => dateLines(reader, date));
  const empty = `No dates yet. Open a topic with ${reader.mention("roadmap next")} and choose **Set a date**.`;
  return cardMessage(
    {
      title: "Your dates",
      lead: [...(news.length > 0 ? [...news, ""] : []), ...(lines.length === 0 ? [empty] : lines)],
      sections: [{ title: "Let go", lines: letGoLines(reader) }],
    },
    rows(
      selectRow({
        customId: customId("me", "date-pick"),
        placeholder: "Change a date",
        options: dates.flatMap((date) => optionOf(reader, date)),
      }),
      buttonRow(
        button("Reminders", customId("me", "reminders")),
        button("Certifications", customId("roadmap", "certs")),
        button("What's next", customId("roadmap", "next")),
        button("My settings", customId("me", "panel", "0")),
      ),
    ),
  );
}

/** A date in a line, and below it that it moved; nothing for what the roadmap no longer has. */
export function dateLines(reader: Reader, due: DueDate): string[] {
  const { subject, date } = due;
  if (subject.kind === "topic") {
    const topic = findTopic(reader.roadmap, subject.topic);
    return topic === null ? [] : [`• ${topicName(topic)}: ${dueText(date, reader)}`, ...movedLines(due)];
  }
  const certification = findCertification(reader.roadmap, subject.certification);
  if (certification === null) return [];
  const name = `**${plain(certification.title, 160)}**`;
  return Temporal.PlainDate.compare(date, reader.today) < 0
    ? [`• ${name}: the exam was on ${dayText(date)}. How did it go?`]
    : [`• ${name}, exam: ${dueText(date, reader)}`];
}

// A topic and a certification may share an id.
const TOPIC = "topic ";
const EXAM = "exam ";

function optionOf({ roadmap }: Reader, { subject, date }: DueDate): Pick[] {
  const [prefix, item] =
    subject.kind === "topic"
      ? [TOPIC, findTopic(roadmap, subject.topic)]
      : [EXAM, findCertification(roadmap, subject.certification)];
  return item === null ? [] : [{ value: prefix + item.id, label: item.title, description: dayText(date) }];
}

/** What was picked in the list: the id of a topic or of a certification. */
export function readPickedDate(value: string): { readonly kind: "topic" | "exam"; readonly id: string } {
  return value.startsWith(EXAM)
    ? { kind: "exam", id: value.slice(EXAM.length) }
    : { kind: "topic", id: value.slice(TOPIC.length) };
}
