import type { CertificationView } from "../domain/certificates.ts";
import type { Topic } from "../domain/roadmap.ts";
import { roadmapShare, topicShare } from "../domain/topic-progress.ts";
import type { TopicShare } from "../domain/topic-progress.ts";
import { bar } from "./bar.ts";
import { stateText } from "./certs.ts";
import { customId } from "./custom-id.ts";
import { statusText } from "./cert-page.ts";
import { cardMessage } from "./embed.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import type { Row } from "./rows.ts";
import { link, personName, plain } from "./safe.ts";
import { topicCard } from "./topic-card.ts";
import { positionText, topicName } from "./topic-lines.ts";

/** What every public message carries: whoever clicks gets an answer of their own. */
export function forEverybody(): Row[] {
  return buttonRow(button("What's next for me", customId("roadmap", "next")));
}

/** A certification as a member shows it to the channel. */
export function sharedCertificationText(
  sharer: string,
  { certification, progress }: CertificationView,
  today: Temporal.PlainDate,
): Message {
  const what =
    progress === null
      ? "shares"
      : progress.state === "passed"
        ? "has passed"
        : `has ${stateText(progress, today)}:`;
  return cardMessage(
    {
      title: certification.title,
      lead: [
        `**${personName(sharer)}** ${what} **${plain(certification.title, 160)}**`,
        statusText(certification),
      ],
      footer: certification.provider,
    },
    forEverybody(),
  );
}

/** A topic as a member shows it to the channel: without their checks, and with what they built once it is done. */
export function sharedTopicText(reader: Reader, sharer: string, topic: Topic): Message {
  const own = reader.progress.topics.get(topic.id);
  const share = topicShare(topic, reader.progress, choicesOfReader(reader));
  const name = `**${personName(sharer)}**`;
  if (own?.state === "done") {
    const whole = roadmapShare(reader.roadmap, reader.progress, choicesOfReader(reader));
    return cardMessage(
      {
        title: `Done: ${topic.title}`,
        lead: [
          `${name} has finished ${topicName(topic)}.`,
          ...(own.link === null ? [] : [`Have a look at ${link("what they built", own.link)}.`]),
          `${name} on the roadmap: ${bar(whole.share)}`,
        ],
        footer: positionText(reader.roadmap, topic),
      },
      forEverybody(),
    );
  }
  const unchecked: TopicShare = {
    ...share,
    state: "open",
    objectivesDone: 0,
    checklist: share.checklist.map(({ objective }) => ({ objective, checked: false, outdated: false })),
  };
  const what = own?.state === "started" ? "is learning" : "shares";
  return cardMessage(
    {
      ...topicCard(reader, topic, unchecked),
      lead: [`${name} ${what} ${topicName(topic)}.`],
      footer: positionText(reader.roadmap, topic),
    },
    forEverybody(),
  );
}
