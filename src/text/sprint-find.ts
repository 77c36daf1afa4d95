import type { Roadmap, Topic } from "../domain/roadmap.ts";
import type { Match } from "../domain/sprint-match.ts";
import { customId } from "./custom-id.ts";
import { cardMessage, notice } from "./embed.ts";
import { count } from "./numbers.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import { plain } from "./safe.ts";
import { agoMark, goalLines, sprintMark, sprintName } from "./sprint-words.ts";

const SHOWN = 5;
const MAX_NAME = 40;

/** The sprints that fit somebody, each with the reason. `topic`: what is next for them. */
export function foundSprintsText(roadmap: Roadmap, matches: readonly Match[], topic: Topic): Message {
  const start = button("Start one", customId("sprint", "start-ask", topic.id));
  if (matches.length === 0) {
    return notice(
      [
        `No open sprint fits you now: none is within one topic of **${plain(topic.title, 160)}** and has evenings in common with you.`,
        "Start one, and others find it.",
      ],
      buttonRow(start),
    );
  }
  const shown = matches.slice(0, SHOWN);
  return cardMessage(
    {
      title: "Sprints for you",
      lead: shown.flatMap((match, i) => [...(i === 0 ? [] : [""]), ...matchLines(roadmap, match)]),
    },
    rows(
      buttonRow(
        ...shown.map(({ sprint }, i) =>
          button(
            `Join ${sprintName(roadmap, sprint).slice(0, MAX_NAME)}`,
            customId("sprint", "join", String(sprint.id)),
            i === 0 ? "primary" : "secondary",
          ),
        ),
      ),
      buttonRow(start),
    ),
  );
}

function matchLines(roadmap: Roadmap, match: Match): string[] {
  const { sprint, members } = match;
  const people = members === 0 ? "nobody in it yet" : `${count(members, "member")} in it`;
  return [
    `${sprintMark(roadmap, sprint)} · ${people} · ends ${agoMark(sprint.endsAt)}`,
    ...goalLines(sprint),
    `Why: ${reasons(roadmap, match).join("; ")}.`,
  ];
}

function reasons(roadmap: Roadmap, { distance, shared, evening, members }: Match): string[] {
  const topic = {
    same: "it is what comes next for you",
    before: "it is right before what comes next for you",
    after: "it comes right after what is next for you",
  }[distance];
  const whom = members === 0 ? "" : ` with ${evening.members} of ${count(members, "member")}`;
  return [
    topic,
    ...(shared === null
      ? []
      : [`${shared.members} of ${count(members, "member")} chose ${optionName(roadmap, shared)} too`]),
    `${count(evening.hours, "hour")} of the evening in common${whom}`,
  ];
}

function optionName({ choices }: Roadmap, shared: NonNullable<Match["shared"]>): string {
  const choice = choices.find(({ id }) => id === shared.choice);
  return plain(choice?.options.find(({ id }) => id === shared.option)?.title ?? "the same", 160);
}
