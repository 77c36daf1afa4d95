import type { State } from "../../control/protocol.ts";
import { el } from "../parts/dom.ts";

type Power = NonNullable<State["power"]>;

const POWER: Readonly<Record<Power, string>> = {
  running: "running",
  stopping: "stopping…",
  stopped: "stopped",
  starting: "starting…",
};

/** The switch of the bot. Hidden where there is nothing to switch. */
export function powerSwitch(onSwitch: (on: boolean) => void) {
  // The switch tells its state by itself: read aloud, the word would be its name and change under the listener.
  const word = el("span", { attrs: { "aria-hidden": "true" } });
  const element = el(
    "button",
    { class: "switch", attrs: { type: "button", role: "switch" } },
    el("span", { class: "switch-track", attrs: { "aria-hidden": "true" } }),
    el("span", {}, "Bot", word),
  );
  let power: State["power"] = null;
  element.addEventListener("click", () => {
    if (power === "running" || power === "stopped") onSwitch(power === "stopped");
  });
  return {
    element,
    update(next: State["power"]): void {
      power = next;
      element.hidden = power === null;
      if (power === null) return;
      word.textContent = `: ${POWER[power]}`;
      element.ariaChecked = String(power === "running" || power === "starting");
      element.ariaBusy = String(power === "stopping" || power === "starting");
    },
  };
}
