import type { ShownMessage } from "../../control/protocol.ts";
import { inlineMarkdown } from "../markdown/view.ts";
import { avatarView } from "../parts/avatar.ts";
import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import { wordsOf } from "./message-name.ts";

/** The line above an answer: whose message it answers, how that begins, and the way there. */
export function replyView(message: ShownMessage, viewer: Viewer): HTMLElement {
  const { author, id } = message;
  return el(
    "button",
    { class: "reply-line", attrs: { type: "button" }, on: { click: () => void viewer.reveal(id) } },
    avatarView(author.id, author.name),
    el("strong", { text: author.name }),
    el("span", { class: "reply-words", text: beginningOf(message, viewer) }),
  );
}

/** As plain words: a button holds no links, and no spoiler that could be opened. */
function beginningOf(message: ShownMessage, viewer: Viewer): string {
  for (const line of linesOf(message)) {
    const words = wordsOf(el("span", {}, ...inlineMarkdown(line, viewer)));
    if (words !== "") return words;
  }
  return "Click to see the message";
}

/** What begins a line of a heading, small text, a quote or a list. */
const MARKS = /^\s*(?:(?:#{1,3}|-#|>{1,3}|[-*]|\d+\.)\s+)+/;

/** The lines of a message in the order in which they are read, without what makes a line a heading or the like. */
function linesOf({ content, embeds, components }: ShownMessage): string[] {
  const inEmbeds = embeds.flatMap(({ title, description, fields = [] }) => [
    title,
    description,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  return [content, ...inEmbeds, ...components.flatMap(textsOf)]
    .flatMap((text) => text?.split("\n") ?? [])
    .map((line) => line.replace(MARKS, ""));
}

/** The texts of a newer message; they may lie in a box or beside a picture. */
function textsOf(component: object): string[] {
  if ("content" in component && typeof component.content === "string") return [component.content];
  if (!("components" in component) || !Array.isArray(component.components)) return [];
  return component.components.flatMap((inside: object) => textsOf(inside));
}
