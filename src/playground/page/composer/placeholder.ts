import type { Place } from "../../control/protocol.ts";

/** What the empty message box says one may type. */
export function placeholderOf(place: Place | undefined, starting: boolean): string {
  if (starting) return "The bot is starting…";
  if (!place) return "";
  switch (place.kind) {
    case "forum":
      return "/ for commands; messages go into a post";
    case "direct":
      return `Message @${place.name}, or / for commands`;
    case "thread":
      return `Message ${place.name}, or / for commands`;
    case "channel":
    case "announcement":
      return `Message #${place.name}, or / for commands`;
  }
}
