import { byId } from "./parts/dom.ts";

/** What an act comes to that could not be sent. */
export const LOST = "The connection to the playground was lost. Try again.";

/**
 * Shows whether there is a connection. While there is none nobody knows how the bot and the members are; once it is back, what could not be
 * sent can be, so that nothing says any more that it cannot. What stands among the messages tells of one command, and stays.
 */
export function showConnection(online: boolean): void {
  const banner = byId("banner");
  banner.textContent = online ? "" : "Reconnecting…";
  banner.hidden = online;
  if (!online) return;
  for (const alert of document.querySelectorAll("[role=alert]"))
    if (alert.textContent === LOST && !byId("log").contains(alert)) alert.textContent = "";
}
