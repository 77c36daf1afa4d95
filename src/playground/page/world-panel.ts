import type { Act, State } from "../protocol.ts";
import { byId, el } from "./dom.ts";
import type { Viewer } from "./viewer.ts";

export type WorldPanel = {
  update(state: State): void;
  /** Shows what time it has become. */
  tick(): void;
};

type Power = NonNullable<State["power"]>;

const MOVES = [
  ["hour", "+1 hour"],
  ["day", "+1 day"],
  ["monday", "Next Monday 09:00 UTC"],
  ["week", "+1 week"],
] as const;
const POWER: Readonly<Record<Power, string>> = {
  running: "running",
  stopping: "stopping…",
  stopped: "stopped",
  starting: "starting…",
};
/** Below this the side bar lies above the channel: the panel then begins closed, so as to leave it room. */
const WIDE = "(min-width: 721px)";

/** What moves the world's time, and what stops the bot and starts it. */
export function createWorldPanel(viewer: Viewer): WorldPanel {
  const time = el("time", {});
  const failure = el("p", { class: "failure", attrs: { "aria-live": "assertive" } });
  const act = async (what: Act): Promise<void> => {
    const answer = await viewer.act(what);
    failure.textContent = answer.kind === "failed" ? answer.why : "";
  };
  const moves = MOVES.map(([by, text]) => {
    const on = { click: () => void act({ do: "move-clock", by }) };
    return el("button", { class: "button", text, attrs: { type: "button" }, on });
  });
  const toggle = powerSwitch((on) => void act({ do: "power", on }));
  const group = { role: "group", "aria-label": "Move the time" };
  const panel = el(
    "details",
    { attrs: { open: matchMedia(WIDE).matches } },
    el("summary", {}, el("span", { class: "side-title", text: "Time here" }), time),
    el("div", { class: "world-moves", attrs: group }, ...moves),
    toggle.element,
    failure,
  );
  byId("world").replaceChildren(panel);
  const tick = (): void => {
    const text = new Intl.DateTimeFormat(undefined, {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZoneName: "short",
    }).format(viewer.now());
    if (time.textContent === text) return;
    time.textContent = text;
    time.dateTime = new Date(viewer.now()).toISOString();
  };
  return {
    update({ power }) {
      toggle.update(power);
      tick();
    },
    tick,
  };
}

function powerSwitch(onSwitch: (on: boolean) => void) {
  // The switch tells its state by itself: read aloud, the word would be its name and change under the listener.
  const word = el("span", { attrs: { "aria-hidden": "true" } });
  const element = el(
    "button",
    { class: "power", attrs: { type: "button", role: "switch" } },
    el("span", { class: "power-track", attrs: { "aria-hidden": "true" } }),
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
