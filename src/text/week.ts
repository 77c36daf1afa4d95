import { exercisesOf, readingsIn, readingsOf, unitsOfWeek } from "../domain/material.ts";
import { groupShare, holdsForGroup, topicOfWeek } from "../domain/week-prompt.ts";
import type { GroupChoices, WeekPayload } from "../domain/week-prompt.ts";
import type { TopicId } from "../domain/ids.ts";
import type { Objective, Roadmap, Topic, Unit } from "../domain/roadmap.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { embed, embeds, notice, sizeOfAll } from "./embed.ts";
import type { Card } from "./embed.ts";
import { MAX_EMBED, MAX_THREAD_NAME } from "./limits.ts";
import { count, digits, list } from "./numbers.ts";
import { prose } from "./prose.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import { cut, personName } from "./safe.ts";
import { namesById, positionText, topicName } from "./topic-lines.ts";
import { buildCards, objectivesSection, readingSection } from "./unit-cards.ts";

/** A weekly prompt by what stands in it. */
export type WeekPrompt = WeekPayload & {
  /** By which the post is found again in its channel. */
  readonly tag: string;
  readonly choices: GroupChoices;
  /** Of the seven days before: who finished what, those who may be named, and what all earned together. */
  readonly finished: readonly { readonly displayName: string; readonly topic: TopicId }[];
  readonly points: number;
  /** Names of those who are in. */
  readonly joined: readonly string[];
  /** Named above the card; whether that pings is for whoever sends it to say. */
  readonly pingRole: string | null;
};

const MAX_NAMED = 10;
// Of the room that a message has: the most for what the week is about, and what is kept for the group, which takes more where more is left.
const ABOUT_ROOM = 3500;
const GROUP_ROOM = 600;

/** The week's post for the study channel; null where the roadmap no longer has its topic or a successor. */
export function weekText(roadmap: Roadmap, prompt: WeekPrompt): Message | null {
  const topic = topicOfWeek(roadmap, prompt.topic);
  if (topic === null) return null;
  const { units, goesOn } = unitsOfWeek(topic, prompt);
  const shown = units.map((unit) => ({ unit, exercises: exercisesOf(unit, prompt.choices) }));
  const about = embed(aboutCard(roadmap, prompt, topic, { units, goesOn }), ABOUT_ROOM);
  const room = MAX_EMBED - sizeOfAll([about]);
  const cards = [...buildCards(roadmap, shown, room - GROUP_ROOM), ...groupCards(roadmap, prompt)];
  const [last = {}] = cards.slice(-1);
  const below = [...cards.slice(0, -1), { ...last, footer: positionText(roadmap, topic) }];
  const [first] = units;
  const message: Message = {
    embeds: [about, ...embeds(below, room, GROUP_ROOM)],
    rows: rows(
      buttonRow(
        button("I'm in", customId("roadmap", "week-in", prompt.tag), "primary"),
        button("Done", customId("roadmap", "done", topic.id), "success"),
        button("What's next for me", customId("roadmap", "next")),
      ),
      buttonRow(
        first !== undefined && button("My exercise", customId("roadmap", "unit", first.id)),
        button("Check yourself", customId("roadmap", "ask", topic.id)),
        button("Start a sprint", customId("sprint", "start-ask", topic.id)),
      ),
    ),
  };
  return prompt.pingRole === null ? message : { ...message, content: `<@&${prompt.pingRole}>` };
}

/** The name of the week's forum post or discussion thread. */
export function weekTitle({ title }: Topic): string {
  return cut(`This week: ${title}`, MAX_THREAD_NAME);
}

/** What stands beside the card when somebody clicks one that is no longer kept. */
export function weekGoneText(): Message {
  return notice(["This prompt is too old to join. Look for the newest one in the channel."]);
}

/** What the week is about: where the group is, what it learns, and with what. */
function aboutCard(
  roadmap: Roadmap,
  prompt: WeekPrompt,
  topic: Topic,
  { units, goesOn }: ReturnType<typeof unitsOfWeek>,
): Card {
  const { week, weeks, choices } = prompt;
  const share = bar(groupShare(roadmap, topic, prompt.hour));
  const readings = units.flatMap((unit) => readingsIn(unit, exercisesOf(unit, choices)));
  return {
    title: `This week: ${topic.title}`,
    lead: [
      `Week ${digits(week)} of ${digits(weeks)}. The group on the roadmap: ${share}`,
      ...missedLines(roadmap, prompt, topic),
      ...(goesOn ? ["You go on with what you began last week."] : []),
      ...units.map(({ focus }) => `**${prose(focus)}**`),
    ],
    sections: [
      objectivesSection(objectivesOf(topic, units, choices)),
      readingSection(readingsOf(topic, readings, ({ only }) => holdsForGroup(only, choices))),
    ],
  };
}

/** What the group did, and who is in; no card where there is nothing of both. */
function groupCards(roadmap: Roadmap, prompt: WeekPrompt): Card[] {
  const sections = [
    { title: "Last week", lines: recapLines(roadmap, prompt) },
    { title: "In this week", lines: joinedLines(prompt.joined) },
  ];
  return sections.some(({ lines }) => lines.length > 0) ? [{ sections }] : [];
}

/** What the units serve, in the author's order, as far as it is of use to anybody in the group. */
function objectivesOf(topic: Topic, units: readonly Unit[], choices: GroupChoices): readonly Objective[] {
  const served = new Set(units.flatMap(({ objectives }) => objectives));
  return topic.objectives.filter(({ id, only }) => served.has(id) && holdsForGroup(only, choices));
}

function missedLines(roadmap: Roadmap, { missed }: WeekPrompt, now: Topic): string[] {
  if (missed.length === 0) return [];
  const others = [...new Set(missed)].filter((id) => id !== now.id);
  const names = namesById(roadmap, others);
  const meant = names === "" ? "" : ` They were for ${names}.`;
  return [`I was away for ${count(missed.length, "weekly prompt")}.${meant}`];
}

function recapLines(roadmap: Roadmap, { finished, points }: WeekPrompt): string[] {
  const byTopic = Map.groupBy(finished, ({ topic }) => topic);
  const lines = [...byTopic].flatMap(([id, people]) => {
    const topic = topicOfWeek(roadmap, id);
    const names = people.map(({ displayName }) => `**${personName(displayName)}**`);
    return topic === null ? [] : [`${list(names, { max: MAX_NAMED })} finished ${topicName(topic)}`];
  });
  return [...lines, ...(points > 0 ? [`Together the group earned ${count(points, "point")}.`] : [])];
}

function joinedLines(joined: readonly string[]): string[] {
  return joined.length === 0
    ? []
    : [
        list(
          joined.map((name) => `**${personName(name)}**`),
          { max: 25 },
        ),
      ];
}
