import type { Place, State } from "../protocol.ts";
import { byId, el } from "./dom.ts";
import { createPicker } from "./picker.ts";
import type { Viewer } from "./viewer.ts";

export type Side = { update(state: State): void };

/** What stands around the channel: the server, who one is, the channels, and how the bot is. */
export function createSide(viewer: Viewer, onMember: (member: string) => void): Side {
  let members = "";
  let channels = "";
  return {
    update(state) {
      const place = state.channels.find(({ id }) => id === state.channel);
      byId("server").textContent = state.server;
      byId("channel").textContent = place ? titleOf(place) : "";
      byId("topic").textContent = place?.topic ?? "";
      document.title = `${place ? titleOf(place) : ""} · ${state.server}`;
      showBot(state);
      const who = JSON.stringify([state.members, state.member]);
      if (who !== members) showMembers(state, onMember);
      members = who;
      const where = JSON.stringify([state.channels, state.channel]);
      if (where !== channels) showChannels(state, viewer);
      channels = where;
    },
  };
}

const titleOf = ({ kind, name }: Place) => (kind === "direct" ? `@${name}` : `#${name}`);

function showBot({ botOnline, botName, commands }: State): void {
  const words = botOnline ? "online" : commands.length > 0 ? "offline" : "starting…";
  const bot = byId("bot");
  bot.className = botOnline ? "online" : "";
  if (bot.textContent !== `${botName}: ${words}`) bot.textContent = `${botName}: ${words}`;
}

function showMembers({ members, member }: State, onMember: (member: string) => void): void {
  const who = byId("who");
  const focused = who.contains(document.activeElement);
  const picker = createPicker({
    label: "You are",
    placeholder: "Choose",
    options: members.map(({ id, name }) => ({ value: id, label: name, avatar: id })),
    chosen: [member],
    min: 1,
    max: 1,
    onPick: ([id]) => id !== undefined && onMember(id),
  });
  who.replaceChildren(el("span", { class: "side-title", text: "You are" }), picker.element);
  if (focused) picker.button.focus();
}

function showChannels({ channels, channel }: State, viewer: Viewer): void {
  const list = byId("channels");
  const focused = list.contains(document.activeElement);
  const rows = channels.map((place) => {
    const current = place.id === channel;
    const attrs = { type: "button", "aria-current": current ? "page" : undefined };
    const button = el("button", { class: `channel ${place.kind}`, text: titleOf(place), attrs });
    button.addEventListener("click", () => viewer.goTo(place.id));
    return el("li", {}, button);
  });
  list.replaceChildren(...rows);
  if (focused) list.querySelector<HTMLElement>("[aria-current]")?.focus();
}
