import { newMessage } from "../discord/respond.ts";
import { mint } from "../domain/ids.ts";
import type { MemberId, TopicId } from "../domain/ids.ts";
import { nextTopic } from "../domain/next-topic.ts";
import type { MemberProgress, TopicProgress } from "../domain/progress.ts";
import type { Roadmap, Topic } from "../domain/roadmap.ts";
import { findTopic, topicsOf } from "../domain/roadmap-graph.ts";
import { weekAt } from "../domain/group-plan.ts";
import { placementText } from "../text/placement.ts";
import type { Reader } from "../text/reader.ts";
import { reminderText } from "../text/reminder.ts";
import type { Message } from "../text/reply.ts";
import { questionText } from "../text/self-check.ts";
import { nextText, topicPageText } from "../text/topic-card.ts";
import { unitText } from "../text/unit-page.ts";
import { weekText } from "../text/week.ts";

/** One way in which a topic is shown, as the message that Discord would get. */
export type Rendering = { readonly name: string; readonly message: ReturnType<typeof newMessage>["body"] };

const LONG_AGO = Temporal.Instant.from("2020-01-01T00:00:00Z");
const TAG = "preview";

/** Every way in which members meet a topic, for somebody who has settled all the others. Empty where the roadmap has no such topic. */
export function renderingsOf(roadmap: Roadmap, id: string, today: Temporal.PlainDate): Rendering[] {
  const topic = findTopic(roadmap, mint<TopicId>(id));
  if (!topic) return [];
  const reader = readerBefore(roadmap, topic, today);
  const next = nextTopic(roadmap, reader.progress, new Map());
  const { units, questions, placement } = topic.material;
  const all: [string, Message | null | undefined][] = [
    ["/roadmap next", next.kind === "topic" ? nextText(reader, next) : null],
    ["/roadmap view", topicPageText(reader, topic)],
    ...weeksOf(roadmap, topic),
    ...units.map((unit, index): [string, Message] => [
      `The exercise of week ${index + 1}`,
      unitText(reader, topic, unit),
    ]),
    ["Check yourself", questions[0] && questionText(reader, topic, questions[0])],
    ["Placement challenge", placementText(topic, placement)],
    ["Reminder, in the channel", reminder(topic, true)],
    ["Reminder, by direct message", reminder(topic, false)],
  ];
  return all.flatMap(([name, message]) => (message ? [{ name, message: newMessage(message).body }] : []));
}

function weeksOf(roadmap: Roadmap, topic: Topic): [string, Message | null][] {
  const prompts: [string, Message | null][] = [];
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

const reminder = (topic: Topic, isPublic: boolean): Message =>
  reminderText({
    about: { kind: "topic", topic },
    when: "before",
    moved: null,
    member: mint<MemberId>("1"),
    tag: TAG,
    isPublic,
  });

/** Somebody for whom this topic is next: all the others are done. */
function readerBefore(roadmap: Roadmap, topic: Topic, today: Temporal.PlainDate): Reader {
  const done: TopicProgress = { state: "done", since: LONG_AGO, link: null, event: 1 };
  const others = topicsOf(roadmap).filter(({ id }) => id !== topic.id);
  const progress: MemberProgress = {
    topics: new Map(others.map(({ id }) => [id, done])),
    objectives: new Map(),
    certifications: new Map(),
  };
  const mention = (command: string): string => `</${command}:1>`;
  return { roadmap, profile: null, progress, targets: [], today, inServer: true, mention };
}
