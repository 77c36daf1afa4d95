import { questionsFor } from "../domain/material.ts";
import type { Question, Topic } from "../domain/roadmap.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import type { Section } from "./embed.ts";
import { prose } from "./prose.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import type { Button, Row } from "./rows.ts";
import { plain } from "./safe.ts";

const MAX_OBJECTIVE = 450;

/** A question without its answer. */
export function questionText(reader: Reader, topic: Topic, question: Question): Message {
  return page(reader, topic, question, {
    sections: [{ title: null, lines: ["Answer it in your head or on paper first."] }],
    first: button("Show the answer", customId("roadmap", "answer", question.id), "primary"),
  });
}

/** The same with its answer. */
export function answerText(reader: Reader, topic: Topic, question: Question): Message {
  const { answer, rubric, unverified } = question;
  return page(reader, topic, question, {
    sections: [
      { title: "Answer", lines: [prose(answer)] },
      ...(rubric === null ? [] : [{ title: "A good answer holds", lines: [prose(rubric)] }]),
      ...(unverified ? [{ title: null, lines: ["Not run by its author, but looked up."] }] : []),
    ],
    first: null,
  });
}

type Part = { readonly sections: readonly Section[]; readonly first: Button | null };

function page(reader: Reader, topic: Topic, question: Question, { sections, first }: Part): Message {
  const objective = topic.objectives.find(({ id }) => id === question.objective);
  const questions = questionsFor(topic, choicesOfReader(reader));
  const at = questions.indexOf(question);
  const where = at === -1 ? "" : ` · question ${at + 1} of ${questions.length}`;
  return cardMessage(
    {
      title: `Check yourself: ${topic.title}`,
      lead: [`**${prose(question.ask)}**`],
      sections: [
        ...sections,
        ...(objective ? [{ title: "It tests", lines: [plain(objective.text, MAX_OBJECTIVE)] }] : []),
      ],
      footer: `Only you see this${where}`,
    },
    ways(topic, questions[at + 1] ?? null, first),
  );
}

function ways(topic: Topic, next: Question | null, first: Button | null): Row[] {
  return buttonRow(
    first,
    next === null
      ? first === null && button("From the start", customId("roadmap", "ask", topic.id))
      : button(
          "Next question",
          customId("roadmap", "question", next.id),
          first === null ? "primary" : "secondary",
        ),
    button("Objectives", customId("roadmap", "objectives", topic.id)),
    button("Back to the topic", customId("roadmap", "topic", topic.id)),
  );
}
