import type { Topic } from "../domain/roadmap.ts";
import { topicShare } from "../domain/topic-progress.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import { MAX_OPTIONS } from "./limits.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import type { Row } from "./rows.ts";
import type { News } from "./topic-card.ts";
import { undoButton } from "./topic-ways.ts";
import { objectiveLines, positionText } from "./topic-lines.ts";

const MAX_LISTS = 4; // of 25 objectives each: a message has five rows

/** How many objectives one list of the checklist holds; the n-th list shows those from n times this on. */
export const OBJECTIVES_A_LIST = MAX_OPTIONS;

/** A topic's objectives to check off; what is picked is saved at once. */
export function checklistText(reader: Reader, topic: Topic, news: News | null = null): Message {
  const share = topicShare(topic, reader.progress, choicesOfReader(reader));
  const settled = share.state === "done" || share.state === "known";
  const all = share.checklist.every(({ checked }) => checked);
  const undo = news?.undo ?? null;
  return cardMessage(
    {
      title: `Objectives: ${topic.title}`,
      lead: [...(news?.lines ?? []), bar(share.share)],
      sections: [{ title: null, lines: objectiveLines({ checklist: share.checklist, state: "open" }) }],
      footer: `Picking saves at once. ${positionText(reader.roadmap, topic)}`,
    },
    rows(
      ...lists(topic, share.checklist).slice(0, MAX_LISTS),
      buttonRow(
        !settled && button("Done", customId("roadmap", "done", topic.id), all ? "success" : "secondary"),
        button("Back to the topic", customId("roadmap", "topic", topic.id)),
        undo !== null && undoButton(undo),
      ),
    ),
  );
}

function lists(topic: Topic, checklist: ReturnType<typeof topicShare>["checklist"]): Row[][] {
  const parts = Math.ceil(checklist.length / OBJECTIVES_A_LIST);
  return Array.from({ length: parts }, (_, part) => {
    const from = part * OBJECTIVES_A_LIST;
    return selectRow({
      customId: customId("roadmap", "check", topic.id, String(part)),
      placeholder: "What can you do?",
      many: true,
      options: checklist.slice(from, from + OBJECTIVES_A_LIST).map(({ objective, checked }) => ({
        label: objective.text,
        value: objective.id,
        picked: checked,
      })),
    });
  });
}
