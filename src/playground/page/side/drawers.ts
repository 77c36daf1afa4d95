import { byId } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";

/** From here on the channels stand beside the messages; below, they lie over them while they are open. */
const NAV_BESIDE = matchMedia("(min-width: 761px)");
const MEMBERS_BESIDE = matchMedia("(min-width: 1181px)");

export type Drawers = {
  /** A channel was chosen: what lies over it goes. */
  close(): void;
};

/** What is beside the channel on a wide screen, and slides over it on a narrow one. Escape and a click beside it close it. */
export function createDrawers(): Drawers {
  byId("nav-button").append(icon("menu"));
  byId("members-button").append(icon("people"));
  const nav = drawer("nav", "nav-button", NAV_BESIDE);
  const members = drawer("members", "members-button", MEMBERS_BESIDE);
  return {
    close() {
      nav.close();
      members.close();
    },
  };
}

function drawer(id: string, buttonId: string, beside: MediaQueryList) {
  const [element, button] = [byId(id), byId(buttonId)];
  let open = beside.matches;
  const set = (next: boolean): void => {
    open = next;
    element.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  /** Over the messages it is not left by itself: the focus goes back to what opened it. */
  const close = (): void => {
    if (beside.matches || !open) return;
    const inside = element.contains(document.activeElement);
    set(false);
    if (inside) button.focus();
  };
  button.setAttribute("aria-controls", id);
  button.addEventListener("click", () => {
    set(!open);
    if (open && !beside.matches) element.querySelector<HTMLElement>("button[aria-current], button")?.focus();
  });
  beside.addEventListener("change", () => set(beside.matches));
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !element.contains(target) && !button.contains(target)) close();
  });
  set(open);
  return { close };
}
