import { el, freshId } from "./dom.ts";

export type Suggestion = {
  readonly label: string;
  readonly detail?: string | undefined;
  readonly choose: () => void;
};
export type SuggestionsShown = {
  /** Above the list: what it is a list of. */
  readonly title: string;
  readonly items: readonly Suggestion[];
  /** Instead of a list, when there are no items. */
  readonly none?: string;
  /** Whether Enter takes the first one without an arrow key before. */
  readonly ready: boolean;
};
export type Suggestions = {
  /** Shows a list for the input that has the focus. */
  show(input: HTMLInputElement, shown: SuggestionsShown): void;
  hide(): void;
  /** Whether the person has moved in the list, so that what is marked is what they want. */
  isMoved(): boolean;
  /** Takes a key before the input does; true when it was for the list. */
  onKey(event: KeyboardEvent): boolean;
};

/** The list above the composer. The focus stays in the input; the arrow keys, Tab, Enter and Escape are the list's while it is open. */
export function createSuggestions(popup: HTMLElement): Suggestions {
  const id = freshId("suggestions");
  let owner: HTMLInputElement | null = null;
  let items: readonly Suggestion[] = [];
  let rows: readonly HTMLElement[] = [];
  let active = -1;
  let moved = false;

  const mark = (to: number): void => {
    active = to;
    for (const [index, row] of rows.entries()) row.setAttribute("aria-selected", String(index === active));
    const row = rows[active];
    row?.scrollIntoView({ block: "nearest" });
    if (row) owner?.setAttribute("aria-activedescendant", row.id);
    else owner?.removeAttribute("aria-activedescendant");
  };
  const move = (to: number): void => {
    mark((to + items.length) % items.length);
    moved = true;
  };
  const hide = (): void => {
    popup.hidden = true;
    owner?.setAttribute("aria-expanded", "false");
    owner?.removeAttribute("aria-activedescendant");
    [owner, items, rows, active, moved] = [null, [], [], -1, false];
  };
  const show = (input: HTMLInputElement, shown: SuggestionsShown): void => {
    if (owner !== input) hide();
    [owner, items] = [input, shown.items];
    rows = items.map((item, index) => rowView(item, `${id}-${index}`));
    const list = el("ul", { attrs: { id, role: "listbox", "aria-label": shown.title } }, ...rows);
    const none = el("p", { class: "none", text: shown.none ?? "", attrs: { role: "status" } });
    popup.replaceChildren(
      el("p", { class: "suggestions-title", text: shown.title }),
      items.length > 0 ? list : none,
    );
    popup.hidden = false;
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-expanded", String(items.length > 0));
    moved = false;
    mark(shown.ready && items.length > 0 ? 0 : -1);
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (popup.hidden || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape") hide();
    else if (items.length === 0) return false;
    else if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active < 0 ? items.length - 1 : active - 1);
    else if (active >= 0 && (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)))
      items[active]?.choose();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  // A touch or a click must not take the focus from the input first: on a phone the keyboard would close.
  popup.addEventListener("pointerdown", (event) => event.preventDefault());
  popup.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? event.target.closest("li") : null;
    items[rows.findIndex((one) => one === row)]?.choose();
  });
  return { show, hide, isMoved: () => moved, onKey };
}

function rowView({ label, detail }: Suggestion, id: string): HTMLElement {
  return el(
    "li",
    { attrs: { id, role: "option", "aria-selected": "false" } },
    el("span", { text: label }),
    detail && el("small", { text: detail }),
  );
}
