import type { Topic } from "../domain/roadmap.ts";
import type { Target } from "../domain/targets.ts";
import { dayText, distanceText } from "./dates.ts";
import type { Reader } from "./reader.ts";
import { namesById } from "./topic-lines.ts";

// How a member's own dates are told; a date that passed has moved, and nothing is overdue.

/** The date that stands for a topic; null where there is none. */
export function standingTarget(
  { targets }: Pick<Reader, "targets">,
  { id }: Pick<Topic, "id">,
): Target | null {
  return targets.find(({ topic, letGo }) => topic === id && letGo === null) ?? null;
}

/** A day and how far off it is: "**23 November 2026**, in 3 days". */
export function dueText(date: Temporal.PlainDate, { today }: Pick<Reader, "today">): string {
  return `**${dayText(date)}**, ${distanceText(date, today)}`;
}

/** That a date moved on by itself, without reproach; nothing where it did not. */
export function movedLines({ moved }: Pick<Target, "moved">): string[] {
  return moved === null
    ? []
    : [`It was ${dayText(moved.from)} and has moved on with your pace. That is fine.`];
}

/** Dates that were given up after they had moved several times, in one line; nothing where there are none. */
export function letGoLines({ roadmap, targets }: Pick<Reader, "roadmap" | "targets">): string[] {
  const gone = targets.filter(({ letGo }) => letGo !== null).map(({ topic }) => topic);
  const names = namesById(roadmap, gone);
  if (names === "") return [];
  return [
    `I let go of the ${gone.length === 1 ? "date" : "dates"} of ${names}. Set a new one whenever you like.`,
  ];
}
