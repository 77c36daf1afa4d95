import type { Place, State } from "../../control/protocol.ts";
import { entriesOf } from "../composer/command-line.ts";
import { byId, el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";

/** What a new user tries first, where the bot has it. */
const FIRST = "roadmap next";

/** In an empty channel: where one is, and what to type first; in a forum, its posts. */
export function showWelcome(state: State, viewer: Viewer): void {
  const welcome = byId("welcome");
  welcome.hidden = state.messages.length > 0;
  const place = state.channels.find(({ id }) => id === state.channel);
  const posts = state.channels.filter(({ parent }) => parent === state.channel);
  const entries = entriesOf(state.commands);
  const first = (entries.find(({ path }) => path === FIRST) ?? entries[0])?.path;
  const key = JSON.stringify([place, posts, first]);
  if (welcome.dataset["key"] === key) return;
  welcome.dataset["key"] = key;
  if (!place) return;
  const rest =
    place.kind === "forum"
      ? postsView(posts, viewer)
      : place.kind === "thread"
        ? threadView(place, viewer)
        : hintView(first, viewer);
  welcome.replaceChildren(el("h3", { text: titleOf(place) }), rest);
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

function hintView(first: string | undefined, viewer: Viewer): HTMLElement {
  if (first === undefined) return el("p", { text: "The bot is starting. This takes a moment." });
  const attrs = { type: "button" };
  const on = { click: () => viewer.compose(first) };
  return el(
    "p",
    {},
    "Nothing has been said here yet. Type ",
    el("button", { class: "mention", text: `/${first}`, attrs, on }),
    " and send it, or type / to see what else there is.",
  );
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
