import type { Topic } from "../domain/roadmap.ts";
import type { When } from "../domain/reminders.ts";
import type { Target } from "../domain/targets.ts";
import type { Reader } from "../text/reader.ts";
import { reminderText } from "../text/reminder.ts";
import type { Message } from "../text/reply.ts";
import { targetText } from "../text/target-page.ts";
import { TAG } from "./scene.ts";
import type { Named, Scene } from "./scene.ts";

const AHEAD_DAYS = 14;

/** What somebody sees who has set a date for a topic. */
export function datesOf(reader: Reader, topic: Topic, { person }: Scene): Named[] {
  const { today } = reader;
  const date = today.add({ days: AHEAD_DAYS });
  const target: Target = { topic: topic.id, date, hours: null, moved: null, letGo: null };
  const moved = { from: today.subtract({ days: 1 }), times: 1 };
  const remind = (when: When, isPublic: boolean, movedFrom: Target["moved"] = null): Message =>
    reminderText({
      about: { kind: "topic", topic },
      when,
      moved: movedFrom,
      member: person.id,
      tag: TAG,
      isPublic,
    });
  return [
    ["Its date", targetText({ ...reader, targets: [target] }, topic, null)],
    ["Reminder the day before, in the channel", remind("before", true)],
    ["Reminder on the day, in the channel", remind("day", true)],
    ["Reminder the day before, by direct message", remind("before", false)],
    ["Reminder on the day, by direct message", remind("day", false)],
    ["Reminder of a date that moved, by direct message", remind("before", false, moved)],
  ];
}
