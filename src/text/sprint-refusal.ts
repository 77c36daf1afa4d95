import type { Roadmap } from "../domain/roadmap.ts";
import type { SprintRefusal, SprintState } from "../domain/sprint.ts";
import { customId } from "./custom-id.ts";
import { notice } from "./embed.ts";
import { count } from "./numbers.ts";
import type { Mention } from "./reader.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow, rows, selectRow } from "./rows.ts";
import { sprintMark, sprintName, timeMark } from "./sprint-words.ts";

/** What a sprint that is to be picked can be picked for. */
export type PickFor = "join" | "status" | "leave" | "end";

/** Why something is not done in a sprint, and what to do instead. */
export function sprintRefusalText(
  roadmap: Roadmap,
  { sprint }: SprintState,
  refusal: SprintRefusal,
  mention: Mention,
): Message {
  const name = sprintMark(roadmap, sprint);
  switch (refusal.kind) {
    case "not-open":
      return notice([`${name} opens ${timeMark(refusal.opensAt)}. You can join from then on.`]);
    case "not-begun":
      return notice([`${name} starts ${timeMark(refusal.startsAt)}. Check in from then on.`]);
    case "too-late":
      return notice([
        `${name} is on its last day, until ${timeMark(refusal.endsAt)}, and takes nobody new. What about one of your own? ${mention("sprint start")}`,
      ]);
    case "over":
      return over(name, refusal, mention);
    case "not-in":
      return notice(
        [`You are not in ${name}.`],
        buttonRow(button("Join", customId("sprint", "join", String(sprint.id)), "primary")),
      );
    case "elsewhere":
      return notice([`You are in another sprint on this. Leave that one first: ${mention("sprint leave")}.`]);
    case "not-leader":
      return notice([
        "That is for whoever leads the sprint: the one who has been in it longest. Those who manage the server can do it, too.",
      ]);
    case "no-break-left":
      return notice([
        refusal.quota === 0
          ? "A sprint of less than a week has no break days. A day without a word is forgiven, too."
          : `${count(refusal.quota, "break day")} for this sprint, and you have taken as many. A day without a word is forgiven, too.`,
      ]);
    case "not-blocked":
      return notice(["That is solved, or has changed since. Thank you all the same."]);
    case "own-trouble":
      return notice(["That is your own. Somebody else will come by."]);
    case "nothing-to-merge":
      return notice(["The two sprints cannot be brought together any more."]);
  }
}

function over(
  name: string,
  { phase, mergedInto }: Extract<SprintRefusal, { kind: "over" }>,
  mention: Mention,
): Message {
  if (mergedInto !== null) {
    return notice(
      [`${name} goes on together with another sprint.`],
      buttonRow(button("Show it", customId("sprint", "status", String(mergedInto)), "primary")),
    );
  }
  return notice([
    `${name} ${phase === "ended" ? "has ended" : "was called off"}. Start the next one with ${mention("sprint start")}.`,
  ]);
}

/** The sprint of an old card, which is nowhere any more; or one of another server. */
export function sprintGoneText(mention: Mention): Message {
  return notice([`I know nothing of this sprint here any more. What there is: ${mention("sprint status")}.`]);
}

/** There is none to do this with. */
export function noSprintText(what: PickFor, mention: Mention): Message {
  const lines: Readonly<Record<PickFor, string>> = {
    join: "No sprint is open here that you are not in.",
    status: "No sprint is open here.",
    leave: "You are in no sprint here.",
    end: "There is no sprint here that is yours to end.",
  };
  return notice([lines[what], `Start one: ${mention("sprint start")}.`]);
}

/** Which one is meant. */
export function pickSprintText(roadmap: Roadmap, states: readonly SprintState[], what: PickFor): Message {
  return notice(
    ["Which sprint?"],
    rows(
      selectRow({
        customId: customId("sprint", "pick", what),
        placeholder: "A sprint",
        options: states.map(({ sprint }) => ({
          value: String(sprint.id),
          label: sprintName(roadmap, sprint),
          ...(sprint.topic !== null && sprint.goal !== null && { description: sprint.goal }),
        })),
      }),
    ),
  );
}

/** To end it is for good, so it is asked once more. */
export function endAskText(roadmap: Roadmap, { sprint, members }: SprintState): Message {
  const others = [...members.values()].filter(({ active }) => active).length;
  return notice(
    [
      `End ${sprintMark(roadmap, sprint)} now, for all ${count(others, "member")}? There are no points for a sprint that ends before its time.`,
      "To leave it to the others, leave it instead.",
    ],
    buttonRow(
      button("End it", customId("sprint", "end-do", String(sprint.id)), "danger"),
      button("Leave it", customId("sprint", "leave", String(sprint.id))),
      button("Keep it", customId("sprint", "status", String(sprint.id))),
    ),
  );
}

/** It is over. */
export function endedText(roadmap: Roadmap, { sprint }: SprintState, wasRunning: boolean): Message {
  const name = sprintMark(roadmap, sprint);
  return notice([
    wasRunning ? `${name} has ended. The wrap-up comes in a moment.` : `${name} is called off.`,
  ]);
}

/** Two are brought together where they can talk. */
export function helpingText(channel: string): Message {
  return notice([`Thank you. I bring the two of you together in <#${channel}>.`]);
}

/** Two sprints have become one. */
export function mergedText(roadmap: Roadmap, { sprint }: SprintState, moved: number): Message {
  return notice([
    `Done: ${count(moved, "member")} went over to ${sprintMark(roadmap, sprint)}, with their plans.`,
  ]);
}
