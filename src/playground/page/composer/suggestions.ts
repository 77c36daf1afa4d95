import { el, freshId } from "../parts/dom.ts";

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

/** What makes an input one that the list can belong to. */
export const INPUT_ATTRIBUTES = {
  type: "text",
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-expanded": "false",
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: "false",
  enterkeyhint: "send",
} as const;

/** The list at work. `active`: which row is marked, -1 for none; `moved`: by an arrow key. */
type Listing = {
  readonly popup: HTMLElement;
  readonly id: string;
  owner: HTMLInputElement | null;
  items: readonly Suggestion[];
  rows: readonly HTMLElement[];
  active: number;
  moved: boolean;
};

/** The list above the composer. The focus stays in the input; the arrow keys, Tab, Enter and Escape are the list's while it is open. */
export function createSuggestions(popup: HTMLElement): Suggestions {
  const id = freshId("suggestions");
  const list: Listing = { popup, id, owner: null, items: [], rows: [], active: -1, moved: false };
  // A touch or a click must not take the focus from the input first: on a phone the keyboard would close.
  popup.addEventListener("pointerdown", (event) => event.preventDefault());
  popup.addEventListener("click", ({ target }) => {
    const row = target instanceof Element ? target.closest("li") : null;
    list.items[list.rows.findIndex((one) => one === row)]?.choose();
  });
  return {
    show: (input, shown) => show(list, input, shown),
    hide: () => hide(list),
    isMoved: () => list.moved,
    onKey: (event) => onKey(list, event),
  };
}

function show(
  list: Listing,
  input: HTMLInputElement,
  { title, items, none = "", ready }: SuggestionsShown,
): void {
  if (list.owner !== input) hide(list);
  const { popup, id } = list;
  const rows = items.map((item, index) => rowView(item, `${id}-${index}`));
  const content =
    items.length > 0
      ? el("ul", { attrs: { id, role: "listbox", "aria-label": title } }, ...rows)
      : el("p", { class: "none", text: none, attrs: { role: "status" } });
  popup.replaceChildren(el("p", { class: "suggestions-title", text: title }), content);
  popup.hidden = false;
  input.setAttribute("aria-controls", id);
  input.setAttribute("aria-expanded", String(items.length > 0));
  // Completions that arrive late must not take away what the arrow keys have marked.
  const wanted = list.moved ? list.items[list.active]?.label : undefined;
  const again = items.findIndex(({ label }) => label === wanted);
  Object.assign(list, { owner: input, items, rows, moved: again >= 0 });
  mark(list, again >= 0 ? again : ready && items.length > 0 ? 0 : -1);
}

function hide(list: Listing): void {
  list.popup.hidden = true;
  list.owner?.setAttribute("aria-expanded", "false");
  list.owner?.removeAttribute("aria-activedescendant");
  Object.assign(list, { owner: null, items: [], rows: [], active: -1, moved: false });
}

function mark(list: Listing, to: number): void {
  const { rows, owner } = list;
  list.active = to;
  for (const [index, row] of rows.entries()) row.setAttribute("aria-selected", String(index === to));
  const row = rows[to];
  row?.scrollIntoView({ block: "nearest" });
  if (row) owner?.setAttribute("aria-activedescendant", row.id);
  else owner?.removeAttribute("aria-activedescendant");
}

function move(list: Listing, to: number): void {
  mark(list, (to + list.items.length) % list.items.length);
  list.moved = true;
}

function onKey(list: Listing, event: KeyboardEvent): boolean {
  const { popup, items, active } = list;
  if (popup.hidden || event.ctrlKey || event.metaKey || event.altKey) return false;
  const takes = event.key === "Enter" || (event.key === "Tab" && !event.shiftKey);
  if (event.key === "Escape") hide(list);
  else if (items.length === 0) return false;
  else if (event.key === "ArrowDown") move(list, active + 1);
  else if (event.key === "ArrowUp") move(list, active < 0 ? items.length - 1 : active - 1);
  else if (takes && active >= 0) items[active]?.choose();
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function rowView({ label, detail }: Suggestion, id: string): HTMLElement {
  return el(
    "li",
    { attrs: { id, role: "option", "aria-selected": "false" } },
    el("span", { text: label }),
    detail && el("small", { text: detail }),
  );
}
