import { MAX_LINK } from "../domain/link.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Topic } from "../domain/roadmap.ts";
import { customId } from "./custom-id.ts";
import { notice } from "./embed.ts";
import { questionModal } from "./modal.ts";
import { linkAdvice, typedText } from "./refusal.ts";
import type { Message, Modal } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";

/** Asks for a link to what was built with a topic. */
export function linkModal({ id, title }: Topic, link: string | null): Modal {
  return questionModal({
    customId: customId("roadmap", "linked", id),
    title,
    label: "What you built or wrote",
    help: "A repository, a post, a notebook. Members who see your progress can open it.",
    placeholder: "https://github.com/you/your-project",
    value: link,
    required: true,
    maxLength: MAX_LINK,
  });
}

/** A link that cannot be kept, and the ways on from there. Nothing was recorded. */
export function badLinkText(
  { typed, problem }: Extract<Refusal, { kind: "bad-link" }>,
  { id }: Topic,
): Message {
  return notice(
    [`I cannot keep ${typedText(typed)} as a link. ${linkAdvice(problem)}`, "Nothing was changed."],
    buttonRow(
      button("Type it again…", customId("roadmap", "link", id), "primary"),
      button("Done without a link", customId("roadmap", "done", id)),
    ),
  );
}
