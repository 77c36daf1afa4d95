import { byId } from "./dom.ts";

/** A control of a message, described so that it is found again when that message was drawn anew. */
type Spot = {
  readonly message: string;
  readonly kind: string;
  readonly customId: string | undefined;
  readonly name: string;
  readonly index: number;
  /** How many of its kind its message had. */
  readonly count: number;
};

/**
 * Remembers what has the focus. The result gives the focus back where it was lost: to that element, to what stands in its place in the
 * message that was drawn anew, to that message, or to the message box.
 */
export function rememberFocus(): () => void {
  const held = document.activeElement;
  const spot = held && spotOf(held);
  return () => {
    if (!isFocusLost()) return;
    if (held instanceof HTMLElement && held.isConnected) held.focus({ preventScroll: true });
    const message =
      spot && byId("rows").querySelector<HTMLElement>(`[data-id="${CSS.escape(spot.message)}"]`);
    if (message && isFocusLost()) focusSpot(message, spot);
    if (isFocusLost()) focusMessageBox();
  };
}

/** Puts a message that was drawn anew in the place of the old one. Who had the focus in it finds it where it was. */
export function replaceKeepingFocus(old: HTMLElement, element: HTMLElement): void {
  const held = document.activeElement;
  const spot = held && old.contains(held) ? spotOf(held) : null;
  old.replaceWith(element);
  if (spot) focusSpot(element, spot);
}

/**
 * Draws anew what is in a part of the page. Who had the focus in it has it on what is called the same there, else on the first thing that can
 * be pressed, else in the message box.
 */
export function redrawKeepingFocus(part: HTMLElement, draw: () => void): void {
  const held = document.activeElement;
  const name = held instanceof HTMLElement && part.contains(held) ? spokenName(held) : null;
  draw();
  if (name === null || !isFocusLost()) return;
  const all = [...part.querySelectorAll<HTMLElement>("button:enabled, a[href]")];
  (all.find((one) => spokenName(one) === name) ?? all[0])?.focus({ preventScroll: true });
  if (isFocusLost()) focusMessageBox(); // nothing is there, or it is hidden
}

/** To what one types in. Not by touch, where that would open a keyboard over half of the page: the messages take it there. */
export function focusMessageBox(): void {
  const box = byId("composer").querySelector<HTMLElement>("input:enabled:not([hidden])");
  const byTouch = matchMedia("(pointer: coarse)").matches;
  (byTouch || !box ? byId("log") : box).focus({ preventScroll: true });
}

/** The browser leaves the focus to the page as a whole when what held it has gone. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function spotOf(held: Element): Spot | null {
  const message = held.closest<HTMLElement>("[data-id]");
  if (!message || !(held instanceof HTMLElement)) return null;
  const kind = kindOf(held);
  const all = [...message.querySelectorAll<HTMLElement>(kind)];
  return {
    message: message.dataset["id"] ?? "",
    kind,
    customId: held.dataset["customId"],
    name: spokenName(held),
    index: all.indexOf(held),
    count: all.length,
  };
}

/** Buttons, selects, links: a selector of what is like it. */
function kindOf({ localName, classList }: HTMLElement): string {
  const [first] = classList;
  return first === undefined ? localName : `${localName}.${CSS.escape(first)}`;
}

const spokenName = (element: HTMLElement): string => element.ariaLabel ?? element.textContent;

/** A custom id may hold what was chosen and a label may say it, so that a pick changes them: then the place tells which one it is. */
function focusSpot(message: HTMLElement, { kind, customId, name, index, count }: Spot): void {
  const all = [...message.querySelectorAll<HTMLElement>(kind)];
  const again =
    (customId !== undefined && all.find(({ dataset }) => dataset["customId"] === customId)) ||
    (all[index] && spokenName(all[index]) === name
      ? all[index]
      : all.find((one) => spokenName(one) === name)) ||
    (all.length === count ? all[index] : undefined);
  (again && !again.matches(":disabled") ? again : message).focus({ preventScroll: true });
}
