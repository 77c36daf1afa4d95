import { gaps, openChoices, resourcesFor } from "../domain/choices.ts";
import type { TopicId } from "../domain/ids.ts";
import type { Reason } from "../domain/next-topic.ts";
import type { Resource, ResourceKind, Roadmap, Topic } from "../domain/roadmap.ts";
import { findTopic, openPrerequisites, positionOf, unlocks } from "../domain/roadmap-graph.ts";
import type { TopicShare } from "../domain/topic-progress.ts";
import { weeksLeft } from "../domain/topic-progress.ts";
import { dayMark } from "./dates.ts";
import { DONE, OPEN } from "./marks.ts";
import { count, hours, list } from "./numbers.ts";
import { choicesOfReader, paceOf } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { link, plain } from "./safe.ts";

const KINDS: Readonly<Record<ResourceKind, string>> = {
  course: "course",
  book: "book",
  docs: "documentation",
  article: "article",
  video: "video",
  interactive: "interactive",
  credential: "certificate page",
};

const MAX_OBJECTIVE = 450;
const MAX_NOTE = 650;

/** A topic's title in bold. */
export function topicName({ title }: { readonly title: string }): string {
  return `**${plain(title, 160)}**`;
}

/** Titles in bold as one phrase: "A, B and C". */
function topicNames(topics: readonly Topic[]): string {
  return list(topics.map(topicName));
}

/** Titles of topics by id; one that is gone is left out. */
export function namesById(roadmap: Roadmap, ids: readonly TopicId[]): string {
  return topicNames(ids.flatMap((id) => findTopic(roadmap, id) ?? []));
}

/** Where a topic stands: "Phase 2 · Big Data Processing · topic 7 of 20". Text, not markdown. */
export function positionText(roadmap: Roadmap, topic: Topic): string {
  const { phaseNumber, track, number, total } = positionOf(roadmap, topic.id);
  return `Phase ${phaseNumber} · ${track.title} · topic ${number} of ${total}`;
}

/** Why a topic comes next, as one sentence. */
export function reasonText(roadmap: Roadmap, reason: Reason): string {
  switch (reason.kind) {
    case "started":
      return `You are on it since ${dayMark(reason.since)}.`;
    case "first":
      return "The roadmap begins here: nothing has to come before it.";
    case "unlocked":
      return `You have what it builds on: ${namesById(roadmap, reason.by)}.`;
    case "in-order":
      return reason.after === null
        ? "It is the next one in the roadmap's order."
        : `In the roadmap's order it follows ${namesById(roadmap, [reason.after])}.`;
    case "soft-open":
      return `Better after ${namesById(roadmap, reason.missing)}, but you can begin without.`;
  }
}

/** What finishing a topic opens, as sentences; `settled`: it is finished, and this is what it has opened. */
export function unlocksLines(reader: Reader, topic: Topic, settled = false): string[] {
  const { opens, brings } = unlocks(reader.roadmap, topic.id, reader.progress, choicesOfReader(reader));
  // Topics that miss the same others are told together; far-off ones are left out.
  const near = Map.groupBy(
    brings.filter(({ missing }) => missing.length <= 2),
    ({ missing }) => missing.map(({ id }) => id).join(),
  );
  const together = [...near.values()].map((group) => {
    const others = topicNames(group[0]?.missing ?? []);
    return `Together with ${others} it opens ${topicNames(group.map((one) => one.topic))}.`;
  });
  return [
    ...(opens.length > 0 ? [`${settled ? "Now open:" : "It opens"} ${topicNames(opens)}.`] : []),
    ...together.slice(0, 1),
  ];
}

/** The hard prerequisites that are open, as a warning. */
export function missingLines(reader: Reader, topic: Topic): string[] {
  const missing = openPrerequisites(reader.roadmap, topic, reader.progress, choicesOfReader(reader));
  return missing.length === 0 ? [] : [warningText(missing)];
}

/** That a topic builds on others which are still open. */
export function warningText(missing: readonly Topic[]): string {
  return `It builds on ${topicNames(missing)}, not finished yet. You decide.`;
}

/** The same where it was finished nevertheless. */
export function skippedOverText(missing: readonly Topic[]): string {
  return `It builds on ${topicNames(missing)}, which you have not finished.`;
}

/** How long a topic takes: all of it, or what is left. */
export function timeText(reader: Reader, { hours: whole, hoursLeft, share }: TopicShare): string {
  const pace = paceOf(reader);
  const weeks = count(weeksLeft(hoursLeft, pace), "week");
  const time = share === 0 ? hours(whole) : `${Math.ceil(hoursLeft)} of ${hours(whole)} left`;
  const whose = reader.profile === null ? "at the roadmap's pace of" : "at your";
  return `${time}: ${weeks} ${whose} ${count(pace, "hour")} a week.`;
}

/** The objectives, checked ones marked. */
export function objectiveLines({ checklist, state }: Pick<TopicShare, "checklist" | "state">): string[] {
  const whole = state === "done" || state === "known";
  return checklist.map(({ objective, checked, outdated }) => {
    const changed = outdated ? " (changed since you checked it)" : "";
    return `${checked || whole ? DONE : OPEN} ${plain(objective.text, MAX_OBJECTIVE)}${changed}`;
  });
}

/** What to learn from, for the reader's choices; and where the roadmap has nothing for them, that it has not. */
export function resourceLines(reader: Reader, topic: Topic): string[] {
  const choices = choicesOfReader(reader);
  return [...resourcesFor(topic, choices).map(resourceLine), ...gapLines(reader, topic)];
}

/** What a resource is, in a word or two. */
export function kindText({ kind }: Resource): string {
  return KINDS[kind];
}

/** One resource: its link, its kind, and what to know before opening it. */
function resourceLine({ title, url, kind, note }: Resource): string {
  return `• ${link(title, url)} · ${KINDS[kind]}${note === null ? "" : `. ${plain(note, MAX_NOTE)}`}`;
}

function gapLines(reader: Reader, topic: Topic): string[] {
  return gaps(topic, choicesOfReader(reader)).map((gap) => {
    const choice = reader.roadmap.choices.find(({ id }) => id === gap.choice);
    const option = choice?.options.find(({ id }) => id === gap.option);
    const name = plain(option?.title ?? "your choice", 160);
    return `The roadmap names nothing for ${name} here yet. Found something good? Tell your group.`;
  });
}

/** What the reader has not decided yet and sees all options of. */
export function undecidedLines(reader: Reader, topic: Topic): string[] {
  return openChoices(reader.roadmap, topic, choicesOfReader(reader)).map(
    ({ question }) => `${plain(question, 200)} Until you choose, you see what belongs to any of them.`,
  );
}
