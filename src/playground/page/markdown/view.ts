import { el } from "../parts/dom.ts";
import { parseInlineMarkdown, parseMarkdown } from "./markdown.ts";
import type { Block, List } from "./markdown.ts";
import type { Inline } from "./tree.ts";
import { formatMoment, formatPosted } from "./moment.ts";
import { messagePlace } from "../message-place.ts";
import { nameOf } from "../viewer.ts";
import type { Viewer } from "../viewer.ts";

/** Discord's markdown as elements of the page. */
export function markdown(source: string, viewer: Viewer): HTMLElement[] {
  return parseMarkdown(source).map((block) => blockView(block, viewer));
}

/** The same for a single run of text, such as an embed's title. */
export function inlineMarkdown(source: string, viewer: Viewer): Node[] {
  return inlineViews(parseInlineMarkdown(source), viewer);
}

/** Rewrites the times below an element that are relative to now; called now and then, since they grow old. */
export function refreshMoments(root: ParentNode, now: number): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>("time.posted")) {
    const text = formatPosted(Date.parse(time.dateTime), now);
    if (time.textContent !== text) time.textContent = text;
  }
  for (const time of root.querySelectorAll<HTMLTimeElement>("time[data-seconds]")) {
    const text = formatMoment(Number(time.dataset["seconds"]), "R", now);
    if (time.textContent !== text) time.textContent = text;
  }
}

function blockView(block: Block, viewer: Viewer): HTMLElement {
  switch (block.kind) {
    case "paragraph":
      return el("p", {}, ...inlineViews(block.children, viewer));
    case "heading":
      // The page's own headings are above these.
      return el(
        `h${block.level + 2}` as "h3",
        { class: `md-h${block.level}` },
        ...inlineViews(block.children, viewer),
      );
    case "subtext":
      return el("p", { class: "md-subtext" }, ...inlineViews(block.children, viewer));
    case "quote":
      return el("blockquote", {}, ...block.blocks.map((inside) => blockView(inside, viewer)));
    case "code":
      return el("pre", { attrs: { tabindex: 0 } }, el("code", { text: block.text }));
    case "list":
      return listView(block, viewer);
  }
}

function listView(list: List, viewer: Viewer): HTMLElement {
  const items = list.items.map((item) =>
    el(
      "li",
      {},
      ...inlineViews(item.children, viewer),
      ...item.lists.map((inside) => listView(inside, viewer)),
    ),
  );
  return list.ordered ? el("ol", { attrs: { start: list.start } }, ...items) : el("ul", {}, ...items);
}

function inlineViews(nodes: readonly Inline[], viewer: Viewer): Node[] {
  return nodes.map((node) => inlineView(node, viewer));
}

function inlineView(node: Inline, viewer: Viewer): Node {
  switch (node.kind) {
    case "text":
      return document.createTextNode(node.text);
    case "code":
      return el("code", { text: node.text });
    case "strong":
    case "em":
      return el(node.kind, {}, ...inlineViews(node.children, viewer));
    case "underline":
      return el("u", {}, ...inlineViews(node.children, viewer));
    case "strike":
      return el("s", {}, ...inlineViews(node.children, viewer));
    case "spoiler":
      return spoilerView(inlineViews(node.children, viewer));
    case "link":
      return (
        messageLinkView(node.url, inlineViews(node.children, viewer), viewer) ??
        linkView(node.url, inlineViews(node.children, viewer))
      );
    case "time":
      return timeView(node.seconds, node.style, viewer.now());
    case "everyone":
      return el("span", { class: "mention", text: `@${node.name}` });
    case "emoji":
      return el("span", { class: "custom-emoji", text: `:${node.name}:` });
    case "user":
    case "role":
    case "channel":
    case "command":
      return mentionView(node, viewer);
  }
}

/** A link to elsewhere. It opens in a tab of its own, which learns nothing of this one. */
export function linkView(url: string, children: readonly Node[]): HTMLAnchorElement {
  return el("a", { attrs: { href: url, target: "_blank", rel: "noopener noreferrer" } }, ...children);
}

/** A link to a message of this server goes there, as in Discord; null for any other. */
function messageLinkView(url: string, children: readonly Node[], viewer: Viewer): HTMLElement | null {
  const found = messagePlace(url, viewer);
  if (!found) return null;
  const on = { click: () => viewer.goTo(found.place.id, found.message) };
  return el("button", { class: "link", attrs: { type: "button" }, on }, ...children);
}

function spoilerView(children: readonly Node[]): HTMLElement {
  const hidden = el("span", { class: "spoiler-text", attrs: { "aria-hidden": "true" } }, ...children);
  hidden.inert = true;
  const spoiler = el(
    "span",
    { class: "spoiler", attrs: { role: "button", tabindex: 0, "aria-label": "Spoiler: show it" } },
    hidden,
  );
  const reveal = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    hidden.inert = false;
    hidden.removeAttribute("aria-hidden");
    for (const name of ["role", "tabindex", "aria-label"]) spoiler.removeAttribute(name);
    spoiler.classList.add("shown");
    spoiler.removeEventListener("click", reveal);
    spoiler.removeEventListener("keydown", reveal);
  };
  spoiler.addEventListener("click", reveal);
  spoiler.addEventListener("keydown", reveal);
  return spoiler;
}

function timeView(seconds: number, style: string, now: number): HTMLElement {
  return el("time", {
    class: "moment",
    text: formatMoment(seconds, style, now),
    attrs: {
      datetime: new Date(seconds * 1_000).toISOString(),
      title: formatMoment(seconds, "F", now),
      "data-seconds": style === "R" ? seconds : undefined,
      // It ticks among messages that are read aloud when they come.
      "aria-live": style === "R" ? "off" : undefined,
    },
  });
}

type Mention = Extract<Inline, { kind: "user" | "role" | "channel" | "command" }>;

function mentionView(node: Mention, viewer: Viewer): HTMLElement {
  const state = viewer.state();
  switch (node.kind) {
    case "user":
      return el("span", { class: "mention", text: `@${nameOf(state, node.id) ?? "unknown-user"}` });
    case "role":
      return el("span", {
        class: "mention",
        text: `@${state.roles.find(({ id }) => id === node.id)?.name ?? "deleted-role"}`,
      });
    case "channel": {
      const place = state.channels.find(({ id }) => id === node.id);
      if (!place) return el("span", { class: "mention", text: "#unknown" });
      return mentionButton(`#${place.name}`, () => viewer.goTo(place.id));
    }
    case "command":
      return mentionButton(`/${node.name}`, () => viewer.compose(node.name));
  }
}

function mentionButton(text: string, act: () => void): HTMLElement {
  return el("button", { class: "mention", text, attrs: { type: "button" }, on: { click: act } });
}
