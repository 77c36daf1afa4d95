import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import { movesView, timeView } from "./clock-view.ts";
import { createOutboxView } from "./outbox-view.ts";
import type { Doing, Panel } from "./panel.ts";
import { createPlayView } from "./play-view.ts";

/** Moves the world's time and lets it run; below it what falls due thereby. */
export function createTimePanel(viewer: Viewer, act: Doing): Panel {
  const time = timeView(viewer, "full");
  const play = createPlayView(act);
  const outbox = createOutboxView(viewer, act);
  const element = el(
    "div",
    { class: "panel-part" },
    time.element,
    movesView(act),
    play.element,
    outbox.element,
  );
  return {
    title: "Time",
    element,
    update(state) {
      play.update(state);
      time.tick();
      outbox.refresh();
    },
    tick() {
      time.tick();
      outbox.refresh();
    },
  };
}
