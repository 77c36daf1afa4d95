import type { CertificationView } from "../domain/certificates.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Certification, Topic } from "../domain/roadmap.ts";
import { topicShare } from "../domain/topic-progress.ts";
import { MAX_DAY } from "../domain/typed-day.ts";
import { bar } from "./bar.ts";
import { askedLines, stateText } from "./certs.ts";
import { termsLines } from "./cert-terms.ts";
import { customId, customIdKeeping } from "./custom-id.ts";
import { dayText } from "./dates.ts";
import { cardMessage } from "./embed.ts";
import { certificationMark, topicMark } from "./marks.ts";
import { questionModal } from "./modal.ts";
import { choicesOfReader } from "./reader.ts";
import type { Mention, Reader } from "./reader.ts";
import { refusalText, successorName } from "./refusal.ts";
import type { Message, Modal } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import type { Button } from "./rows.ts";
import { plain } from "./safe.ts";
import type { News } from "./topic-card.ts";
import { undoButton } from "./topic-ways.ts";
import { topicName } from "./topic-lines.ts";

/** One certification: what it is today, what prepares for it, and the reader's plan. */
export function certificationText(
  reader: Reader,
  view: CertificationView,
  news: News | null = null,
): Message {
  const { certification, progress, topics } = view;
  const { note } = certification;
  const undo = news?.undo ?? (progress?.state === "passed" ? progress.event : null);
  return cardMessage(
    {
      title: certification.title,
      lead: [
        ...(news === null ? [] : [...news.lines, ""]),
        ...(progress === null
          ? []
          : [`${certificationMark(progress.state)} You: ${stateText(progress, reader.today)}`]),
        ...askedLines(view, reader),
        statusText(certification),
        ...termsLines(certification),
        ...(note === null ? [] : [plain(note, 650)]),
      ],
      sections: [
        {
          title: "Topics that prepare for it",
          lines: topics.map((topic) => topicLine(reader, topic)),
        },
      ],
      footer: `${certification.provider} · last checked ${dayText(Temporal.PlainDate.from(certification.checked))}`,
    },
    rows(
      buttonRow(...moveButtons(view)),
      selectRow({
        customId: customId("roadmap", "topic-pick"),
        placeholder: "Open a topic",
        options: topics.map(({ id, title }) => ({ value: id, label: title })),
      }),
      buttonRow(
        undo !== null && undoButton(undo),
        reader.inServer && button("Share", customId("roadmap", "share-cert", certification.id)),
        button("All certifications", customId("roadmap", "certs")),
      ),
    ),
  );
}

function topicLine(reader: Reader, topic: Topic): string {
  const { state, share } = topicShare(topic, reader.progress, choicesOfReader(reader));
  return `${topicMark(state)} ${topicName(topic)} · ${state} ${bar(share)}`;
}

/** What is true of a certification today. */
export function statusText({ status, successor }: Certification): string {
  switch (status) {
    case "current":
      return "Current: it can be taken under this name.";
    case "renamed":
      return successor === null
        ? "It has another name today."
        : `Its name today: ${successorName(successor)}.`;
    case "retired":
      return successor === null
        ? "Retired: it can no longer be taken."
        : `Retired: it can no longer be taken. What took its place: ${successorName(successor)}.`;
  }
}

function moveButtons({ certification, progress }: CertificationView): (Button | false)[] {
  const { id, status } = certification;
  const offered = status !== "retired";
  const pass = button(
    "Passed",
    customId("roadmap", "cert-pass", id),
    progress === null ? "secondary" : "success",
  );
  const drop = button("Drop", customId("roadmap", "cert-drop", id));
  const plan = (text: string) => offered && button(text, customId("roadmap", "cert-plan", id));
  const book = (text: string) => offered && button(text, customId("roadmap", "cert-book", id));
  switch (progress?.state) {
    case undefined:
      return [plan("Plan it…"), book("Exam booked…"), pass];
    case "planned":
      return [book("Exam booked…"), pass, plan("Change the plan…"), drop];
    case "booked":
      return [pass, book("Another day…"), plan("Back to planned…"), drop];
    case "passed":
      return [];
  }
}

const DATE = { placeholder: "2026-12-31", maxLength: MAX_DAY } as const;

/** Asks when the exam may be; it may be left open. `day`: as it is, or was typed. */
export function planModal({ id, title }: Certification, day: string | null): Modal {
  return questionModal({
    ...DATE,
    customId: customId("roadmap", "cert-planned", id),
    title,
    label: "Exam date, if you know it",
    help: "Like in 3 weeks, 5 December or 2026-12-31. Leave it empty to plan without a date.",
    value: day,
    required: false,
  });
}

/** Asks for the day of the exam. */
export function bookModal({ id, title }: Certification, day: string | null): Modal {
  return questionModal({
    ...DATE,
    customId: customId("roadmap", "cert-booked", id),
    title,
    label: "Exam date",
    help: "As the exam centre has it, like 5 December or 2026-12-31.",
    value: day,
    required: true,
  });
}

/** The forms that ask for a day, by the action that opens each. */
export type ExamForm = "cert-plan" | "cert-book";

/** Why something is not done with a certification; where a day was typed that is none, with the form to try again, filled in as it was. */
export function examRefusedText(
  refusal: Refusal,
  asked: { readonly form: ExamForm; readonly id: string; readonly typed: string } | null,
  mention: Mention,
): Message {
  const message = refusalText(refusal, mention);
  const isAboutDay = refusal.kind === "bad-date" || refusal.kind === "exam-in-the-past";
  if (asked === null || !isAboutDay) return message;
  const form = customIdKeeping([asked.typed.trim()], "roadmap", asked.form, asked.id);
  return { ...message, rows: buttonRow(button("Try again…", form, "primary")) };
}
