import type { Place, State } from "../../control/protocol.ts";
import { avatarView } from "../parts/avatar.ts";
import { byId, el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";
import type { Viewer } from "../viewer.ts";
import { badge, newsWords } from "./badge.ts";

/** The channels of the server with their threads, or the direct messages while one of them is open. */
export function showChannels(state: State, viewer: Viewer): void {
  const list = byId("channels");
  const current = state.channels.find(({ id }) => id === state.channel);
  const direct = current?.kind === "direct";
  const shown = state.channels.filter(({ kind }) => (kind === "direct") === direct);
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...shown.map((place) => rowView(place, state, viewer)));
  if (focused) list.querySelector<HTMLElement>("[aria-current]")?.focus();
  byId("server").textContent = direct ? "Direct messages" : state.server;
}

function rowView(place: Place, { channel, botId }: State, viewer: Viewer): HTMLElement {
  const current = place.id === channel;
  const mark =
    place.kind === "direct"
      ? avatarView(botId, place.name)
      : el("span", { class: "place-mark", attrs: { "aria-hidden": "true" } }, markOf(place));
  const attrs = {
    type: "button",
    "aria-label": titleOf(place) + newsWords(place),
    "aria-current": current ? "page" : undefined,
  };
  const button = el(
    "button",
    { class: "place-button", attrs, on: { click: () => viewer.goTo(place.id) } },
    mark,
    el("span", { class: "place-name", text: place.name }),
    badge(place.pings),
  );
  const item = el("li", { class: `place ${place.kind}` }, button);
  item.classList.toggle("unread", place.unread && !current);
  return item;
}

/** The sign that stands before a channel's name. */
export function markOf({ kind }: Place): Node | string {
  return kind === "thread" ? icon("thread") : kind === "direct" ? "@" : "#";
}

/** What a channel is called where its kind has to be said. */
export const titleOf = ({ kind, name }: Place): string => {
  if (kind === "thread") return `${name} (thread)`;
  return kind === "direct" ? `@${name}` : `#${name}`;
};
