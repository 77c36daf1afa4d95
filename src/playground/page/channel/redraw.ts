import { focusMessageBox, isFocusLost, replaceKeepingFocus } from "../parts/focus.ts";
import type { Row } from "./rows.ts";

export type Drawn = Map<string, { readonly parts: readonly unknown[]; readonly element: HTMLElement }>;

/**
 * Makes the list show these rows, touching only those that changed: a row keeps its focus and its open lists. Tells whether anything did.
 */
export function redraw(list: HTMLElement, rows: readonly Row[], drawn: Drawn): boolean {
  const kept = new Set(rows.map(({ id }) => id));
  const hadFocus = list.contains(document.activeElement);
  let touched = false;
  for (const [id, { element }] of drawn) {
    if (kept.has(id)) continue;
    element.remove();
    drawn.delete(id);
    touched = true;
  }
  // From the end: a row that is where it belongs already is not touched, whatever came above it.
  let next: Element | null = null;
  for (const row of rows.toReversed()) {
    const before = drawn.get(row.id)?.element;
    const element = drawnRow(row, drawn);
    touched ||= element !== before;
    if (element.nextElementSibling !== next || element.parentElement !== list)
      list.insertBefore(element, next);
    next = element;
  }
  while (list.firstElementChild && list.firstElementChild !== next) list.firstElementChild.remove();
  // Its row has gone, as a dismissed one does.
  if (hadFocus && isFocusLost()) focusMessageBox();
  return touched;
}

function drawnRow(row: Row, drawn: Drawn): HTMLElement {
  const old = drawn.get(row.id);
  if (old && old.parts.every((part, index) => part === row.parts[index])) return old.element;
  const element = row.draw();
  if (old) replaceKeepingFocus(old.element, element);
  drawn.set(row.id, { parts: row.parts, element });
  return element;
}
