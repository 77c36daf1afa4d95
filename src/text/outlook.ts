import type { Outlook } from "../domain/due-date.ts";
import type { NoRoute } from "../domain/reminders.ts";
import { timeMark } from "./dates.ts";
import { list } from "./numbers.ts";
import type { Mention } from "./reader.ts";

/** What comes of a date, in a sentence or two. */
export function outlookText({ route, coming }: Outlook, mention: Mention): string {
  if (route.kind === "none") {
    const instead = route.reason === "off" ? "To switch them on:" : "Prefer a direct message?";
    return `${WITHOUT[route.reason]} ${instead} ${mention("me")}`;
  }
  if (coming.length === 0) return "It is so near that no reminder is due any more.";
  const when = list(coming.map(timeMark));
  return route.kind === "direct"
    ? `I remind you by direct message: ${when}.`
    : `I remind you in <#${route.id}>: ${when}.`;
}

/** Why a date brings no reminder. */
export function noRouteText(reason: NoRoute): string {
  return WITHOUT[reason];
}

const WITHOUT: Readonly<Record<NoRoute, string>> = {
  off: "Your reminders are off.",
  "no-server": "You set it in a direct message, so there is no channel to remind you in.",
  left: "You are not in its server any more, so no reminder comes there.",
  hidden: "You are hidden, so I do not name you in the channel, and no reminder comes.",
  "no-channel": "Its server has no study channel yet, so no reminder comes.",
  parked: "Posts in its server are stopped for now, and reminders with them.",
};
