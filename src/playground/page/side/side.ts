import type { Place, State } from "../../control/protocol.ts";
import { byId } from "../parts/dom.ts";
import { redrawKeepingFocus } from "../parts/focus.ts";
import type { Viewer } from "../viewer.ts";
import { markOf, showChannels, titleOf } from "./channel-list.ts";
import { showEvents } from "./events.ts";
import { showMembers } from "./member-list.ts";
import { showRail } from "./rail.ts";
import { showSample } from "./sample-note.ts";
import { showYou } from "./you.ts";

export type Side = {
  update(state: State): void;
  /** There is no connection: how everybody is, nobody knows until the next news. */
  lost(state: State): void;
};

/** What stands around the channel: the servers, its channels, who one is, and who else is there. */
export function createSide(viewer: Viewer, onMember: (member: string) => void): Side {
  const rail = onChange<State>(({ servers, channels, channel, guild }) => [
    servers,
    channels,
    channel,
    guild,
  ]);
  const list = onChange<State>(({ channels, channel, server }) => [channels, channel, server]);
  const events = onChange<State>(({ events }) => [events]);
  const sample = onChange<State>(({ sample }) => [sample]);
  const you = onChange<State>(({ members, member }) => [members, member]);
  const members = onChange<State>(({ people, botOnline, member }) => [people, botOnline, member]);
  return {
    update(state) {
      const place = state.channels.find(({ id }) => id === state.channel);
      if (place) showHeader(place, state);
      rail(state, () => showRail(state, viewer));
      list(state, () => showChannels(state, viewer));
      events(state, () => redrawKeepingFocus(byId("events"), () => showEvents(state, viewer)));
      sample(state, () => redrawKeepingFocus(byId("sample"), () => showSample(state, viewer)));
      you(state, () => showYou(state, onMember));
      members(state, () => showMembers(state));
      byId("app").classList.toggle("direct", place?.kind === "direct");
    },
    lost: (state) => showMembers(state, false),
  };
}

/** Draws only when something of what is drawn is another: the focus and what is open in it stay otherwise. */
function onChange<Value>(parts: (value: Value) => readonly unknown[]) {
  let shown: readonly unknown[] = [];
  return (value: Value, draw: () => void): void => {
    const now = parts(value);
    if (now.length === shown.length && now.every((part, index) => part === shown[index])) return;
    shown = now;
    draw();
  };
}

function showHeader(place: Place, state: State): void {
  byId("channel-mark").replaceChildren(markOf(place));
  byId("channel").textContent = place.name;
  byId("topic").textContent = place.topic ?? "";
  const pings = state.channels.reduce((sum, one) => sum + one.pings, 0);
  document.title = `${pings > 0 ? `(${pings}) ` : ""}${titleOf(place)} · ${state.server}`;
}
