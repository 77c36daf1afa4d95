import type { Placement, Topic } from "../domain/roadmap.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import { proseLines } from "./prose.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";

/** A task for whoever may know the topic already. */
export function placementText(topic: Topic, { task }: Placement): Message {
  return cardMessage(
    {
      title: `Placement challenge: ${topic.title}`,
      lead: ["Fifteen minutes. If you can do this, you can leave the topic out."],
      sections: [{ title: "Task", lines: proseLines(task) }],
    },
    buttonRow(
      button("What a right answer shows", customId("roadmap", "place-answer", topic.id), "primary"),
      button("Back to the topic", customId("roadmap", "topic", topic.id)),
    ),
  );
}

/** The same with what a right answer shows; whether theirs does is for the reader to judge. */
export function placementAnswerText({ progress }: Reader, topic: Topic, { task, shows }: Placement): Message {
  const state = progress.topics.get(topic.id)?.state;
  const settled = state === "done" || state === "known";
  return cardMessage(
    {
      title: `Placement challenge: ${topic.title}`,
      sections: [
        { title: "Task", lines: proseLines(task) },
        { title: "A right answer shows", lines: proseLines(shows) },
      ],
      footer: settled ? "" : "“I could do it” marks the topic as known.",
    },
    buttonRow(
      !settled && button("I could do it", customId("roadmap", "know", topic.id), "success"),
      button(settled ? "Back to the topic" : "Not yet", customId("roadmap", "topic", topic.id)),
    ),
  );
}
