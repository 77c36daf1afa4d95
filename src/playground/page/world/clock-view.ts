import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import { groupTime, zoneName } from "./group-time.ts";
import type { OutboxNews } from "./outbox-news.ts";
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

/**
 * The stand-in's time, in the bar without year and zone, which a pointer over it shows; below it the group's, by which "Monday 09:00" goes,
 * where that is another. Call `tick` each second.
 */
export function timeView(
  viewer: Viewer,
  news: OutboxNews,
  length: "short" | "full",
): { readonly element: HTMLElement; tick(): void } {
  const time = el("time", { class: "now" });
  const group = el("small", { class: "group-time" });
  const full = new Intl.DateTimeFormat(undefined, FULL);
  const shown = length === "full" ? full : new Intl.DateTimeFormat(undefined, SHORT);
  let told = "";
  return {
    element: el("div", { class: "clock-face" }, time, group),
    tick() {
      const [now, zone] = [viewer.now(), news.zone()];
      const title = `The time in this playground: ${full.format(now)}`;
      if (told === `${title} ${zone}`) return;
      told = `${title} ${zone}`;
      time.title = title;
      time.textContent = shown.format(now);
      time.dateTime = new Date(now).toISOString();
      const there = groupTime(now, zone);
      group.hidden = zone === null || there === null;
      if (zone === null || there === null) return;
      const where = `in ${zoneName(zone)}`;
      group.title = where;
      group.textContent = `${there} for the group${length === "full" ? `, ${where}` : ""}`;
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
