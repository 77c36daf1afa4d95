import type { Server, State } from "../../control/protocol.ts";
import { byId, el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";
import { initials } from "../parts/avatar.ts";
import type { Viewer } from "../viewer.ts";
import { badge, newsWords } from "./badge.ts";

/** The outermost list: direct messages, and the servers that one is in. */
export function showRail(state: State, viewer: Viewer): void {
  const direct = state.channels.filter(({ kind }) => kind === "direct");
  const inDirect = direct.some(({ id }) => id === state.channel);
  const home: Server = {
    id: "",
    name: "Direct messages",
    unread: direct.some(({ unread }) => unread),
    pings: direct.reduce((sum, { pings }) => sum + pings, 0),
  };
  const homeRow = row(home, inDirect, icon("home"), () => viewer.goToDirect());
  const rows = state.servers.map((server) =>
    row(server, !inDirect && server.id === state.guild, letters(server), () => viewer.goTo(server.id)),
  );
  const list = byId("servers");
  const focused = list.contains(document.activeElement);
  list.replaceChildren(homeRow, el("li", { class: "rail-line" }), ...rows);
  if (focused) list.querySelector<HTMLElement>("[aria-current]")?.focus();
}

const letters = ({ name }: Server): HTMLElement =>
  el("span", { class: "letters", attrs: { "data-letters": initials(name) } });

function row(server: Server, current: boolean, face: Node, open: () => void): HTMLElement {
  const button = el(
    "button",
    {
      class: "rail-button",
      attrs: {
        type: "button",
        title: server.name,
        "aria-label": server.name + newsWords(server),
        "aria-current": current ? "true" : undefined,
      },
      on: { click: open },
    },
    face,
    badge(server.pings),
  );
  const item = el("li", { class: "rail-item" }, button);
  item.classList.toggle("unread", server.unread && !current);
  return item;
}
