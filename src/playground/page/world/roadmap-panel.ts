import type { Authoring, State } from "../../control/protocol.ts";
import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import type { Panel } from "./panel.ts";
import { createPreview } from "./preview.ts";

/** For authors: what is wrong with the roadmap's files or what changed in them, and how each topic looks. */
export function createRoadmapPanel(viewer: Viewer): Panel {
  const folder = el("p", { class: "switch-about" });
  const news = el("div", { class: "author-news", attrs: { role: "status", tabindex: -1 } });
  const topics = el("ul", { class: "author-topics", attrs: { "aria-label": "Topics" } });
  // Every saving makes the list anew: the button that one came from is found by its topic.
  const focusTopic = (id: string): void =>
    topics.querySelector<HTMLElement>(`[data-topic="${CSS.escape(id)}"]`)?.focus();
  const preview = createPreview(viewer, {
    back: focusTopic,
    toMistakes: () => news.focus(),
  });
  let shown = "";
  return {
    title: "Roadmap",
    always: true,
    element: el(
      "div",
      { class: "panel-part" },
      el("section", {}, el("h3", { text: "The files" }), folder, news),
      el("section", {}, el("h3", { text: "How a topic looks" }), topics),
    ),
    count: ({ authoring }) => authoring?.problems.length ?? 0,
    update({ authoring }: State) {
      preview.update(authoring);
      const key = JSON.stringify(authoring);
      if (key === shown) return;
      shown = key;
      folder.textContent = authoring
        ? `Edit the files in ${authoring.folder}. Each saving is read at once, and the bot goes on with it.`
        : "The roadmap's files are not on this machine.";
      news.replaceChildren(...(authoring ? newsViews(authoring) : []));
      const focused = topics.contains(document.activeElement) ? document.activeElement : null;
      topics.replaceChildren(
        ...(authoring?.topics ?? []).map((topic) => topicRow(topic, () => preview.open(topic.id))),
      );
      if (focused instanceof HTMLElement) focusTopic(focused.dataset["topic"] ?? "");
    },
  };
}

const TAKEN = "Saved. The bot has it once it has started anew.";

function newsViews({ problems, changes, inUse, saved }: Authoring): HTMLElement[] {
  if (problems.length > 0) {
    const title =
      problems.length === 1
        ? "1 mistake; the bot keeps the last good one"
        : `${problems.length} mistakes; the bot keeps the last good one`;
    return [el("p", { class: "failure", text: title }), listOf(problems.map(problemView))];
  }
  if (saved === 0) return [el("p", { text: "No mistakes. Nothing has been saved since the start." })];
  if (changes.length === 0) return [el("p", { text: "No mistakes any more. Nothing else changed." })];
  return [
    el("p", { text: inUse ? "Saved, and in use. What changed:" : `${TAKEN} What changed:` }),
    listOf(changes.map((text) => el("span", { text }))),
  ];
}

const listOf = (parts: readonly HTMLElement[]): HTMLElement =>
  el("ul", { class: "author-list" }, ...parts.map((part) => el("li", {}, part)));

/** `file:line: field: what is wrong`: the place first, since that is what one looks for. */
function problemView(problem: string): HTMLElement {
  const [, place = "", words = problem] = /^(.*?:\d+): (.*)$/s.exec(problem) ?? [];
  return el("span", {}, place && el("code", { text: place }), place && " ", words);
}

function topicRow({ id, title, phase }: Authoring["topics"][number], open: () => void): HTMLElement {
  const button = el(
    "button",
    { class: "author-topic", attrs: { type: "button", "data-topic": id }, on: { click: open } },
    el("span", { text: title }),
    el("small", { text: phase }),
  );
  return el("li", {}, button);
}
