import type { State } from "../../control/protocol.ts";
import { byId, el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import { movesView, timeView } from "./clock-view.ts";
import type { OutboxNews } from "./outbox-news.ts";
import { createPanels } from "./panels.ts";

export type Bar = {
  update(state: State): void;
  /** There is no connection: how the bot is, nobody knows until the next news. */
  lost(state: State): void;
  /** Shows what time it has become. */
  tick(): void;
  /** Opens the panel of this title. */
  open(panel: string): void;
  /** Closes a panel that lies over the messages, as on a phone: what is gone to is seen then. */
  giveWay(): void;
};

/** Above Discord: what no Discord has. The time, how the bot is, and the panels that open at the side. */
export function createBar(viewer: Viewer, news: OutboxNews, onTour: () => void): Bar {
  const time = timeView(viewer, news, "short");
  const panels = createPanels(viewer, news);
  byId("clock").replaceChildren(time.element, movesView(panels.act));
  const again = el("button", {
    class: "bar-button",
    text: "Tour",
    attrs: { type: "button" },
    on: { click: onTour },
  });
  byId("panel-buttons").prepend(again);
  return {
    open: panels.open,
    giveWay: panels.giveWay,
    update(state) {
      showBot(state);
      panels.update(state);
      time.tick();
    },
    lost: ({ botName }) => showStatus(botName, "unknown"),
    tick() {
      time.tick();
      panels.tick();
    },
  };
}

function showBot({ botOnline, botName, commands }: State): void {
  showStatus(botName, botOnline ? "online" : commands.length > 0 ? "offline" : "starting…");
}

function showStatus(botName: string, status: string): void {
  const bot = byId("bot");
  bot.className = status === "online" ? "online" : "";
  const words = `${botName}: ${status}`;
  if (bot.textContent !== words) bot.textContent = words;
}
