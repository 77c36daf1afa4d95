import type { EventCard, State } from "../../control/protocol.ts";
import { formatMoment } from "../markdown/moment.ts";
import { linkView } from "../markdown/view.ts";
import { byId, el } from "../parts/dom.ts";
import { redrawKeepingFocus, rememberFocus } from "../parts/focus.ts";
import { icon } from "../parts/icons.ts";
import { webAddress } from "../markdown/links.ts";
import { messagePlace } from "../message-place.ts";
import type { Viewer } from "../viewer.ts";

/** Above the channels: how many events the server has planned. A click lists them; the open list follows what becomes of them. */
export function showEvents({ events }: State, viewer: Viewer): void {
  const place = byId("events");
  place.hidden = events.length === 0;
  const words = events.length === 1 ? "1 event" : `${events.length} events`;
  const on = { click: () => openEvents(viewer) };
  const button = el("button", { class: "place-button", attrs: { type: "button" }, on });
  button.append(el("span", { class: "place-mark" }, icon("calendar")), words);
  place.replaceChildren(button);
  const open = document.querySelector<HTMLDialogElement>("dialog.events");
  if (open) redrawKeepingFocus(open, () => open.replaceChildren(...listView(viewer, () => open.close())));
}

function openEvents(viewer: Viewer): void {
  const { server } = viewer.state();
  const dialog = el("dialog", { class: "modal events", attrs: { "aria-label": `Events of ${server}` } });
  dialog.append(...listView(viewer, () => dialog.close()));
  const focusAgain = rememberFocus();
  dialog.addEventListener("close", () => {
    dialog.remove();
    focusAgain();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function listView(viewer: Viewer, leave: () => void): readonly HTMLElement[] {
  const close = el("button", {
    class: "modal-close",
    text: "✕",
    attrs: { type: "button", "aria-label": "Close" },
    on: { click: leave },
  });
  const cards = viewer.state().events.map((event) => cardView(event, viewer, leave));
  const none = el("p", { text: "Nothing is planned any more." });
  return [
    el("header", {}, el("h2", { text: "Events" }), close),
    el("div", { class: "modal-body" }, ...(cards.length > 0 ? cards : [none])),
  ];
}

function cardView(event: EventCard, viewer: Viewer, leave: () => void): HTMLElement {
  const { name, description, location, startsAt, endsAt, active } = event;
  const now = viewer.now();
  const when = active
    ? `Happening now, until ${formatMoment(endsAt / 1_000, "f", now)}`
    : `${formatMoment(startsAt / 1_000, "F", now)}, ${formatMoment(startsAt / 1_000, "R", now)}`;
  return el(
    "article",
    { class: active ? "event active" : "event" },
    el("p", { class: "event-when" }, icon("calendar"), when),
    el("h3", { text: name }),
    description && el("p", { text: description }),
    placeView(location, viewer, leave),
  );
}

/** Where it takes place: a message of this server is gone to, any other address is a link. */
function placeView(location: string, viewer: Viewer, leave: () => void): HTMLElement {
  const found = messagePlace(location, viewer);
  if (found) {
    const { place, message } = found;
    const go = (): void => {
      leave();
      viewer.goTo(place.id, message);
    };
    const attrs = { type: "button" };
    return el("button", { class: "link", text: `Go to it in #${place.name}`, attrs, on: { click: go } });
  }
  return webAddress(location) === null
    ? el("p", { text: location })
    : el("p", {}, linkView(location, [new Text(location)]));
}
