import type { Roadmap } from "../domain/roadmap.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import { paragraphs, plain } from "./safe.ts";

/** What the roadmap is, and its advice on how to learn. */
export function approachText({ title, summary, approach, timeline }: Roadmap): Message {
  return cardMessage(
    {
      title,
      lead: paragraphs(summary),
      sections: [
        ...approach.map((group) => ({
          title: group.title,
          lines: group.items.map((item) => `• ${plain(item, 400)}`),
        })),
        {
          title: "Timeline",
          lines: timeline.map(({ label, text }) => `${plain(label, 80)}: ${plain(text, 200)}`),
        },
      ],
    },
    buttonRow(button("Whole roadmap", customId("roadmap", "overview"))),
  );
}
