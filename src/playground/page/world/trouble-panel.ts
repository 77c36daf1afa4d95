import { el } from "../parts/dom.ts";
import type { Doing, Panel } from "./panel.ts";
import { powerSwitch } from "./power-switch.ts";

/** What can go wrong, on request. */
export function createTroublePanel(act: Doing): Panel {
  const toggle = powerSwitch((on) => void act({ do: "power", on }));
  return {
    title: "Trouble",
    element: el("div", { class: "panel-part" }, toggle.element),
    update({ power }) {
      toggle.update(power);
    },
  };
}
