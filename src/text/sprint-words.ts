import type { MemberId } from "../domain/ids.ts";
import type { Roadmap } from "../domain/roadmap.ts";
import type { Mark, Sprint } from "../domain/sprint.ts";
import { topicOfWeek } from "../domain/week-prompt.ts";
import { count } from "./numbers.ts";
import { cut, personName, plain } from "./safe.ts";

// Words that all texts about sprints share.

/** Those whose names may be shown, by id. Whoever is missing has left, or is gone. */
export type Names = ReadonlyMap<MemberId, string>;

const MAX_NAME = 80;

/** What a sprint is about, in a few words. Text, not escaped. */
export function sprintName(roadmap: Roadmap, { topic, goal }: Pick<Sprint, "topic" | "goal">): string {
  const found = topic === null ? null : topicOfWeek(roadmap, topic);
  return cut(found?.title ?? goal ?? "a topic of before", MAX_NAME);
}

/** The same in bold, as markdown. */
export function sprintMark(roadmap: Roadmap, sprint: Pick<Sprint, "topic" | "goal">): string {
  return `**${plain(sprintName(roadmap, sprint), 160)}**`;
}

/** The goal in their words where the sprint has one beside its topic. */
export function goalLines({ goal }: Pick<Sprint, "goal">): string[] {
  return goal === null ? [] : [`Goal: ${plain(goal, 400)}`];
}

/** A member's name in bold. */
export function nameIn(names: Names, member: MemberId): string {
  return `**${personName(names.get(member) ?? "")}**`;
}

/** A member as Discord shows them, and pings if it is allowed. */
export function personMark(member: MemberId): string {
  return `<@${member}>`;
}

/** How long: "1 day", "2 weeks". */
export function lengthText(days: number): string {
  return days % 7 === 0 ? count(days / 7, "week") : count(days, "day");
}

export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  done: "done",
  half: "half",
  blocked: "blocked",
  break: "a break",
};

/** An instant with its day and time, as each reader's Discord shows it. */
export function timeMark(instant: Temporal.Instant): string {
  return `<t:${Math.floor(instant.epochMilliseconds / 1000)}:F>`;
}

/** The same by its distance: "in 3 days". It ticks. */
export function agoMark(instant: Temporal.Instant): string {
  return `<t:${Math.floor(instant.epochMilliseconds / 1000)}:R>`;
}
