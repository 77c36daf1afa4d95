import type { State, Trouble } from "../../control/protocol.ts";
import { el } from "../parts/dom.ts";
import { createSwitch } from "../parts/switch.ts";
import type { Doing, Panel } from "./panel.ts";

/** What can go wrong with Discord, and what to expect of the bot then. */
const TROUBLES: readonly (readonly [Trouble, string, string])[] = [
  ["slow", "Discord is slow", "Answers take a second or two. Nothing is lost, and nothing comes twice."],
  [
    "limited",
    "Discord limits posts",
    "What falls due waits in the outbox, and is posted once when the limit ends. Commands still answer.",
  ],
  [
    "lost",
    "Answers get lost",
    "Discord takes each post and hangs up without saying so. The bot looks before it tries again: one post, not two.",
  ],
  [
    "down",
    "Discord is down for an hour",
    "No command answers. The bot comes back by itself, and what fell due is posted then. +1 hour ends it.",
  ],
  [
    "revoked",
    "The bot may not write here",
    "In the channel you are in. The next post fails once, whoever set it up is told by direct message, and /setup goes on.",
  ],
];

const STATES: Readonly<Record<NonNullable<State["power"]>, string>> = {
  running: "Runs",
  stopping: "Is stopping…",
  stopped: "Is stopped",
  starting: "Is starting…",
  waiting: "Cannot start, and tries again",
};

/** What can go wrong, on request. */
export function createTroublePanel(act: Doing): Panel {
  const power = createSwitch(
    "Bot",
    "Off, it answers nothing. On again, it makes up for what fell due: several weeks become one prompt.",
    (on) => void act({ do: "power", on }),
  );
  const kill = el("button", {
    class: "button small",
    text: "Kill and restart",
    attrs: { type: "button" },
    on: { click: () => void act({ do: "kill" }) },
  });
  const about =
    "Cut off in the middle of whatever it does. It comes back within a second, and posts nothing twice.";
  const killRow = el("div", { class: "switch-row" }, kill, el("p", { class: "switch-about", text: about }));
  const switches = TROUBLES.map(([trouble, title, expect]) => ({
    trouble,
    view: createSwitch(title, expect, (on) => void act({ do: "trouble", trouble, on })),
  }));
  const rows = switches.map(({ view }) => view.element);
  return {
    title: "Trouble",
    element: el("div", { class: "panel-part" }, power.element, killRow, ...rows),
    count: ({ troubles, power }) => troubles.length + (power === "stopped" ? 1 : 0),
    update(state) {
      power.element.hidden = killRow.hidden = state.power === null;
      const busy = state.power === "stopping" || state.power === "starting";
      const on = state.power !== "stopping" && state.power !== "stopped";
      power.update({ on, busy, note: STATES[state.power ?? "running"] });
      for (const { trouble, view } of switches) {
        const active = state.troubles.find((one) => one.trouble === trouble);
        const place = state.channels.find(({ id }) => id === active?.channel);
        view.update({ on: active !== undefined, note: place ? `#${place.name}` : "" });
      }
    },
  };
}
