import { nextTopic } from "../../src/domain/next-topic.ts";
import { finishedText } from "../../src/text/finished.ts";
import { choicesOfReader } from "../../src/text/reader.ts";
import type { Reader } from "../../src/text/reader.ts";
import type { Message } from "../../src/text/reply.ts";
import type { News } from "../../src/text/topic-card.ts";
import { nextText } from "../../src/text/topic-card.ts";

/** What is next for a reader, as a message. */
export function nextMessage(reader: Reader, news: News | null = null): Message {
  const next = nextTopic(reader.roadmap, reader.progress, choicesOfReader(reader));
  return next.kind === "topic" ? nextText(reader, next, news) : finishedText(reader, next);
}
