import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import { movesView, timeView } from "./clock-view.ts";
import { createOutboxView } from "./outbox-view.ts";
import type { OutboxNews } from "./outbox-news.ts";
import type { Doing, Panel } from "./panel.ts";
import { createPlayView } from "./play-view.ts";

/** Moves the world's time and lets it run; below it what falls due thereby. */
export function createTimePanel(viewer: Viewer, news: OutboxNews, act: Doing): Panel {
  const time = timeView(viewer, news, "full");
  const play = createPlayView(act);
  const outbox = createOutboxView(viewer, news, act);
  const element = el(
    "div",
    { class: "panel-part" },
    time.element,
    movesView(act),
    play.element,
    outbox.element,
  );
  const show = (): void => {
    time.tick();
    outbox.update();
    news.refresh();
  };
  return {
    title: "Time",
    element,
    update(state) {
      play.update(state);
      show();
    },
    tick: show,
  };
}
