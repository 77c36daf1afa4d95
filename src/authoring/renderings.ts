import { newMessage } from "../discord/respond.ts";
import { certificationView } from "../domain/certificates.ts";
import { weekAt } from "../domain/group-plan.ts";
import { mint } from "../domain/ids.ts";
import type { TopicId } from "../domain/ids.ts";
import { nextTopic } from "../domain/next-topic.ts";
import type { MemberProgress, TopicProgress, TopicState } from "../domain/progress.ts";
import type { Roadmap, Topic } from "../domain/roadmap.ts";
import { findTopic, positionOf, topicsOf } from "../domain/roadmap-graph.ts";
import { certificationText } from "../text/cert-page.ts";
import { checklistText } from "../text/checklist.ts";
import { digestText } from "../text/digest.ts";
import { settledText } from "../text/outcome.ts";
import { phaseText } from "../text/phase-page.ts";
import { placementAnswerText, placementText } from "../text/placement.ts";
import type { Reader } from "../text/reader.ts";
import type { Message } from "../text/reply.ts";
import { answerText, questionText } from "../text/self-check.ts";
import { sharedTopicText } from "../text/share.ts";
import { nextText, topicPageText } from "../text/topic-card.ts";
import { unitText } from "../text/unit-page.ts";
import { weekText } from "../text/week.ts";
import { choicesIn } from "./choice-renderings.ts";
import { datesOf } from "./date-renderings.ts";
import { TAG } from "./scene.ts";
import type { Named, Scene } from "./scene.ts";
import { sprintsOn } from "./sprint-renderings.ts";

/** One way in which a topic is shown, as the message that Discord would get. */
export type Rendering = { readonly name: string; readonly message: ReturnType<typeof newMessage>["body"] };

const LONG_AGO = Temporal.Instant.from("2020-01-01T00:00:00Z");
const EVENT = 1;

/**
 * Every way in which a topic is shown to somebody who has settled all the others: their own screens, what the channel gets, and what comes by
 * itself. Empty where the roadmap has no such topic.
 */
export function renderingsOf(roadmap: Roadmap, id: string, scene: Scene): Rendering[] {
  const topic = findTopic(roadmap, mint<TopicId>(id));
  if (!topic) return [];
  const readerIn = (state: TopicState | null): Reader => readerBefore(roadmap, topic, state, scene);
  const reader = readerIn(null);
  const all: Named[] = [
    ["/roadmap next", nextIn(reader)],
    ["/roadmap next, once it is started", nextIn(readerIn("started"))],
    ["/roadmap view", topicPageText(reader, topic)],
    ...weeksOf(roadmap, topic),
    ...topic.material.units.map((unit, index): Named => [
      `The exercise of week ${index + 1}`,
      unitText(reader, topic, unit),
    ]),
    ...choicesIn(reader, topic, scene),
    ...learningOf(reader, topic),
    ...doneOf(readerIn("done"), topic, scene),
    ["Shared while it is learned", sharedTopicText(readerIn("started"), scene.person.name, topic)],
    ...datesOf(reader, topic, scene),
    ["Weekly digest", digestIn(readerIn("started"), topic, scene)],
    ...sprintsOn(roadmap, topic, scene),
    ["The phase it is in", phaseText(reader, positionOf(roadmap, topic.id).phase, 0)],
    ...certificationsOf(reader, topic),
  ];
  return all.flatMap(([name, message]) => (message ? [{ name, message: newMessage(message).body }] : []));
}

function nextIn(reader: Reader): Message | null {
  const next = nextTopic(reader.roadmap, reader.progress, new Map());
  return next.kind === "topic" ? nextText(reader, next) : null;
}

function weeksOf(roadmap: Roadmap, topic: Topic): Named[] {
  const prompts: Named[] = [];
  for (let hour = 0; hour < topic.hours;) {
    const week = weekAt(roadmap, { topic: topic.id, hour }, roadmap.hoursPerWeek);
    if (week?.topic.id !== topic.id) break;
    const { hours, week: number, weeks } = week;
    const payload = { topic: topic.id, hour, hours, week: number, weeks, missed: [], slotDate: "2026-01-05" };
    const group = { choices: new Map(), finished: [], points: 0, joined: [], pingRole: null };
    prompts.push([
      `Weekly prompt, ${number} of ${weeks}`,
      weekText(roadmap, { ...payload, ...group, tag: TAG }),
    ]);
    hour += hours;
  }
  return prompts;
}

/** What somebody sees who works on it. */
function learningOf(reader: Reader, topic: Topic): Named[] {
  const { questions, placement } = topic.material;
  const [question] = questions;
  return [
    ["Objectives", checklistText(reader, topic)],
    ["Check yourself", question && questionText(reader, topic, question)],
    ["Check yourself, the answer", question && answerText(reader, topic, question)],
    ["Placement challenge", placementText(topic, placement)],
    ["Placement challenge, the answer", placementAnswerText(reader, topic, placement)],
  ];
}

function doneOf(reader: Reader, topic: Topic, { person }: Scene): Named[] {
  const next = nextTopic(reader.roadmap, reader.progress, new Map());
  const settled = { topic, state: "done", event: EVENT, link: null, lines: [] } as const;
  return [
    ["When it is done", settledText(reader, settled, next)],
    ["Shared when it is done", sharedTopicText(reader, person.name, topic)],
  ];
}

function digestIn(reader: Reader, topic: Topic, { person }: Scene): Message | null {
  const next = nextTopic(reader.roadmap, reader.progress, new Map());
  const nothing = { finished: [], checked: 0, dates: [] };
  return digestText(reader, { ...nothing, member: person.id, tag: TAG, next, groups: [topic.id] });
}

function certificationsOf(reader: Reader, { id }: Topic): Named[] {
  const { roadmap, progress } = reader;
  return roadmap.certifications
    .flatMap(({ certifications }) => certifications)
    .filter(({ topics }) => topics.includes(id))
    .map((one): Named => [
      `Certification: ${one.title}`,
      certificationText(reader, certificationView(roadmap, one, progress)),
    ]);
}

/** Somebody for whom this topic is next, or who is at it or done with it: all the others are done. */
function readerBefore(roadmap: Roadmap, topic: Topic, state: TopicState | null, { now }: Scene): Reader {
  const done: TopicProgress = { state: "done", since: LONG_AGO, link: null, event: EVENT };
  const others = topicsOf(roadmap).filter(({ id }) => id !== topic.id);
  const own = state === null ? [] : [[topic.id, { ...done, state, since: now }] as const];
  const progress: MemberProgress = {
    topics: new Map([...others.map(({ id }) => [id, done] as const), ...own]),
    objectives: new Map(),
    certifications: new Map(),
  };
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  const mention = (command: string): string => `</${command}:1>`;
  return { roadmap, profile: null, progress, targets: [], today, inServer: true, mention };
}
