import type { Topic } from "../domain/roadmap.ts";
import { positionOf } from "../domain/roadmap-graph.ts";
import { topicShare } from "../domain/topic-progress.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage, notice } from "./embed.ts";
import { topicMark } from "./marks.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import { link, personName } from "./safe.ts";
import { objectiveLines, positionText } from "./topic-lines.ts";
import type { Whose } from "./whose.ts";
import { ownerArgs } from "./whose.ts";

/** How far another member has come in a topic. `reader.progress` and `reader.profile` are theirs. */
export function otherTopicText(reader: Reader, topic: Topic, whose: Whose): Message {
  const share = topicShare(topic, reader.progress, choicesOfReader(reader));
  const built = reader.progress.topics.get(topic.id)?.link ?? null;
  const { phase, phaseNumber } = positionOf(reader.roadmap, topic.id);
  return cardMessage(
    {
      title: topic.title,
      lead: [
        `**${personName(whose.name)}**: ${topicMark(share.state)} ${share.state}`,
        ...(share.state === "skipped" ? [] : [bar(share.share)]),
        ...(built === null ? [] : [`They built: ${link("have a look", built)}`]),
      ],
      sections: [{ title: "Objectives", lines: objectiveLines(share) }],
      footer: positionText(reader.roadmap, topic),
    },
    buttonRow(
      button("This topic for me", customId("roadmap", "topic", topic.id), "primary"),
      button(`Phase ${phaseNumber}`, customId("roadmap", "phase", phase.id, "0", ...ownerArgs(whose))),
      button("Whole roadmap", customId("roadmap", "overview", ...ownerArgs(whose))),
    ),
  );
}

/** The one answer for whoever hides, is not here, or has done nothing: it must not tell which. */
export function nothingToShowText(name: string): Message {
  return notice([
    `There is nothing to show of **${personName(name)}** here. They may not have begun, or they keep their progress to themselves.`,
  ]);
}
