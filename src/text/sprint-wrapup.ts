import type { MemberId, TopicId } from "../domain/ids.ts";
import type { Roadmap, Topic } from "../domain/roadmap.ts";
import { ACTIVITIES } from "../domain/sprint.ts";
import type { Activity, SprintId, SprintMember, SprintState } from "../domain/sprint.ts";
import { roster, standingOf } from "../domain/sprint-standing.ts";
import { bar } from "./bar.ts";
import { customId } from "./custom-id.ts";
import { cardMessage } from "./embed.ts";
import { count, digits, list } from "./numbers.ts";
import type { Message } from "./reply.ts";
import { button, buttonRow } from "./rows.ts";
import { plain } from "./safe.ts";
import { goalLines, lengthText, nameIn, sprintName, timeMark } from "./sprint-words.ts";
import type { Names } from "./sprint-words.ts";
import { namesById, topicName } from "./topic-lines.ts";

/** What came of a sprint. */
export type WrapUp = {
  readonly state: SprintState;
  /** Those who may be named. */
  readonly names: Names;
  readonly did: ReadonlyMap<MemberId, { readonly objectives: number; readonly topics: readonly TopicId[] }>;
  readonly objectives: number;
  /** Points that each who saw it through has got; null where there were none to get. */
  readonly finished: number;
  /** The topic after this one; null where there is none. */
  readonly next: Topic | null;
  /** The sprint that goes on from it, if there is one already. */
  readonly follower: { readonly id: SprintId; readonly startsAt: Temporal.Instant } | null;
};

const MAX_PEOPLE = 15;
const WORDS: Readonly<Record<Activity, string>> = { learn: "learning", build: "building", teach: "teaching" };

/** The wrap-up of a sprint, for its channel. */
export function wrapUpText(roadmap: Roadmap, wrapUp: WrapUp, tag: string): Message {
  const { state, follower, next } = wrapUp;
  const { sprint } = state;
  const id = String(sprint.id);
  return cardMessage(
    {
      title: `Wrap-up: ${sprintName(roadmap, sprint)}`,
      lead: [...(sprint.topic === null ? [] : goalLines(sprint)), ...groupLines(wrapUp)],
      sections: [
        { title: "Planned and done", lines: peopleLines(roadmap, wrapUp) },
        { title: "What comes next", lines: nextLines(wrapUp) },
      ],
    },
    buttonRow(
      follower === null
        ? button(sprint.days === 7 ? "Again next week" : "Again", customId("sprint", "again", id), "primary")
        : button("Join the next one", customId("sprint", "join", String(follower.id)), "primary"),
      next !== null && button("Start the next topic", customId("sprint", "start-ask", next.id)),
      button("What's next for me", customId("roadmap", "next")),
      button("How it stood", customId("sprint", "status", id, tag)),
    ),
  );
}

function groupLines({ state, objectives, finished }: WrapUp): string[] {
  const { sprint, early } = state;
  const people = roster(state);
  const heard = people.filter(([, own]) => standingOf(sprint, own).checkedIn > 0).length;
  const { teamGoal } = sprint;
  return [
    early
      ? "It was ended before its time."
      : `It ran for ${lengthText(sprint.days)}: ${count(people.length, "member")} in it, ${digits(heard)} heard of, ${digits(finished)} saw it through.`,
    hoursLine(people.map(([, own]) => own)),
    teamGoal === null
      ? `Objectives finished together: ${digits(objectives)}.`
      : `${objectives >= teamGoal ? "Reached" : "Together"}: ${digits(objectives)} of ${count(teamGoal, "objective")} ${bar(Math.min(1, objectives / teamGoal))}`,
    ...(finished > 1 && !early
      ? ["Seen through together: that earns each of them more than going alone."]
      : []),
  ];
}

/** The group's hours, as far as they were told. */
function hoursLine(people: readonly SprintMember[]): string {
  const sums = ACTIVITIES.map((activity) => {
    const minutes = people
      .flatMap(({ minutes: byDay }) => [...byDay.values()])
      .reduce((sum, day) => sum + (day[activity] ?? 0), 0);
    return { activity, minutes };
  });
  const told = sums.filter(({ minutes }) => minutes > 0);
  if (told.length === 0) return "Nobody noted hours this time.";
  const total = told.reduce((sum, { minutes }) => sum + minutes, 0);
  const parts = told.map(({ activity, minutes }) => `${hoursText(minutes)} ${WORDS[activity]}`);
  return `Noted together: ${hoursText(total)} (${list(parts)}).`;
}

function hoursText(minutes: number): string {
  return `${digits(Math.round(minutes / 6) / 10)} h`;
}

function peopleLines(roadmap: Roadmap, { state, names, did }: WrapUp): string[] {
  const people = roster(state);
  const visible = people.filter(([member]) => names.has(member));
  const lines = visible.slice(0, MAX_PEOPLE).map(([member, own]) => {
    const { checkedIn, days, kept } = standingOf(state.sprint, own);
    const done = did.get(member);
    const finished = namesById(roadmap, done?.topics ?? []);
    const parts = [
      `${digits(checkedIn)} of ${count(days, "day")}`,
      ...(done && done.objectives > 0 ? [count(done.objectives, "objective")] : []),
      ...(finished === "" ? [] : [`finished ${finished}`]),
    ];
    const plan = own.plan === null ? "" : ` Planned: ${plain(own.plan, 200)}`;
    return `${nameIn(names, member)}${kept && !state.early ? " saw it through" : ""}: ${parts.join(", ")}.${plan}`;
  });
  const rest = people.length - lines.length;
  if (lines.length === 0) return rest === 0 ? [] : ["None of them has chosen to be seen by others."];
  return rest > 0 ? [...lines, `and ${digits(rest)} more`] : lines;
}

function nextLines({ next, follower }: WrapUp): string[] {
  return [
    ...(follower === null ? [] : [`The next one starts ${timeMark(follower.startsAt)}.`]),
    ...(next === null ? [] : [`After this topic comes ${topicName(next)}.`]),
  ];
}
