import type { NextTopic } from "../domain/next-topic.ts";
import { findTopic } from "../domain/roadmap-graph.ts";
import { roadmapShare } from "../domain/topic-progress.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import { count, hours } from "./numbers.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import { paragraphs } from "./safe.ts";

/** The answer to "what next" where nothing is open any more. */
export function finishedText(reader: Reader, { skipped }: Extract<NextTopic, { kind: "finished" }>): Message {
  const { roadmap } = reader;
  const share = roadmapShare(roadmap, reader.progress, choicesOfReader(reader));
  const topics = skipped.flatMap((id) => findTopic(roadmap, id) ?? []);
  return cardMessage(
    {
      title: "You have been through the whole roadmap",
      lead: [
        `${bar(share.share)} · ${count(share.topicsDone, "topic")} done or known`,
        ...(topics.length > 0
          ? [`You skipped ${count(topics.length, "topic")}. Come back to any of them below.`]
          : []),
        "",
        ...paragraphs(roadmap.closing),
      ],
    },
    rows(
      selectRow({
        customId: customId("roadmap", "topic-pick"),
        placeholder: "A topic you skipped",
        options: topics.map(({ id, title, hours: whole }) => ({
          value: id,
          label: title,
          description: hours(whole),
        })),
      }),
      buttonRow(
        button("Certifications", customId("roadmap", "certs")),
        button("Whole roadmap", customId("roadmap", "overview")),
      ),
    ),
  );
}
