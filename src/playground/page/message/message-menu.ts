import type { ShownMessage } from "../../control/protocol.ts";
import { CommandType } from "../discord-numbers.ts";
import { el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";
import { openMenu } from "../parts/menu.ts";
import type { MenuItem } from "../parts/menu.ts";
import type { Viewer } from "../viewer.ts";

/**
 * Gives a message its menu: by a right click, by the menu key while it has the focus, and by the button that it shows under the pointer. The
 * bot's commands on messages are in it.
 */
export function withMenu(view: HTMLElement, message: ShownMessage, viewer: Viewer): void {
  const open = (x: number, y: number): void => {
    const groups = [
      { title: null, items: ownItems(message, viewer) },
      { title: "Apps", items: appItems(message, viewer) },
    ];
    openMenu(`Message of ${message.author.name}`, groups, { x, y });
  };
  view.addEventListener("contextmenu", (event) => {
    // A link, a picture or marked words have the browser's own menu, with what one wants of them.
    const plain = getSelection()?.isCollapsed !== false;
    if (!plain || (event.target instanceof Element && event.target.closest("a, img, input, textarea")))
      return;
    event.preventDefault();
    if (!isByKey(event)) return open(event.clientX, event.clientY);
    const { left, top } = view.getBoundingClientRect();
    const seenFrom = Math.max(top, view.closest("#log")?.getBoundingClientRect().top ?? top);
    open(left + 56, seenFrom + 8);
  });
  const attrs = { type: "button", "aria-label": "More", "aria-haspopup": "menu" };
  const more = el("button", { class: "more", attrs }, icon("more"));
  more.addEventListener("click", () => {
    const box = more.getBoundingClientRect();
    open(box.right - 200, box.bottom + 4);
  });
  view.append(more);
}

/** By the menu key: the event's point is the middle of the message then, however long that is. A Mac's click with Ctrl is the first button. */
function isByKey({ button, ctrlKey, pointerType }: PointerEvent): boolean {
  return button !== 2 && !ctrlKey && pointerType !== "touch" && pointerType !== "pen";
}

function ownItems({ id, content, ephemeral }: ShownMessage, viewer: Viewer): MenuItem[] {
  const items: MenuItem[] = [];
  if (content) items.push({ label: "Copy text", choose: () => void navigator.clipboard.writeText(content) });
  items.push({ label: "Copy message ID", choose: () => void navigator.clipboard.writeText(id) });
  if (ephemeral) {
    const choose = (): void => void viewer.act({ do: "dismiss", message: id });
    items.push({ label: "Dismiss message", danger: true, choose });
  }
  return items;
}

function appItems({ id, ephemeral }: ShownMessage, viewer: Viewer): MenuItem[] {
  if (ephemeral) return [];
  return viewer
    .state()
    .commands.filter(({ type }) => type === CommandType.Message)
    .map(({ name }) => ({
      label: name,
      choose: () => viewer.send({ do: "on-message", message: id, command: name }),
    }));
}
