import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import type { Doing } from "./panel.ts";

const MOVES = [
  ["hour", "+1 hour", "Move the time by an hour"],
  ["day", "+1 day", "Move the time by a day"],
  [
    "monday",
    "Monday 09:00",
    "Move the time to the next Monday, 09:00 in the group's time zone; in UTC before there is one",
  ],
  ["week", "+1 week", "Move the time by a week"],
] as const;

/** The stand-in's time. Call `tick` each second. */
export function timeView(viewer: Viewer): { readonly element: HTMLElement; tick(): void } {
  const element = el("time", { class: "now", attrs: { title: "The time in this playground" } });
  const format = new Intl.DateTimeFormat(undefined, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  return {
    element,
    tick() {
      const text = format.format(viewer.now());
      if (element.textContent === text) return;
      element.textContent = text;
      element.dateTime = new Date(viewer.now()).toISOString();
    },
  };
}

/** Buttons that move the time. */
export function movesView(act: Doing): HTMLElement {
  const buttons = MOVES.map(([by, text, title]) => {
    const on = { click: () => void act({ do: "move-clock", by }) };
    return el("button", { class: "button small", text, attrs: { type: "button", title }, on });
  });
  return el("div", { class: "moves", attrs: { role: "group", "aria-label": "Move the time" } }, ...buttons);
}
