import type { Place, State } from "../../control/protocol.ts";
import { entriesOf } from "../composer/command-line.ts";
import { byId, el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";

/** What a new user tries first, where the bot has it. */
const FIRST = "roadmap next";
/** What comes before it in a server that was emptied, for who may. */
const SETUP = "setup";

const EMPTIED =
  "This server was emptied. To have the sample data back, stop the program, delete its data folder (./data, unless you chose another) and start it again.";

/** In an empty channel: where one is, and what to type first; in a forum, its posts. */
export function showWelcome(state: State, viewer: Viewer): void {
  const welcome = byId("welcome");
  welcome.hidden = state.messages.length > 0;
  const place = state.channels.find(({ id }) => id === state.channel);
  const posts = state.channels.filter(({ parent }) => parent === state.channel);
  const entries = entriesOf(state.commands);
  const first = (entries.find(({ path }) => path === FIRST) ?? entries[0])?.path;
  const isEmptied = state.sample?.kind === "emptied";
  const setsUp = isEmptied && entries.some(({ path }) => path === SETUP);
  const key = JSON.stringify([place, posts, first, isEmptied, setsUp]);
  if (welcome.dataset["key"] === key) return;
  welcome.dataset["key"] = key;
  if (!place) return;
  const rest =
    place.kind === "forum"
      ? postsView(posts, viewer)
      : place.kind === "thread"
        ? threadView(place, viewer)
        : hintView(first, setsUp, viewer);
  const isChannel = place.kind === "channel" || place.kind === "announcement";
  welcome.replaceChildren(
    el("h3", { text: titleOf(place) }),
    isEmptied && isChannel ? el("p", { text: EMPTIED }) : "",
    rest,
  );
}

function titleOf({ kind, name }: Place): string {
  if (kind === "direct") return `You and ${name}`;
  return kind === "thread" ? `Welcome to “${name}”!` : `Welcome to #${name}!`;
}

function threadView({ parent }: Place, viewer: Viewer): HTMLElement {
  const channel = viewer.state().channels.find(({ id }) => id === parent);
  const words = "Nothing has been said in this thread yet.";
  if (!channel) return el("p", { text: words });
  const on = { click: () => viewer.goTo(channel.id) };
  const attrs = { type: "button" };
  return el(
    "p",
    {},
    `${words} What it is about is in `,
    el("button", { class: "mention", text: `#${channel.name}`, attrs, on }),
    ".",
  );
}

function hintView(first: string | undefined, setsUp: boolean, viewer: Viewer): HTMLElement {
  if (first === undefined) return el("p", { text: "The bot is starting. This takes a moment." });
  const begin = "Nothing has been said here yet. Type ";
  const own = commandView(first, viewer);
  if (!setsUp) return el("p", {}, begin, own, " and send it, or type / to see what else there is.");
  const setup = commandView(SETUP, viewer);
  const end = " for a topic of your own, or / to see what else there is.";
  return el("p", {}, begin, setup, " to choose where the week's topic goes, ", own, end);
}

function commandView(path: string, viewer: Viewer): HTMLElement {
  const on = { click: () => viewer.compose(path) };
  return el("button", { class: "mention", text: `/${path}`, attrs: { type: "button" }, on });
}

function postsView(posts: readonly Place[], viewer: Viewer): HTMLElement {
  if (posts.length === 0)
    return el("p", {
      text: "This is a forum: all in it are posts, and there are none yet. With /setup the weekly prompts can go here.",
    });
  const rows = posts.map(({ id, name, unread }) => {
    const on = { click: () => viewer.goTo(id) };
    const text = unread ? `${name} (new)` : name;
    return el("li", {}, el("button", { class: "thread-card", text, attrs: { type: "button" }, on }));
  });
  return el("ul", { attrs: { "aria-label": "Posts" } }, ...rows);
}
