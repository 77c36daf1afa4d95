import type { Outbox, OutboxRow } from "../../control/protocol.ts";
import { formatMoment } from "../markdown/moment.ts";
import { el } from "../parts/dom.ts";
import { redrawKeepingFocus } from "../parts/focus.ts";
import type { Viewer } from "../viewer.ts";
import { groupTime, zoneName } from "./group-time.ts";
import type { OutboxNews } from "./outbox-news.ts";
import type { Doing } from "./panel.ts";

const STATES: Readonly<Record<OutboxRow["state"], string>> = {
  planned: "planned",
  claimed: "being sent",
  sent: "sent",
  skipped: "skipped",
  dead: "failed",
  unknown: "may have arrived",
};

export type OutboxView = {
  readonly element: HTMLElement;
  /** Shows what is known of it. */
  update(): void;
};

/** All that the bot has to post: what is planned, what was sent, and what was not, with the reason. */
export function createOutboxView(viewer: Viewer, news: OutboxNews, act: Doing): OutboxView {
  const next = el("p", { class: "outbox-next" });
  const list = el("ol", { class: "outbox", attrs: { "aria-label": "Outbox" } });
  const element = el("section", {}, el("h3", { text: "Outbox" }), next, list);
  let shown: Outbox | null | undefined;
  return {
    element,
    update() {
      const outbox = news.known();
      if (outbox === undefined || outbox === shown) return;
      shown = outbox;
      redrawKeepingFocus(element, () => {
        next.replaceChildren(...nextView(outbox, viewer, act));
        list.replaceChildren(...(outbox?.rows ?? []).map((row) => rowView(row, viewer)));
      });
    },
  };
}

function nextView(outbox: Outbox | null, viewer: Viewer, act: Doing): (Node | string)[] {
  if (!outbox) return ["The bot runs elsewhere, and its outbox with it."];
  if (outbox.parked !== null)
    return [`Nothing is posted at present: ${outbox.parked}. /setup goes on from there.`];
  const attrs = { type: "button" };
  const { next, zone } = outbox;
  if (next !== null) {
    const move = (): void => void act({ do: "move-to", at: next });
    const there = el("button", { class: "link", text: "Go there", attrs, on: { click: move } });
    return ["The next weekly prompt is due ", at(next, viewer), zoneText(next, zone), ". ", there];
  }
  const on = { click: () => viewer.compose("setup") };
  const button = el("button", { class: "mention", text: "/setup", attrs, on });
  return ["No weekly prompt is due: choose a channel with ", button, ", as somebody who owns the server."];
}

/** What the group's clock shows then, where it is not what the reader's shows. */
function zoneText(ms: number, zone: string | null): string {
  const there = groupTime(ms, zone);
  return zone === null || there === null ? "" : ` (${there} for the group, in ${zoneName(zone)})`;
}

function rowView(row: OutboxRow, viewer: Viewer): HTMLElement {
  const { what, state, count, due, lastDue, settled, attempts, why, channel, message, personal } = row;
  const place = viewer.state().channels.find(({ id }) => id === channel);
  const show = place
    ? el("button", {
        class: "link",
        text: place.kind === "direct" ? "Show" : `Show in ${place.name}`,
        attrs: { type: "button" },
        on: { click: () => viewer.goTo(place.id, message) },
      })
    : null;
  const late = settled === null ? 0 : Math.round((settled - due) / 1_000);
  const tries = attempts > 1 ? `, ${attempts} tries` : "";
  const when =
    count > 1
      ? [at(due, viewer), " to ", at(lastDue, viewer)]
      : [at(due, viewer), state === "sent" ? `; ${lateText(late)}${tries}` : tries];
  return el(
    "li",
    { class: `outbox-row ${state}` },
    el("strong", { text: personal ? `${what}, for one member` : what }),
    el("span", {
      class: "outbox-state",
      text: count > 1 ? `${count} ${STATES[state]}` : STATES[state],
    }),
    el("small", {}, "Due ", ...when),
    why && el("small", { class: "outbox-why", text: `Because ${why}.` }),
    show,
  );
}

function lateText(seconds: number): string {
  if (seconds < 2) return "on time";
  if (seconds < 100) return `${seconds} s later`;
  return seconds < 6_000 ? `${Math.round(seconds / 60)} min later` : `${Math.round(seconds / 3_600)} h later`;
}

function at(ms: number, viewer: Viewer): HTMLElement {
  const text = new Intl.DateTimeFormat(undefined, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  }).format(ms);
  const attrs = { datetime: new Date(ms).toISOString(), title: formatMoment(ms / 1_000, "R", viewer.now()) };
  return el("time", { text, attrs });
}
