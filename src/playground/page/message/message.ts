import type { ShownMessage } from "../../control/protocol.ts";
import { avatarView } from "../parts/avatar.ts";
import { componentsView } from "./components.ts";
import { el } from "../parts/dom.ts";
import { filesView } from "./attachment.ts";
import { embedView } from "./embed.ts";
import { withMenu } from "./message-menu.ts";
import { nameMessage } from "./message-name.ts";
import { replyView } from "./reply-line.ts";
import { markdown } from "../markdown/view.ts";
import { formatMoment, formatPosted } from "../markdown/moment.ts";
import type { Viewer } from "../viewer.ts";

export type Beside = {
  /** It follows one of the same author so closely that the author is not said again. */
  readonly grouped: boolean;
  /** The message that it answers, where it is shown. */
  readonly repliedTo: ShownMessage | undefined;
};

/** One message of the channel, as an element. */
export function messageView(
  message: ShownMessage,
  { grouped, repliedTo }: Beside,
  viewer: Viewer,
): HTMLElement {
  const { author } = message;
  const view = el(
    "article",
    {
      class: "message",
      attrs: { "data-id": message.id, tabindex: -1 },
    },
    message.header ? usedView(message.header) : repliedTo && replyView(repliedTo, viewer),
    grouped ? null : avatarView(author.id, author.name),
    grouped ? null : authorView(message, viewer),
    bodyView(message, viewer),
  );
  view.classList.toggle("grouped", grouped);
  view.classList.toggle("ephemeral", message.ephemeral);
  view.classList.toggle("pinged", pings(message, viewer));
  nameMessage(view, message, viewer.now());
  withMenu(view, message, viewer);
  return view;
}

function pings({ pings }: ShownMessage, viewer: Viewer): boolean {
  return pings.everyone || pings.users.includes(viewer.state().member);
}

/** The line above an answer: who used which command. */
function usedView({ user, command, slash }: NonNullable<ShownMessage["header"]>): HTMLElement {
  return el(
    "div",
    { class: "reply-line" },
    avatarView(user.id, user.name),
    el(
      "span",
      {},
      el("strong", { text: user.name }),
      " used ",
      el("span", { class: "mention", text: slash ? `/${command}` : command }),
    ),
  );
}

function authorView({ author, at, editedAt, content }: ShownMessage, viewer: Viewer): HTMLElement {
  const now = viewer.now();
  return el(
    "header",
    { class: "author-line" },
    el("span", { class: "author", text: author.name }),
    author.bot && el("span", { class: "app-tag", text: "APP" }),
    el("time", {
      class: "posted",
      text: formatPosted(at, now),
      attrs: {
        datetime: new Date(at).toISOString(),
        title: formatMoment(at / 1_000, "F", now),
        "aria-live": "off",
      },
    }),
    editedAt !== null && !content && editedMark(),
  );
}

function bodyView(message: ShownMessage, viewer: Viewer): HTMLElement {
  const body = el("div", { class: "body" });
  if (message.loading) body.append(thinkingView(message.author.name));
  else {
    const content = message.content
      ? el(
          "div",
          { class: isOnlyEmoji(message.content) ? "md content jumbo" : "md content" },
          ...markdown(message.content, viewer),
        )
      : null;
    if (content) body.append(content);
    body.append(...message.embeds.map((embed) => embedView(embed, message.attachments, viewer)));
    body.append(...filesView(message, viewer));
    if (message.editedAt !== null && content) markEdited(content);
    const components = componentsView(message, viewer);
    if (components) body.append(components);
  }
  if (message.thread) body.append(threadView(message.thread, viewer));
  if (message.ephemeral) body.append(ephemeralView(message, viewer));
  return body;
}

/** Discord shows such a message large: up to 30 emoji and nothing else. */
function isOnlyEmoji(content: string): boolean {
  return /^(?:\s*\p{RGI_Emoji}){1,30}\s*$/v.test(content);
}

/** After the last words; a message without any has it beside its time. */
function markEdited(content: HTMLElement): void {
  const last = content.lastElementChild;
  if (last instanceof HTMLParagraphElement) last.append(" ", editedMark());
  else content.append(editedMark());
}

const editedMark = () => el("span", { class: "edited", text: "(edited)" });

/** The thread that was begun from this message. */
function threadView(
  { id, name, messages }: NonNullable<ShownMessage["thread"]>,
  viewer: Viewer,
): HTMLElement {
  const count = messages === 0 ? "See thread" : messages === 1 ? "1 message" : `${messages} messages`;
  return el(
    "button",
    { class: "thread-card", attrs: { type: "button" }, on: { click: () => viewer.goTo(id) } },
    el("strong", { text: name }),
    el("span", { class: "thread-count", text: `${count} ›` }),
  );
}

function thinkingView(name: string): HTMLElement {
  const dots = el("span", { class: "dots", attrs: { "aria-hidden": "true" } }, el("i"), el("i"), el("i"));
  return el("p", { class: "thinking" }, dots, `${name} is thinking…`);
}

function ephemeralView({ id }: ShownMessage, viewer: Viewer): HTMLElement {
  return privateNote(() => void viewer.act({ do: "dismiss", message: id }));
}

/** What stands below a message that one person alone sees. */
export function privateNote(dismiss: () => void): HTMLElement {
  return el(
    "p",
    { class: "private-note" },
    el("span", { class: "eye", attrs: { "aria-hidden": "true" } }),
    "Only you can see this · ",
    el("button", {
      class: "link",
      text: "Dismiss message",
      attrs: { type: "button" },
      on: { click: dismiss },
    }),
  );
}
