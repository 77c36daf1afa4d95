import { avatarView } from "./avatar.ts";
import { el, freshId } from "./dom.ts";
import type { PickerSettings, PickOption } from "./picker.ts";

/** The elements of a picker. */
export type PickerParts = {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  /** In the button: what is chosen. */
  readonly shown: HTMLElement;
  readonly popup: HTMLElement;
  readonly rows: readonly HTMLElement[];
  readonly done: HTMLButtonElement;
};

/** Builds a picker's elements: a button, and a list that opens below it. */
export function buildPicker({ label, options, max, disabled, describedBy }: PickerSettings): PickerParts {
  const id = freshId("picker");
  const several = max > 1;
  const shown = el("span", { class: "picker-shown" });
  const arrow = el("span", { class: "picker-arrow", attrs: { "aria-hidden": "true" } });
  const attrs = {
    type: "button",
    role: "combobox",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-label": label,
    "aria-describedby": describedBy,
    disabled,
  };
  const button = el("button", { class: "picker-button", attrs }, shown, arrow);
  const rows = options.map((option, index) => rowView(option, `${id}-${index}`, several));
  const list = el("ul", {
    class: "picker-list",
    attrs: { id, role: "listbox", "aria-label": label, "aria-multiselectable": several ? "true" : undefined },
  });
  list.append(...rows);
  const done = el("button", { class: "button button-1", text: "Done", attrs: { type: "button" } });
  const popup = el("div", { class: "picker-popup" }, list, several && done);
  popup.hidden = true;
  return { element: el("div", { class: "picker" }, button, popup), button, shown, popup, rows, done };
}

function rowView(
  { label, description, emoji, avatar }: PickOption,
  id: string,
  several: boolean,
): HTMLElement {
  return el(
    "li",
    { class: "picker-option", attrs: { id, role: "option" } },
    several && el("span", { class: "tick", attrs: { "aria-hidden": "true" } }),
    avatar !== undefined && avatarView(avatar, label),
    emoji && el("span", { text: emoji }),
    el(
      "span",
      { class: "picker-words" },
      el("span", { text: label }),
      description && el("small", { text: description }),
    ),
  );
}
