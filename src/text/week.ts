import { groupShare, objectivesOfWeek, resourcesForGroup, topicOfWeek } from "../domain/week-prompt.ts";
import type { GroupChoices, WeekPayload } from "../domain/week-prompt.ts";
import type { TopicId } from "../domain/ids.ts";
import type { Roadmap, Topic } from "../domain/roadmap.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage, notice } from "./embed.ts";
import { MAX_THREAD_NAME } from "./limits.ts";
import { OPEN } from "./marks.ts";
import { count, digits, list } from "./numbers.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import { cut, personName, plain } from "./safe.ts";
import { namesById, positionText, resourceLine, topicName } from "./topic-lines.ts";

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

const MAX_OBJECTIVE = 450;
const MAX_NAMED = 10;

/** The week's card for the study channel; null where the roadmap no longer has its topic or a successor. */
export function weekText(roadmap: Roadmap, prompt: WeekPrompt): Message | null {
  const topic = topicOfWeek(roadmap, prompt.topic);
  if (topic === null) return null;
  const { week, weeks, choices, tag } = prompt;
  const objectives = objectivesOfWeek(topic, prompt, choices);
  const card = cardMessage(
    {
      title: `This week: ${topic.title}`,
      lead: [
        `Week ${digits(week)} of ${digits(weeks)}. The group on the roadmap: ${bar(groupShare(roadmap, topic, prompt.hour))}`,
        ...missedLines(roadmap, prompt, topic),
      ],
      sections: [
        {
          title: "Objectives",
          lines: objectives.map(({ text }) => `${OPEN} ${plain(text, MAX_OBJECTIVE)}`),
        },
        { title: "Learn with", lines: resourcesForGroup(topic, choices).map(resourceLine) },
        { title: "Last week", lines: recapLines(roadmap, prompt) },
        { title: "In this week", lines: joinedLines(prompt.joined) },
      ],
      footer: positionText(roadmap, topic),
    },
    buttonRow(
      button("I'm in", customId("roadmap", "week-in", tag), "primary"),
      button("Done", customId("roadmap", "done", topic.id), "success"),
      button("Start a sprint", customId("sprint", "start-ask", topic.id)),
      button("What's next for me", customId("roadmap", "next")),
    ),
  );
  return prompt.pingRole === null ? card : { ...card, content: `<@&${prompt.pingRole}>` };
}

/** The name of the week's forum post or discussion thread. */
export function weekTitle({ title }: Topic): string {
  return cut(`This week: ${title}`, MAX_THREAD_NAME);
}

/** What stands beside the card when somebody clicks one that is no longer kept. */
export function weekGoneText(): Message {
  return notice(["This week's prompt is too old to join. Look for the newest one in the channel."]);
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
