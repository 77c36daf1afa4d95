import { openChoices } from "../domain/choices.ts";
import type { EventId } from "../domain/event.ts";
import type { NextTopic } from "../domain/next-topic.ts";
import type { TopicState } from "../domain/progress.ts";
import { unitAt } from "../domain/material.ts";
import type { Topic } from "../domain/roadmap.ts";
import { isSettled, positionOf } from "../domain/roadmap-graph.ts";
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
import { shortKey } from "./short-key.ts";
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
  const card: Card = {
    sections: [...first, ...(about.sections ?? []), ...last],
    title: heading === null ? topic.title : `${heading}: ${topic.title}`,
    lead: [
      ...(news === null ? [] : [...news.lines, ""]),
      ...stateLines(reader, topic, share),
      ...why,
      ...(share.state === "open" ? missingLines(reader, topic) : []),
      ...(share.state === "done" || share.state === "known" ? [] : [timeText(reader, share)]),
      ...dateLines(reader, topic),
      ...unlocksLines(reader, topic),
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

function moveButtons(reader: Reader, { id }: Topic, state: TopicShare["state"]): (Button | false)[] {
  const start = (style?: "primary") => button("Start", customId("roadmap", "start", id), style);
  const done = (style?: "success") => button("Done", customId("roadmap", "done", id), style);
  const know = button("I know this", customId("roadmap", "know", id));
  const skip = button("Skip", customId("roadmap", "skip", id));
  const objectives = button("Objectives", customId("roadmap", "objectives", id));
  const undo = takeBack(reader.progress.topics.get(id)?.event ?? null);
  switch (state) {
    case "open":
      return [start("primary"), done(), know, skip, objectives];
    case "started":
      return [done("success"), objectives, know, skip];
    case "done":
      return [button("Link to what I built…", customId("roadmap", "link", id)), objectives, undo];
    case "known":
      return [start(), done(), objectives, undo];
    case "skipped":
      return [start("primary"), done(), know, undo];
  }
}

/** The button that takes an event back. */
export function undoButton(event: EventId): Button {
  return button("Undo", customId("roadmap", "undo", String(event)));
}

function takeBack(event: EventId | null): Button | false {
  return event !== null && undoButton(event);
}

/** A choice that is asked for where it matters; one at a time. */
function chooseRows(reader: Reader, topic: Topic): Row[] {
  const [choice] = openChoices(reader.roadmap, topic, choicesOfReader(reader));
  if (choice === undefined) return [];
  return selectRow({
    customId: customId("roadmap", "choose", topic.id, shortKey(choice.id)),
    placeholder: choice.question,
    options: choice.options.map(({ id, title }) => ({ value: id, label: title })),
  });
}

function dateButton(reader: Reader, topic: Topic): Button {
  return standingTarget(reader, topic) === null
    ? button("Set a date…", customId("roadmap", "date-form", topic.id))
    : button("Date", customId("roadmap", "date", topic.id));
}

function navigation(reader: Reader, topic: Topic, state: TopicShare["state"], undo: EventId | null): Row[] {
  const { phase, phaseNumber } = positionOf(reader.roadmap, topic.id);
  // The other states have their own Undo among the moves.
  const undoable = state === "open" || state === "started";
  return buttonRow(
    undoable && takeBack(undo),
    undoable && dateButton(reader, topic),
    reader.inServer && button("Share", customId("roadmap", "share", topic.id)),
    button(`Phase ${phaseNumber}`, customId("roadmap", "phase", phase.id)),
    button("Whole roadmap", customId("roadmap", "overview")),
  );
}
