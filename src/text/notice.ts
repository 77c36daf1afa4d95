import type { MemberId } from "../domain/ids.ts";
import { customId } from "./custom-id.ts";
import { reasonText } from "./delivery-reasons.ts";
import { notice } from "./embed.ts";
import type { Mention } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import { plain } from "./safe.ts";

// What tells organisers of trouble with what is posted, and what tries a channel out.

/** What /setup posts to try a channel out. */
export function testPostText(tag: string): Message {
  return notice(
    ["This is a test: weekly prompts and reminders can be posted here."],
    buttonRow(button("Open the setup", customId("setup", "panel", "schedule", tag))),
  );
}

/** The name of that post in a forum. */
export function testPostTitle(): string {
  return "A test of the weekly prompts";
}

type About = {
  readonly reason: string;
  /** The kind of what could not be posted. */
  readonly about: string;
  /** The study channel. */
  readonly channel: string | null;
  readonly organiser: MemberId | null;
  readonly tag: string;
  readonly mention: Mention;
};

/** For whoever set the group up: what was not posted, why, and what to do. Pings nobody but them. */
export function noticeText({ reason, about, channel, organiser, tag, mention }: About): Message {
  const where = channel === null ? "the study channel" : `<#${channel}>`;
  const why = plain(reasonText(reason), 300);
  const isOpen = reason === "unknown" || reason === "history-unreadable";
  const lines = isOpen
    ? [
        `I cannot tell whether ${thingText(about)} arrived in ${where}: ${why}.`,
        `I do not post it a second time. Have a look there; ${mention("setup")} lists what was posted.`,
      ]
    : [
        `I could not post ${thingText(about)} in ${where}: ${why}.`,
        `Nothing more is posted until that is mended. Then open ${mention("setup")} in the server and press **Resume posting**.`,
      ];
  const message = notice(lines, buttonRow(button("What can it be?", customId("help", "posting", tag))));
  if (organiser === null) return message;
  return { ...message, content: `<@${organiser}>`, pings: [organiser] };
}

function thingText(kind: string): string {
  switch (kind) {
    case "week":
      return "this week's prompt";
    case "deadline":
      return "a reminder";
    case "thread":
      return "the discussion thread";
    case "sprint-card":
      return "a sprint's card";
    case "sprint-thread":
      return "a sprint's thread";
    case "sprint-event":
      return "a sprint's event";
    case "sprint-post":
      return "a sprint's check-in";
    case "sprint-wrapup":
      return "a sprint's wrap-up";
    default:
      return "a post";
  }
}

/** What keeps a bot from posting, most frequent first. */
export function postingHelpText(): Message {
  return notice([
    "What mostly keeps me from posting:",
    "• **A permission of the channel.** Edit Channel, Permissions, my role: allow View Channel, Send Messages, Embed Links and Read Message History; in threads, Send Messages in Threads.",
    "• **The channel was deleted.** Choose another one in the setup.",
    "• **The thread was locked or archived.** Open it again, or choose its channel.",
    "• **The forum wants a tag.** Switch off “Require people to select tags when posting”.",
    "“Post a test now” in the setup shows whether it works again.",
  ]);
}
