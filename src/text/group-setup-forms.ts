import type { Topic } from "../domain/roadmap.ts";
import { MAX_DAY } from "../domain/typed-day.ts";
import type { DayProblem } from "../domain/typed-day.ts";
import { customId } from "./custom-id.ts";
import { dayText, dayWithoutYear } from "./dates.ts";
import { notice } from "./embed.ts";
import { reasonText } from "./delivery-reasons.ts";
import { clockText } from "./group-setup-words.ts";
import { questionModal } from "./modal.ts";
import { count, list } from "./numbers.ts";
import { badDayText } from "./refusal.ts";
import type { Message, Modal } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import { plain } from "./safe.ts";
import { zoneRow } from "./settings.ts";
import { unknownZoneText } from "./setup.ts";

// The forms of /setup, and what is said where an input cannot be taken. One sentence each; safe markdown.

export function timeModal(time: Temporal.PlainTime): Modal {
  return questionModal({
    customId: customId("setup", "time-typed"),
    title: "Time of the weekly prompt",
    label: "Time of day",
    help: "In the group's time zone. Such as 09:00, 18.30 or 7 pm.",
    placeholder: "09:00",
    value: clockText(time),
    required: true,
    maxLength: MAX_DAY,
  });
}

export function groupZoneModal(zone: string): Modal {
  return questionModal({
    customId: customId("setup", "zone-typed"),
    title: "The group's time zone",
    label: "City or zone",
    help: "Such as Berlin, Europe/Berlin, America/New_York or UTC.",
    placeholder: "Europe/Berlin",
    value: zone,
    required: true,
    maxLength: 60,
  });
}

/** `until`: the pause as it is, if there is one. */
export function pauseModal(until: Temporal.PlainDate | null, example: Temporal.PlainDate): Modal {
  return questionModal({
    customId: customId("setup", "pause-typed"),
    title: "Pause the weekly prompts",
    label: "Until which day?",
    help: `Prompts come again from this day on: monday, in 2 weeks, ${dayWithoutYear(example)} or ${example.toString()}.`,
    placeholder: example.toString(),
    value: until?.toString() ?? null,
    required: true,
    maxLength: 20,
  });
}

export function topicModal(): Modal {
  return questionModal({
    customId: customId("setup", "topic-typed"),
    title: "Topic of the next post",
    label: "Topic",
    help: "A part of its title is enough.",
    required: true,
    maxLength: 100,
  });
}

export function badTimeText(typed: string): string {
  return `“${plain(typed, 60)}” is no time of day that I know: write it like 09:00 or 18:30.`;
}

export function badDateText(typed: string, problem: DayProblem): string {
  return `“${plain(typed, 60)}” is ${badDayText(problem)}`;
}

export function pastDateText(date: Temporal.PlainDate): string {
  return `${dayText(date)} is not ahead: a pause needs a day after today.`;
}

export function farDateText(date: Temporal.PlainDate): string {
  return `${dayText(date)} is too far ahead: a pause lasts two years at most. To stop for good, take the study channel away.`;
}

export function manySkipsText(): string {
  return "So many weeks ahead are left out that a pause says it better.";
}

export function badTopicText(typed: string, nearest: readonly Topic[]): string {
  const names = list(
    nearest.map(({ title }) => `“${plain(title, 80)}”`),
    { or: true },
  );
  return `I know no topic “${plain(typed, 100)}”${names === "" ? "." : `; did you mean ${names}?`}`;
}

export function badChannelText(): string {
  return "I cannot post there: choose a text or announcement channel, a public thread or a forum.";
}

export function goneChannelText(): string {
  return "That channel is gone: choose another one.";
}

export function notMentionableText(role: string): string {
  return (
    `I may not ping **${plain(role, 100)}**: switch on “Allow anyone to @mention this role” in Server Settings, Roles, ` +
    "or allow me “Mention Everyone” in the study channel; then pick it again."
  );
}

export function everyoneText(): string {
  return "I do not ping everyone each week: pick a role of those who want to be told.";
}

/** A zone that was typed and is none, with the nearest ones to pick. */
export function groupZoneUnknownText(
  typed: string,
  zones: readonly string[],
  now: Temporal.Instant,
): Message {
  return notice(
    [unknownZoneText(typed, zones.length)],
    rows(
      zoneRow(customId("setup", "zone-pick"), null, zones, now),
      buttonRow(
        button("Type it again…", customId("setup", "zone")),
        button("Leave it", customId("setup", "panel", "schedule")),
      ),
    ),
  );
}

/** What came of a post to try it out. `state` is null while it is still on its way. */
export function testedText(channel: string, state: string | null, reason: string | null): string {
  const why = reason === null || reason === "" ? "" : `: ${plain(reasonText(reason), 140)}`;
  switch (state) {
    case "sent":
      return `The test arrived in <#${channel}>.`;
    case "skipped":
    case "dead":
      return `The test did not arrive in <#${channel}>${why}.`;
    case "unknown":
      return `Discord did not say whether the test arrived in <#${channel}>${why}. Have a look there.`;
    case null:
    default:
      return "The test is still waiting its turn. It will be listed below once it is settled.";
  }
}

export function dueNowText(): string {
  return "This week's prompt is due at this very moment: change that again in a minute, when it is out.";
}

/** That posting goes on, and what is sent again now: this week's prompt, and so many cards and wrap-ups of sprints. */
export function resumedText(prompt: boolean, sprints: number): string {
  const again = [
    ...(prompt ? ["this week's prompt"] : []),
    ...(sprints > 0 ? [`what ${count(sprints, "sprint")} could not post`] : []),
  ];
  const news = again.length === 0 ? "" : ` Sent again now: ${again.join(", and ")}.`;
  return `Posting goes on.${news} What else failed meanwhile is not sent later.`;
}

export function notParkedText(): string {
  return "Posting had gone on already.";
}
