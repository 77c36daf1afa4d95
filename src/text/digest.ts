import type { DueDate } from "../domain/due-date.ts";
import type { MemberId, TopicId } from "../domain/ids.ts";
import type { NextTopic } from "../domain/next-topic.ts";
import { topicShare } from "../domain/topic-progress.ts";
import { customId } from "./custom-id.ts";
import { cardMessage, notice } from "./embed.ts";
import { dateLines } from "./my-dates.ts";
import { count } from "./numbers.ts";
import { choicesOfReader } from "./reader.ts";
import type { Mention, Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import { letGoLines } from "./target-lines.ts";
import { namesById, timeText, topicName } from "./topic-lines.ts";

/** A member's week by what stands in it. */
export type Digest = {
  readonly member: MemberId;
  /** By which the post is found again. */
  readonly tag: string;
  readonly finished: readonly TopicId[];
  readonly checked: number;
  readonly next: NextTopic;
  /** The nearest first. */
  readonly dates: readonly DueDate[];
  /** What their groups are about this week, each once. */
  readonly groups: readonly TopicId[];
};

/** The weekly digest; null where there is nothing to tell but what stood there before. */
export function digestText(reader: Reader, digest: Digest): Message | null {
  const done = doneLines(reader, digest);
  const dates = [...digest.dates.flatMap((date) => dateLines(reader, date)), ...letGoLines(reader)];
  const group = groupLines(reader, digest);
  const isUnderWay = digest.next.kind === "topic" && digest.next.reason.kind === "started";
  if (done.length + dates.length + group.length === 0 && !isUnderWay) return null;
  return cardMessage(
    {
      title: "Your week",
      lead: [...done, ...nextLines(reader, digest.next), ...group],
      sections: [{ title: "Dates ahead", lines: dates }],
    },
    buttonRow(
      button("What's next", customId("roadmap", "next"), "primary"),
      button("My dates", customId("me", "dates")),
      button("Stop the digest", customId("me", "digest-stop", digest.tag, digest.member)),
    ),
  );
}

function doneLines({ roadmap }: Reader, { finished, checked }: Digest): string[] {
  const topics = namesById(roadmap, [...new Set(finished)]);
  const objectives = checked === 0 ? "" : count(checked, "objective");
  if (topics !== "")
    return [`Last week you finished ${topics}${objectives && `, and checked off ${objectives}`}.`];
  return objectives === "" ? [] : [`Last week you checked off ${objectives}.`];
}

function nextLines(reader: Reader, next: NextTopic): string[] {
  if (next.kind === "finished") return ["You have come to the end of the roadmap."];
  const { topic, reason } = next;
  const share = topicShare(topic, reader.progress, choicesOfReader(reader));
  const heading = reason.kind === "started" ? "Go on with" : "Next is";
  return [`${heading} ${topicName(topic)}. ${timeText(reader, share)}`];
}

function groupLines({ roadmap }: Reader, { groups }: Digest): string[] {
  const topics = namesById(roadmap, groups);
  if (topics === "") return [];
  return [`This week your ${groups.length === 1 ? "group is" : "groups are"} on ${topics}.`];
}

/** The digest was stopped by the button on one. */
export function digestStoppedText(mention: Mention): Message {
  return notice(
    [`Stopped. No more weekly digest; switch it on again here, or later with ${mention("me")}.`],
    buttonRow(button("Send it again", customId("me", "digest", "on"))),
  );
}
