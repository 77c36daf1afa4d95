import { openChoices } from "../domain/choices.ts";
import type { Choice, ChoiceOption, Topic } from "../domain/roadmap.ts";
import type { Reader } from "../text/reader.ts";
import { topicPageText } from "../text/topic-card.ts";
import { unitText } from "../text/unit-page.ts";
import type { Named, Scene } from "./scene.ts";

/** What a topic is for those who chose something that it depends on: its page, and the weeks that have an exercise for them. */
export function choicesIn(reader: Reader, topic: Topic, scene: Scene): Named[] {
  return openChoices(reader.roadmap, topic, new Map()).flatMap((choice) =>
    choice.options.flatMap((option) =>
      chosenOf(readerWith(reader, choice, option, scene), topic, choice, option),
    ),
  );
}

function chosenOf(reader: Reader, topic: Topic, choice: Choice, { id, title }: ChoiceOption): Named[] {
  const weeks = topic.material.units.map((unit, index): Named => {
    const isOwn = unit.variants.some(({ only }) => only.choice === choice.id && only.options.includes(id));
    return [`The exercise of week ${index + 1}, for ${title}`, isOwn ? unitText(reader, topic, unit) : null];
  });
  return [[`/roadmap view, for ${title}`, topicPageText(reader, topic)], ...weeks];
}

function readerWith(reader: Reader, choice: Choice, { id }: ChoiceOption, { person }: Scene): Reader {
  const { hoursPerWeek } = reader.roadmap;
  const choices = new Map([[choice.id, id]]);
  return {
    ...reader,
    profile: { member: person.id, zone: "UTC", hoursPerWeek, visible: true, choices },
  };
}
