import type { State } from "../../control/protocol.ts";
import { entriesOf } from "../composer/command-line.ts";
import { byId, el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";

/** What a new user tries first, where the bot has it. */
const FIRST = "roadmap next";

/** In an empty channel: where one is, and what to type first. */
export function showWelcome(state: State, viewer: Viewer): void {
  const welcome = byId("welcome");
  welcome.hidden = state.messages.length > 0;
  const place = state.channels.find(({ id }) => id === state.channel);
  const entries = entriesOf(state.commands);
  const first = (entries.find(({ path }) => path === FIRST) ?? entries[0])?.path;
  const key = JSON.stringify([place, first]);
  if (welcome.dataset["key"] === key) return;
  welcome.dataset["key"] = key;
  const title = place?.kind === "direct" ? `You and ${place.name}` : `Welcome to #${place?.name ?? ""}!`;
  const hint =
    first === undefined
      ? el("p", { text: "The bot is starting. This takes a moment." })
      : el(
          "p",
          {},
          "Nothing has been said here yet. Type ",
          el("button", {
            class: "mention",
            text: `/${first}`,
            attrs: { type: "button" },
            on: { click: () => viewer.compose(first) },
          }),
          " and send it, or type / to see what else there is.",
        );
  welcome.replaceChildren(el("h3", { text: title }), hint);
}
