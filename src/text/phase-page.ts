import type { Phase, Topic } from "../domain/roadmap.ts";
import { phaseShare, topicShare } from "../domain/topic-progress.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import type { Section } from "./embed.ts";
import { topicMark } from "./marks.ts";
import { hours } from "./numbers.ts";
import { countsText, leftText } from "./overview.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import { personName } from "./safe.ts";
import { topicName } from "./topic-lines.ts";
import type { Whose } from "./whose.ts";
import { ownerArgs } from "./whose.ts";

const TOPICS_A_PAGE = 10;

/** One phase with its tracks and topics. `page` counts from 0; one that is not there is the nearest that is. */
export function phaseText(reader: Reader, phase: Phase, asked: number, whose: Whose | null = null): Message {
  const { roadmap, progress } = reader;
  const topics = phase.tracks.flatMap((track) => track.topics);
  const pages = Math.max(1, Math.ceil(topics.length / TOPICS_A_PAGE));
  const page = Math.min(Math.max(0, asked), pages - 1);
  const shown = topics.slice(page * TOPICS_A_PAGE, (page + 1) * TOPICS_A_PAGE);
  const share = phaseShare(phase, progress, choicesOfReader(reader));
  const number = roadmap.phases.indexOf(phase) + 1;
  return cardMessage(
    {
      title: `Phase ${number} · ${phase.title}`,
      lead: [
        ...(whose === null ? [] : [`**${personName(whose.name)}** in this phase:`]),
        `${bar(share.share)} · ${countsText(share)}`,
        ...(whose === null ? [leftText(reader, share)] : []),
      ],
      sections: phase.tracks.flatMap((track) => trackSection(reader, track.title, track.topics, shown)),
      footer: [monthsText(phase), pages > 1 ? `Page ${page + 1} of ${pages}` : ""]
        .filter(Boolean)
        .join(" · "),
    },
    rows(
      selectRow({
        customId: customId("roadmap", "topic-pick", ...ownerArgs(whose)),
        placeholder: "Open a topic",
        options: shown.map(({ id, title, hours: whole }) => ({
          value: id,
          label: title,
          description: hours(whole),
        })),
      }),
      pageButtons(phase, page, pages, whose),
      neighbourButtons(reader, number - 1, whose),
    ),
  );
}

function trackSection(
  reader: Reader,
  title: string,
  topics: readonly Topic[],
  shown: readonly Topic[],
): Section[] {
  const lines = topics.filter((topic) => shown.includes(topic)).map((topic) => topicLine(reader, topic));
  return lines.length === 0 ? [] : [{ title, lines }];
}

function topicLine(reader: Reader, topic: Topic): string {
  const { state, share } = topicShare(topic, reader.progress, choicesOfReader(reader));
  const begun = state === "started" || (state === "open" && share > 0);
  return `${topicMark(state)} ${topicName(topic)} · ${begun ? `${state} ${bar(share)}` : state} · ${hours(topic.hours)}`;
}

function monthsText({ months }: Phase): string {
  if (months === null) return "Open end";
  const { min, max } = months;
  return min === max ? `About ${min === 1 ? "a month" : `${min} months`}` : `About ${min} to ${max} months`;
}

function pageButtons(phase: Phase, page: number, pages: number, whose: Whose | null) {
  const to = (target: number) => customId("roadmap", "phase", phase.id, String(target), ...ownerArgs(whose));
  return buttonRow(
    page > 0 && button("Earlier topics", to(page - 1)),
    page < pages - 1 && button("More topics", to(page + 1)),
  );
}

function neighbourButtons({ roadmap }: Reader, index: number, whose: Whose | null) {
  const to = (target: number) => {
    const phase = roadmap.phases[target];
    return (
      phase !== undefined &&
      button(`Phase ${target + 1}`, customId("roadmap", "phase", phase.id, "0", ...ownerArgs(whose)))
    );
  };
  return buttonRow(
    to(index - 1),
    to(index + 1),
    button("Whole roadmap", customId("roadmap", "overview", ...ownerArgs(whose))),
  );
}
