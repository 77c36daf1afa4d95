import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import type { Doing } from "./panel.ts";

const MOVES = [
  ["hour", "+1 hour", "Move the time by an hour"],
  ["day", "+1 day", "Move the time by a day"],
  ["monday", "Monday 09:00", "Move the time to the next Monday, 09:00 in the group's time zone"],
  ["week", "+1 week", "Move the time by a week"],
] as const;

const SHORT = {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
} as const;
const FULL = { ...SHORT, year: "numeric", timeZoneName: "short" } as const;

/** The stand-in's time, in the bar without year and zone, which a pointer over it shows. Call `tick` each second. */
export function timeView(
  viewer: Viewer,
  length: "short" | "full",
): { readonly element: HTMLElement; tick(): void } {
  const element = el("time", { class: "now" });
  const full = new Intl.DateTimeFormat(undefined, FULL);
  const shown = length === "full" ? full : new Intl.DateTimeFormat(undefined, SHORT);
  return {
    element,
    tick() {
      const now = viewer.now();
      const title = `The time in this playground: ${full.format(now)}`;
      if (element.title === title) return;
      element.title = title;
      element.textContent = shown.format(now);
      element.dateTime = new Date(now).toISOString();
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
