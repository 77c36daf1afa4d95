import type { EventId } from "../domain/event.ts";
import { unitAt } from "../domain/material.ts";
import type { NextTopic } from "../domain/next-topic.ts";
import type { TopicState } from "../domain/progress.ts";
import type { Topic } from "../domain/roadmap.ts";
import { isSettled } from "../domain/roadmap-graph.ts";
import { topicShare } from "../domain/topic-progress.ts";
import type { TopicShare } from "../domain/topic-progress.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { dayMark } from "./dates.ts";
import { cardMessage } from "./embed.ts";
import type { Card, Section } from "./embed.ts";
import { topicMark } from "./marks.ts";
import { hours } from "./numbers.ts";
import { prose } from "./prose.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import type { Button, Row } from "./rows.ts";
import { link, webAddress } from "./safe.ts";
import { dueText, standingTarget } from "./target-lines.ts";
import {
  missingLines,
  objectiveLines,
  positionText,
  reasonText,
  resourceLines,
  timeText,
  undecidedLines,
  unlocksLines,
} from "./topic-lines.ts";
import { chooseRows, moveButtons, navigation } from "./topic-ways.ts";
import { currentSection, learnRow, weeksSection } from "./unit-page.ts";

/** What just happened, shown above the card, and what takes it back. */
export type News = { readonly lines: readonly string[]; readonly undo: EventId | null };
export type NextUp = Extract<NextTopic, { kind: "topic" }>;

/** The answer to "what next". */
export function nextText(reader: Reader, next: NextUp, news: News | null = null): Message {
  const more = [...next.started, ...next.alternatives];
  const look = selectRow({
    customId: customId("roadmap", "topic-pick"),
    placeholder: "Rather something else",
    options: more.map(({ id, title, hours: whole }) => ({
      value: id,
      label: title,
      description: hours(whole),
    })),
  });
  const sprint = reader.inServer && button("Find me a sprint", customId("sprint", "find"));
  const heading = next.reason.kind === "started" ? "Go on with" : "Next";
  const why = reasonText(reader.roadmap, next.reason);
  const at = unitAt(next.topic, reader.progress, choicesOfReader(reader));
  const first = [currentSection(at, reader)];
  return topicText(reader, next.topic, { heading, why: [why], news, look, first, last: [], sprint });
}

/** A topic's own page: everything about it, and what can be done with it. */
export function topicPageText(reader: Reader, topic: Topic, news: News | null = null): Message {
  const { why, buildsOn } = topic.material;
  const lines = [prose(why), ...(buildsOn === null ? [] : [prose(buildsOn)])];
  const last = [weeksSection(topic)];
  return topicText(reader, topic, {
    heading: null,
    why: lines,
    news,
    look: [],
    first: [],
    last,
    sprint: false,
  });
}

type Extras = {
  readonly heading: string | null;
  readonly why: readonly string[];
  readonly news: News | null;
  readonly look: readonly Row[];
  /** Before the objectives, and after the resources. */
  readonly first: readonly Section[];
  readonly last: readonly Section[];
  readonly sprint: Button | false;
};

function topicText(
  reader: Reader,
  topic: Topic,
  { heading, why, news, look, first, last, sprint }: Extras,
): Message {
  const share = topicShare(topic, reader.progress, choicesOfReader(reader));
  const about = topicCard(reader, topic, share);
  const facts = [
    ...(share.state === "open" ? missingLines(reader, topic) : []),
    ...(share.state === "done" || share.state === "known" ? [] : [timeText(reader, share)]),
    ...dateLines(reader, topic),
    ...unlocksLines(reader, topic),
  ];
  const card: Card = {
    sections: [...first, ...(about.sections ?? []), ...last],
    title: heading === null ? topic.title : `${heading}: ${topic.title}`,
    lead: [
      ...(news === null ? [] : [...news.lines, ""]),
      ...stateLines(reader, topic, share),
      ...why,
      ...(heading === null && facts.length > 0 ? [""] : []), // a page begins with paragraphs of its own
      ...facts,
    ],
    footer: positionText(reader.roadmap, topic),
  };
  return cardMessage(
    card,
    rows(
      buttonRow(...moveButtons(reader, topic, share.state)),
      chooseRows(reader, topic),
      look,
      learnRow(reader, topic, share.state, sprint),
      navigation(reader, topic, share.state, news?.undo ?? null),
    ),
  );
}

/** What a topic is about, for anybody: objectives and resources as this reader sees them. */
export function topicCard(reader: Reader, topic: Topic, share: TopicShare): Card {
  const { checklist, objectivesDone } = share;
  const some = objectivesDone > 0 ? `, ${objectivesDone} of ${checklist.length} done` : "";
  return {
    title: topic.title,
    sections: [
      { title: `Objectives${some}`, lines: objectiveLines(share) },
      { title: "Learn with", lines: [...resourceLines(reader, topic), ...undecidedLines(reader, topic)] },
    ],
  };
}

function dateLines(reader: Reader, topic: Topic): string[] {
  const target = standingTarget(reader, topic);
  return target === null || isSettled(reader.progress, topic.id)
    ? []
    : [`Your date: ${dueText(target.date, reader)}.`];
}

const WORDS: Readonly<Record<TopicState, string>> = {
  started: "Started",
  done: "Done",
  known: "Marked as known",
  skipped: "Skipped: it does not count",
};

function stateLines({ progress }: Reader, topic: Topic, share: TopicShare): string[] {
  const own = progress.topics.get(topic.id);
  if (own === undefined) return share.share > 0 ? [bar(share.share)] : [];
  const built =
    own.link === null || webAddress(own.link) === null ? [] : [`You built: ${link("your work", own.link)}`];
  return [
    `${topicMark(own.state)} ${WORDS[own.state]} since ${dayMark(own.since)}`,
    ...(own.state === "started" ? [bar(share.share)] : []),
    ...built,
  ];
}
