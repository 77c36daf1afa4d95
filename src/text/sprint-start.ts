import type { PermissionName } from "../domain/channel-report.ts";
import type { Roadmap, Topic } from "../domain/roadmap.ts";
import type { Sprint } from "../domain/sprint.ts";
import { MAX_AHEAD_DAYS, MAX_GOAL } from "../domain/sprint-start.ts";
import type { TypedStart } from "../domain/sprint-start.ts";
import { LENGTHS } from "../domain/sprint-time.ts";
import { customId, customIdKeeping } from "./custom-id.ts";
import { dayText } from "./dates.ts";
import { notice } from "./embed.ts";
import { questionModal } from "./modal.ts";
import { count, list } from "./numbers.ts";
import type { Mention } from "./reader.ts";
import { typedText } from "./refusal.ts";
import type { Message, Modal } from "./reply.ts";
import { button, buttonRow, rows } from "./rows.ts";
import { link, plain } from "./safe.ts";
import { lengthText, sprintMark, timeMark } from "./sprint-words.ts";
import { topicName } from "./topic-lines.ts";

// Starting a sprint: what is asked, what is said, and why not.

/** Stands for a topic where a sprint has a goal alone. No topic has this id. */
export const NO_TOPIC = "-";
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
      buttonRow(button("A goal of our own…", customId("sprint", "goal", topic?.id ?? NO_TOPIC))),
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

/** A sprint in which somebody is already, where nobody is in two on the same. */
export type Taken = {
  readonly sprint: Sprint;
  readonly card: { readonly channel: string; readonly message: string } | null;
  /** Whether they can start one on a goal without a topic. */
  readonly goalIsFree: boolean;
};

/** They are in a sprint on it already; and what they can start instead. */
export function takenText(roadmap: Roadmap, taken: Taken, mention: Mention): Message {
  return notice(takenLines(roadmap, taken, mention), rows(takenRow(taken)));
}

function takenLines(roadmap: Roadmap, { sprint, card, goalIsFree }: Taken, mention: Mention): string[] {
  const { guild, endsAt } = sprint;
  const place =
    card === null
      ? []
      : [link("Its card", `https://discord.com/channels/${guild}/${card.channel}/${card.message}`)];
  const other = `For ${sprint.topic === null ? "a" : "another"} topic, use ${mention("sprint start")} with the option \`topic\`.`;
  const on =
    sprint.topic === null
      ? "with a goal of your own already, and one is the most at a time"
      : "on this already";
  return [
    `You are in a sprint ${on}: ${sprintMark(roadmap, sprint)}, until ${timeMark(endsAt)}.`,
    ...place,
    goalIsFree ? `${other} Or take on a goal of your own, without a topic.` : other,
  ];
}

function takenRow({ sprint, goalIsFree }: Taken, goal: string | null = null) {
  return buttonRow(
    button("How it stands", customId("sprint", "status", String(sprint.id)), "primary"),
    goalIsFree && button("A goal of our own…", goalFormId(NO_TOPIC, goal)),
  );
}

/** Opens the form for a goal, which holds again what was written into it before, where that has room in an id. */
function goalFormId(topic: string, goal: string | null): string {
  return customIdKeeping(goal === null ? [] : [goal], "sprint", "goal", topic);
}

/** Asks for a goal in their own words. */
export function goalModal(topic: string, goal: string | null = null): Modal {
  return questionModal({
    customId: customId("sprint", "goal-is", topic),
    title: "A sprint of one week",
    label: "What do you want to have done by then?",
    placeholder: "Read chapters 3 to 5 and build one small thing with each",
    value: goal,
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
  | { readonly kind: "bad-start"; readonly typed: string; readonly why: Extract<TypedStart, { ok: false }> }
  | { readonly kind: "role"; readonly role: string }
  | { readonly kind: "limit"; readonly limit: number }
  | { readonly kind: "elsewhere"; readonly taken: Taken }
  | { readonly kind: "channel"; readonly missing: readonly PermissionName[] }
  | { readonly kind: "wrong-channel" };

/** A goal that somebody wrote for it, and the topic of the form they wrote it into, if it was one. */
export type Written = { readonly goal: string; readonly form: string | null };

/** Why no sprint was started, and what to do. What was written for it is given back, to be written again. */
export function startProblemText(
  roadmap: Roadmap,
  problem: StartProblem,
  { mention, written }: { readonly mention: Mention; readonly written: Written | null },
): Message {
  const back = written === null ? [] : [`You wrote: ${plain(written.goal, 2 * MAX_GOAL)}`];
  const lines = [...problemLines(roadmap, problem, mention), ...back];
  if (problem.kind === "elsewhere") return notice(lines, rows(takenRow(problem.taken, written?.goal)));
  const again = written?.form ?? null;
  if (again === null) return notice(lines);
  return notice(lines, buttonRow(button("Try again…", goalFormId(again, written?.goal ?? null), "primary")));
}

function problemLines(roadmap: Roadmap, problem: StartProblem, mention: Mention): string[] {
  switch (problem.kind) {
    case "bad-start":
      return [badStart(problem)];
    case "role":
      return [
        `In this server sprints are started by those with the role <@&${problem.role}>. You can join every one of them.`,
      ];
    case "limit":
      return [
        `At most ${count(problem.limit, "sprint")} can be open here at once, and there are as many. Join one: ${mention("sprint join")}.`,
      ];
    case "elsewhere":
      return takenLines(roadmap, problem.taken, mention);
    case "channel":
      return [
        `I cannot post here: I lack ${list(problem.missing, { max: 10 })}. Somebody who manages the server can grant it under Edit Channel, Permissions. Or start it in another channel.`,
      ];
    case "wrong-channel":
      return ["A sprint needs a text channel or a thread that I can see. Start it in another channel."];
  }
}

function badStart({ typed, why }: Extract<StartProblem, { kind: "bad-start" }>): string {
  switch (why.problem) {
    case "unreadable":
      return `I cannot read ${typedText(typed)} as a start. Write it like now, 18:30, tomorrow 9:00, monday 18:00, 5 dec 18:00 or 2026-12-31 18:00.`;
    case "order":
      return `I cannot read ${typedText(typed)} as a start: in numbers alone I cannot tell day from month. Write it like 5 dec 18:00 or 2026-12-05 18:00.`;
    case "past":
      return `${typedText(typed)} is over already. Give a time that lies ahead, or leave it out to begin now.`;
    case "far":
      return `${typedText(typed)} is ${dayText(why.date)}, more than ${MAX_AHEAD_DAYS} days ahead. Start it nearer to its time.`;
  }
}
