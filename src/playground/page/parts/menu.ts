import { el } from "./dom.ts";

export type MenuItem = { readonly label: string; readonly danger?: boolean; readonly choose: () => void };
export type MenuGroup = { readonly title: string | null; readonly items: readonly MenuItem[] };
type Point = { readonly x: number; readonly y: number };

/** Closes the menu that is open. */
let closeOpen: (() => void) | null = null;

/**
 * Opens a menu at a point of the window. The arrows, Home and End move, Enter chooses, Escape and Tab leave it; the focus goes back to where
 * it was.
 */
export function openMenu(label: string, groups: readonly MenuGroup[], at: Point): void {
  closeOpen?.();
  const before = document.activeElement;
  const buttons: HTMLButtonElement[] = [];
  const menu = el("div", { class: "menu", attrs: { role: "menu", "aria-label": label } });
  const close = (): void => {
    menu.remove();
    document.removeEventListener("pointerdown", onPointer, true);
    window.removeEventListener("blur", close);
    closeOpen = null;
    focusAgain(before);
  };
  const onPointer = ({ target }: Event): void => {
    if (target instanceof Node && !menu.contains(target)) close();
  };
  for (const { title, items } of groups) {
    if (items.length === 0) continue;
    if (title) menu.append(el("p", { class: "menu-title", text: title, attrs: { role: "presentation" } }));
    for (const item of items) {
      const attrs = { type: "button", role: "menuitem", tabindex: -1 };
      const button = el("button", { class: item.danger ? "danger" : "", text: item.label, attrs });
      button.addEventListener("click", () => {
        close();
        item.choose();
      });
      buttons.push(button);
      menu.append(button);
    }
  }
  menu.addEventListener("keydown", (event) => onKey(event, buttons, close));
  menu.addEventListener("contextmenu", (event) => event.preventDefault());
  document.body.append(menu);
  document.addEventListener("pointerdown", onPointer, true);
  window.addEventListener("blur", close);
  closeOpen = close;
  place(menu, at);
  buttons[0]?.focus();
}

function onKey(event: KeyboardEvent, buttons: readonly HTMLButtonElement[], close: () => void): void {
  const at = buttons.findIndex((button) => button === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) buttons.at(to % buttons.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** What shows only while something around it has the focus takes it after that. */
function focusAgain(element: Element | null): void {
  if (!(element instanceof HTMLElement) || !element.isConnected) return;
  element.parentElement?.closest<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
  element.focus({ preventScroll: true });
}

/** At the point, and wholly inside the window. */
function place(menu: HTMLElement, { x, y }: Point): void {
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, innerHeight - height - 4))}px`;
}
