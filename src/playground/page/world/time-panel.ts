import type { State } from "../../control/protocol.ts";
import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import { movesView, timeView } from "./clock-view.ts";
import type { Doing, Panel } from "./panel.ts";
import { powerSwitch } from "./power-switch.ts";

/** Moves the world's time, and stops and starts the bot. */
export function createTimePanel(viewer: Viewer, act: Doing): Panel {
  const time = timeView(viewer);
  const toggle = powerSwitch((on) => void act({ do: "power", on }));
  const element = el("div", { class: "panel-part" }, time.element, movesView(act), toggle.element);
  return {
    title: "Time",
    element,
    update({ power }: State) {
      toggle.update(power);
      time.tick();
    },
    tick: () => time.tick(),
  };
}
