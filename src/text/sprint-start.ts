import type { PermissionName } from "../domain/channel-report.ts";
import type { Roadmap, Topic } from "../domain/roadmap.ts";
import type { Sprint } from "../domain/sprint.ts";
import { MAX_AHEAD_DAYS, MAX_GOAL } from "../domain/sprint-start.ts";
import { LENGTHS } from "../domain/sprint-time.ts";
import { customId } from "./custom-id.ts";
import { notice } from "./embed.ts";
import { questionModal } from "./modal.ts";
import { count, list } from "./numbers.ts";
import type { Mention } from "./reader.ts";
import { typedText } from "./refusal.ts";
import type { Message, Modal } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import { lengthText, sprintMark, timeMark } from "./sprint-words.ts";
import { topicName } from "./topic-lines.ts";

// Starting a sprint: what is asked, what is said, and why not.

const OFFERED = LENGTHS.filter((days) => days > 1);

/** Offers a sprint on a topic, or on a goal in one's own words. Null: the whole roadmap lies behind them. */
export function startAskText(topic: Topic | null, isNext: boolean, mention: Mention): Message {
  const about = topic === null ? [] : OFFERED.map((days) => startButton(topic, days));
  return notice(
    [
      topic === null
        ? "A sprint is a few people who take on one thing until a date."
        : `${isNext ? "Next for you" : "A sprint on it"}: ${topicName(topic)}. How long?`,
      "Others join with one click. It begins at once, here in this channel.",
      `${mention("sprint start")} has options for a later start, a goal for all together, and a repeat every week.`,
    ],
    rows(
      buttonRow(...about),
      buttonRow(button("A goal of our own…", customId("sprint", "goal", topic?.id ?? "-"))),
    ),
  );
}

function startButton({ id }: Topic, days: number) {
  return button(
    lengthText(days),
    customId("sprint", "start", id, String(days)),
    days === 7 ? "primary" : "secondary",
  );
}

/** Asks for a goal in their own words. */
export function goalModal(topic: string): Modal {
  return questionModal({
    customId: customId("sprint", "goal-is", topic),
    title: "A sprint of one week",
    label: "What do you want to have done by then?",
    placeholder: "Read chapters 3 to 5 and build one small thing with each",
    required: true,
    maxLength: MAX_GOAL,
  });
}

/** The sprint is made, and its card on the way. `now` tells whether it comes at once. */
export function startedSprintText(
  roadmap: Roadmap,
  sprint: Sprint,
  { now, hasThread }: { readonly now: Temporal.Instant; readonly hasThread: boolean },
): Message {
  const waits = Temporal.Instant.compare(sprint.opensAt, now) > 0;
  const begun = Temporal.Instant.compare(sprint.startsAt, now) <= 0;
  return notice(
    [
      `${begun ? "Begun" : "Set up"}: ${sprintMark(roadmap, sprint)}, ${lengthText(sprint.days)}. You are in, and lead it.`,
      waits
        ? `Its card comes here ${timeMark(sprint.opensAt)}, a week before it starts.`
        : `Its card comes here in a moment${hasThread ? ", with a thread to talk in" : ""}.`,
      "The others see your name and how your days go.",
    ],
    buttonRow(button("My plan…", customId("sprint", "plan", String(sprint.id)), "primary")),
  );
}

/** Why no sprint was started. */
export type StartProblem =
  | { readonly kind: "bad-start"; readonly typed: string; readonly problem: "unreadable" | "past" | "far" }
  | { readonly kind: "role"; readonly role: string }
  | { readonly kind: "limit"; readonly limit: number }
  | { readonly kind: "elsewhere" }
  | { readonly kind: "channel"; readonly missing: readonly PermissionName[] }
  | { readonly kind: "wrong-channel" };

/** Why no sprint was started, and what to do. */
export function startProblemText(problem: StartProblem, mention: Mention): Message {
  switch (problem.kind) {
    case "bad-start":
      return notice([badStart(problem)]);
    case "role":
      return notice([
        `In this server sprints are started by those with the role <@&${problem.role}>. You can join every one of them.`,
      ]);
    case "limit":
      return notice([
        `At most ${count(problem.limit, "sprint")} can be open here at once, and there are as many. Join one: ${mention("sprint join")}.`,
      ]);
    case "elsewhere":
      return notice([`You are in a sprint on this already. See ${mention("sprint status")}.`]);
    case "channel":
      return notice([
        `I cannot post here: I lack ${list(problem.missing, { max: 10 })}. Somebody who manages the server can grant it under Edit Channel, Permissions. Or start it in another channel.`,
      ]);
    case "wrong-channel":
      return notice([
        "A sprint needs a text channel or a thread that I can see. Start it in another channel.",
      ]);
  }
}

function badStart({ typed, problem }: Extract<StartProblem, { kind: "bad-start" }>): string {
  switch (problem) {
    case "unreadable":
      return `I cannot read ${typedText(typed)} as a start. Write it like now, 18:30, tomorrow 9:00, monday 18:00 or 2026-12-31 18:00.`;
    case "past":
      return `${typedText(typed)} is over already. Give a time that lies ahead, or leave it out to begin now.`;
    case "far":
      return `${typedText(typed)} is more than ${MAX_AHEAD_DAYS} days ahead. Start it nearer to its time.`;
  }
}
