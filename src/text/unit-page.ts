import { holds, objectivesFor } from "../domain/choices.ts";
import { exerciseFor, readingsIn, readingsOf, unitAt } from "../domain/material.ts";
import type { Topic, Unit } from "../domain/roadmap.ts";
import type { TopicShare } from "../domain/topic-progress.ts";
import { customId } from "./custom-id.ts";
import { embeds, notice } from "./embed.ts";
import type { Card, Section } from "./embed.ts";
import { MAX_EMBED, MAX_OPTION_TEXT } from "./limits.ts";
import { count, list } from "./numbers.ts";
import { bare, prose } from "./prose.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import type { Button, Row } from "./rows.ts";
import { plain } from "./safe.ts";
import { topicName } from "./topic-lines.ts";
import { buildCards, objectivesSection, readingSection, unitName } from "./unit-cards.ts";

/** One week of a topic, for this reader: what it is about, what to build, what to talk about. */
export function unitText(reader: Reader, topic: Topic, unit: Unit): Message {
  const choices = choicesOfReader(reader);
  const { units } = topic.material;
  const exercises = [exerciseFor(unit, choices)];
  const readings = readingsOf(topic, readingsIn(unit, exercises), ({ only }) => holds(only, choices));
  const objectives = objectivesFor(topic, choices).filter(({ id }) => unit.objectives.includes(id));
  const about: Card = {
    title: bare(unit.focus),
    lead: [
      `${topicName(topic)} · week ${units.indexOf(unit) + 1} of ${units.length}`,
      ...variantLines(reader, unit),
    ],
    sections: [objectivesSection(objectives), readingSection(readings)],
  };
  const build = buildCards(reader.roadmap, [{ unit, exercises }], MAX_EMBED);
  return {
    embeds: embeds([about, ...build]),
    rows: rows(
      units.length < 2 ? [] : weeksSelect(topic, unit),
      buttonRow(
        button("Check yourself", customId("roadmap", "ask", topic.id)),
        button("Back to the topic", customId("roadmap", "topic", topic.id)),
      ),
    ),
  };
}

/** To somebody who has not chosen: that there are other exercises for those who have. */
function variantLines(reader: Reader, { variants }: Unit): string[] {
  const choice = reader.roadmap.choices.find(({ id }) => id === variants[0]?.only.choice);
  if (choice === undefined || choicesOfReader(reader).has(choice.id)) return [];
  const bound = new Set(variants.flatMap(({ only }) => only.options));
  const names = choice.options.filter(({ id }) => bound.has(id)).map(({ title }) => plain(title, 160));
  return [`${plain(choice.question, 200)} There is an exercise of its own for ${list(names)}.`];
}

/** The weeks of a topic, to go to one. */
function weeksSelect(topic: Topic, at: Unit): Row[] {
  return selectRow({
    customId: customId("roadmap", "unit-pick"),
    placeholder: "Go to a week",
    options: topic.material.units.map((unit, i) => ({
      value: unit.id,
      label: unitName(unit, i + 1, MAX_OPTION_TEXT),
      picked: unit === at,
    })),
  });
}

/** The weeks of a topic by what they are about. */
export function weeksSection({ material }: Topic): Section {
  return { title: "Week by week", lines: material.units.map(({ focus }, i) => `${i + 1}. ${prose(focus)}`) };
}

/** What a member is at in a topic, in short. */
export function currentSection(unit: Unit, reader: Reader): Section {
  const { exercise } = exerciseFor(unit, choicesOfReader(reader));
  return {
    title: `This week: ${bare(unit.focus)}`,
    lines: [
      `Build: **${plain(bare(exercise.title))}** · ${count(exercise.minutes, "minute")}`,
      `It works when: ${prose(exercise.worksWhen)}`,
    ],
  };
}

/** What a topic is learned and tested with; and one more thing to do. */
export function learnRow(
  reader: Reader,
  topic: Topic,
  state: TopicShare["state"],
  more: Button | false,
): Row[] {
  const at = unitAt(topic, reader.progress, choicesOfReader(reader));
  const knows = state === "done" || state === "known";
  return buttonRow(
    button("The week's exercise", customId("roadmap", "unit", at.id)),
    button("Check yourself", customId("roadmap", "ask", topic.id)),
    !knows && button("Placement challenge", customId("roadmap", "place", topic.id)),
    more,
  );
}

/** A topic that asks nothing of somebody with this choice. */
export function noQuestionsText(topic: Topic): Message {
  return notice(
    ["There is no question for what you chose."],
    buttonRow(button("Open the topic", customId("roadmap", "topic", topic.id))),
  );
}

/** An old button leads to a week, a question or a challenge that is gone. */
export function partGoneText(topic: Topic | null): Message {
  return notice(
    ["That is no longer in the roadmap."],
    buttonRow(
      topic === null
        ? button("Whole roadmap", customId("roadmap", "overview"))
        : button("Open the topic", customId("roadmap", "topic", topic.id)),
    ),
  );
}
