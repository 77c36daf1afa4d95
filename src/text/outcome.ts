import type { EventId } from "../domain/event.ts";
import type { NextTopic } from "../domain/next-topic.ts";
import type { TopicState } from "../domain/progress.ts";
import type { Topic } from "../domain/roadmap.ts";
import { roadmapShare, topicShare } from "../domain/topic-progress.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import { topicMark } from "./marks.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import { link } from "./safe.ts";
import { undoButton } from "./topic-ways.ts";
import { timeText, topicName, unlocksLines } from "./topic-lines.ts";

/** A topic that was settled just now. `lines` say what it earned and what to bear in mind. */
export type Settled = {
  readonly topic: Topic;
  readonly state: Exclude<TopicState, "started">;
  readonly event: EventId;
  readonly link: string | null;
  readonly lines: readonly string[];
};

const HEADINGS: Readonly<Record<Settled["state"], string>> = {
  done: "Done",
  known: "You know",
  skipped: "Skipped",
};

/** What follows from settling a topic: what it earned and opened, and what comes next. `reader` is as they are now. */
export function settledText(reader: Reader, settled: Settled, next: NextTopic): Message {
  const { topic, state, event } = settled;
  const { share } = roadmapShare(reader.roadmap, reader.progress, choicesOfReader(reader));
  return cardMessage(
    {
      title: `${topicMark(state)} ${HEADINGS[state]}: ${topic.title}`,
      lead: [
        ...settled.lines,
        ...(settled.link === null ? [] : [`With ${link("what you built", settled.link)}. Well done.`]),
        ...unlocksLines(reader, topic, true),
        `The whole roadmap: ${bar(share)}`,
        "",
        ...nextLines(reader, next),
      ],
    },
    rows(
      buttonRow(
        button("What's next", customId("roadmap", "next"), "primary"),
        undoButton(event),
        state === "done" &&
          settled.link === null &&
          button("Link to what I built…", customId("roadmap", "link", topic.id)),
        reader.inServer && state === "done" && button("Share", customId("roadmap", "share", topic.id)),
      ),
    ),
  );
}

function nextLines(reader: Reader, next: NextTopic): string[] {
  if (next.kind === "finished") return ["That was the last open topic of the roadmap."];
  const share = topicShare(next.topic, reader.progress, choicesOfReader(reader));
  return [`Next: ${topicName(next.topic)}`, timeText(reader, share)];
}
