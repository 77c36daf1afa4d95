import { openChoices } from "../domain/choices.ts";
import type { EventId } from "../domain/event.ts";
import type { Topic } from "../domain/roadmap.ts";
import { positionOf } from "../domain/roadmap-graph.ts";
import type { TopicShare } from "../domain/topic-progress.ts";
import { customId } from "./custom-id.ts";
import { choicesOfReader } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { button, buttonRow, selectRow } from "./rows.ts";
import type { Button, Row } from "./rows.ts";
import { shortKey } from "./short-key.ts";
import { standingTarget } from "./target-lines.ts";

/** What can be done with a topic in this state. */
export function moveButtons(reader: Reader, { id }: Topic, state: TopicShare["state"]): (Button | false)[] {
  const start = (style?: "primary") => button("Start", customId("roadmap", "start", id), style);
  const done = (style?: "success") => button("Done", customId("roadmap", "done", id), style);
  const know = button("I know this", customId("roadmap", "know", id));
  const skip = button("Skip", customId("roadmap", "skip", id));
  const objectives = button("Objectives", customId("roadmap", "objectives", id));
  const undo = takeBack(reader.progress.topics.get(id)?.event ?? null);
  switch (state) {
    case "open":
      return [start("primary"), done(), know, skip, objectives];
    case "started":
      return [done("success"), objectives, know, skip];
    case "done":
      return [button("Link to what I built…", customId("roadmap", "link", id)), objectives, undo];
    case "known":
      return [start(), done(), objectives, undo];
    case "skipped":
      return [start("primary"), done(), know, undo];
  }
}

/** The button that takes an event back. */
export function undoButton(event: EventId): Button {
  return button("Undo", customId("roadmap", "undo", String(event)));
}

function takeBack(event: EventId | null): Button | false {
  return event !== null && undoButton(event);
}

/** A choice that is asked for where it matters; one at a time. */
export function chooseRows(reader: Reader, topic: Topic): Row[] {
  const [choice] = openChoices(reader.roadmap, topic, choicesOfReader(reader));
  if (choice === undefined) return [];
  return selectRow({
    customId: customId("roadmap", "choose", topic.id, shortKey(choice.id)),
    placeholder: choice.question,
    options: choice.options.map(({ id, title }) => ({ value: id, label: title })),
  });
}

function dateButton(reader: Reader, topic: Topic): Button {
  return standingTarget(reader, topic) === null
    ? button("Set a date…", customId("roadmap", "date-form", topic.id))
    : button("Date", customId("roadmap", "date", topic.id));
}

/** The way to what is around a topic; `undo` is the event that was just recorded. */
export function navigation(
  reader: Reader,
  topic: Topic,
  state: TopicShare["state"],
  undo: EventId | null,
): Row[] {
  const { phase, phaseNumber } = positionOf(reader.roadmap, topic.id);
  // The other states have their own Undo among the moves.
  const undoable = state === "open" || state === "started";
  return buttonRow(
    undoable && takeBack(undo),
    undoable && dateButton(reader, topic),
    reader.inServer && button("Share", customId("roadmap", "share", topic.id)),
    button(`Phase ${phaseNumber}`, customId("roadmap", "phase", phase.id)),
    button("Whole roadmap", customId("roadmap", "overview")),
  );
}
