import type { MemberId } from "../domain/ids.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import { roster } from "../domain/sprint-standing.ts";
import type { SprintState } from "../domain/sprint.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import { count } from "./numbers.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import { personName, plain } from "./safe.ts";
import { agoMark, personMark, sprintMark, sprintName, timeMark } from "./sprint-words.ts";

// What a sprint says to some of its members: a reminder, an offer of help, a proposal.

/** A member's own reminder, for them alone, with what they planned. `place`: the channel in which the sprint talks. */
export function sprintReminderText(
  roadmap: Roadmap,
  { sprint }: SprintState,
  {
    member,
    plan,
    place,
  }: { readonly member: MemberId; readonly plan: string | null; readonly place: string },
  tag: string,
): Message {
  return cardMessage(
    {
      title: `Sprint: ${sprintName(roadmap, sprint)}`,
      lead: [
        `It ends ${timeMark(sprint.endsAt)}, ${agoMark(sprint.endsAt)}.`,
        ...(plan === null ? [] : [`You planned: ${plain(plan, 400)}`]),
        `Say how it goes: <#${place}>`,
      ],
    },
    buttonRow(button("Stop these reminders", customId("me", "due-stop", tag, member))),
  );
}

/** Two who can help each other. Both are pinged. */
export function helpPostText(
  roadmap: Roadmap,
  { sprint }: SprintState,
  {
    helper,
    member,
    note,
  }: { readonly helper: MemberId; readonly member: MemberId; readonly note: string | null },
  tag: string,
): Message {
  const what = note === null ? "what is in the way" : `“${plain(note, 400)}”`;
  return {
    ...cardMessage(
      { lead: [`${sprintMark(roadmap, sprint)}: somebody can help with ${what}. Talk here.`] },
      buttonRow(button("How it stands", customId("sprint", "status", String(sprint.id), tag))),
    ),
    content: `${personMark(member)} ${personMark(helper)}`,
    pings: [member, helper],
  };
}

/** Proposes to bring two quiet sprints together. */
export function mergePostText(
  roadmap: Roadmap,
  {
    gone,
    into,
    leader,
  }: { readonly gone: SprintState; readonly into: SprintState; readonly leader: string | null },
  tag: string,
): Message {
  const others = roster(into).length;
  return cardMessage(
    {
      title: "Go on together?",
      lead: [
        `It is quiet here, and in another sprint on ${sprintMark(roadmap, gone.sprint)} as well: ${count(others, "member")}, until ${timeMark(into.sprint.endsAt)}.`,
        `Together there would be ${count(roster(gone).length + others, "member")}. ${leader === null ? "Whoever leads" : `**${personName(leader)}** leads and`} can bring everybody over, with their plans.`,
      ],
    },
    buttonRow(
      button(
        "Go on together",
        customId("sprint", "merge", String(gone.sprint.id), String(into.sprint.id)),
        "primary",
      ),
      button("The other one", customId("sprint", "status", String(into.sprint.id), tag)),
    ),
  );
}
