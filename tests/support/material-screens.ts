import type { Topic } from "../../src/domain/roadmap.ts";
import { placementAnswerText, placementText } from "../../src/text/placement.ts";
import type { Reader } from "../../src/text/reader.ts";
import type { Message } from "../../src/text/reply.ts";
import { answerText, questionText } from "../../src/text/self-check.ts";
import { noQuestionsText, partGoneText, unitText } from "../../src/text/unit-page.ts";

/** What a topic is taught with. */
export function materialScreens(reader: Reader, topic: Topic): Message[] {
  const { units, questions, placement } = topic.material;
  return [
    ...[...units.slice(0, 1), ...units.slice(-1)].map((unit) => unitText(reader, topic, unit)),
    ...questions.slice(0, 2).map((question) => questionText(reader, topic, question)),
    ...questions.slice(-2).map((question) => answerText(reader, topic, question)),
    placementText(topic, placement),
    placementAnswerText(reader, topic, placement),
    partGoneText(topic),
    noQuestionsText(topic),
    partGoneText(null),
  ];
}
