import type { MemberId } from "../domain/ids.ts";
import type { When } from "../domain/reminders.ts";
import type { Certification, Topic } from "../domain/roadmap.ts";
import type { Target } from "../domain/targets.ts";
import { customId } from "./custom-id.ts";
import { cardMessage, notice } from "./embed.ts";
import { MAX_THREAD_NAME } from "./limits.ts";
import type { Mention } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import { cut, plain } from "./safe.ts";
import { shortKey } from "./short-key.ts";
import { movedLines } from "./target-lines.ts";
import { topicName } from "./topic-lines.ts";

export type ReminderAbout =
  | { readonly kind: "topic"; readonly topic: Topic }
  /** `booked`: else the day is only planned. */
  | { readonly kind: "exam"; readonly certification: Certification; readonly booked: boolean };

export type Reminder = {
  readonly about: ReminderAbout;
  readonly when: When;
  readonly moved: Target["moved"];
  readonly member: MemberId;
  /** By which the post is found again in its channel. */
  readonly tag: string;
  readonly isPublic: boolean;
};

/** A reminder of one member's date. In a channel it names and pings them alone. */
export function reminderText({ about, when, moved, member, tag, isPublic }: Reminder): Message {
  const words = about.kind === "topic" ? topicWords(about.topic, when) : examWords(about, when);
  // That a date has moved is nobody else's business.
  const more = isPublic ? [] : movedLines({ moved });
  return {
    content: [`${isPublic ? `<@${member}> ` : ""}${words}`, ...more].join("\n"),
    ...(isPublic && { pings: [member] }),
    rows: buttonsOf(about, member, tag),
  };
}

function topicWords(topic: Topic, when: When): string {
  const name = topicName(topic);
  return when === "before" ? `Tomorrow is your date for ${name}.` : `Today is your date for ${name}.`;
}

function examWords({ certification, booked }: Extract<ReminderAbout, { kind: "exam" }>, when: When): string {
  const name = `**${plain(certification.title, 160)}**`;
  const day = when === "before" ? "Tomorrow" : "Today";
  if (!booked) return `${day} is the day you planned for the exam ${name}.`;
  return when === "before"
    ? `Tomorrow is your exam: ${name}. Rest well.`
    : `Today is your exam: ${name}. Good luck!`;
}

function buttonsOf(about: ReminderAbout, member: MemberId, tag: string): NonNullable<Message["rows"]> {
  const stop = button("Stop these reminders", customId("me", "due-stop", tag, member));
  if (about.kind === "topic") {
    const key = shortKey(about.topic.id);
    return buttonRow(
      button("Done", customId("roadmap", "due-done", member, key), "success"),
      button("Move it", customId("roadmap", "due-move", member, key)),
      stop,
    );
  }
  const key = shortKey(about.certification.id);
  return buttonRow(
    button("Passed", customId("roadmap", "due-passed", member, key), "success"),
    button("Move it", customId("roadmap", "due-exam", member, key)),
    stop,
  );
}

/** The name of a reminder's post in a forum. */
export function reminderTitle(about: ReminderAbout): string {
  return cut(
    `Date: ${about.kind === "topic" ? about.topic.title : about.certification.title}`,
    MAX_THREAD_NAME,
  );
}

/** To somebody who clicks on another's reminder. */
export function notYoursText(mention: Mention): Message {
  return notice([`This reminder is somebody else's. Yours are under ${mention("me")}.`]);
}

/** Reminders were stopped by the button on one of them. */
export function stoppedText(mention: Mention): Message {
  return cardMessage(
    {
      lead: [
        "Stopped. I no longer remind you of your dates; the dates themselves stay.",
        `Switch it on again here, or later with ${mention("me")}.`,
      ],
    },
    buttonRow(
      button("Remind me in the channel", customId("me", "remind", "channel")),
      button("By direct message", customId("me", "remind", "direct")),
      button("My dates", customId("me", "dates")),
    ),
  );
}
