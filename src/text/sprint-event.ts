import type { Roadmap } from "../domain/roadmap.ts";
import type { Sprint } from "../domain/sprint.ts";
import { label } from "./safe.ts";
import { lengthText, sprintName } from "./sprint-words.ts";

/** What stands in a server's list of events. Discord reads no markdown there. */
export type EventWords = { readonly name: string; readonly description: string; readonly location: string };

// Discord's limits.
const MAX_NAME = 100;
const MAX_DESCRIPTION = 1000;

/** A sprint in the server's list of events. It takes place at its card, and the address leads there. */
export function sprintEventText(
  roadmap: Roadmap,
  sprint: Sprint,
  card: { readonly channel: string; readonly message: string },
): EventWords {
  const goal = sprint.topic === null || sprint.goal === null ? [] : [`Goal: ${sprint.goal}`];
  const lines = [...goal, `${lengthText(sprint.days)} together. One click on the card, and you are in.`];
  return {
    name: label(`Sprint: ${sprintName(roadmap, sprint)}`, MAX_NAME),
    description: label(lines.join(" · "), MAX_DESCRIPTION),
    location: `https://discord.com/channels/${sprint.guild}/${card.channel}/${card.message}`,
  };
}
