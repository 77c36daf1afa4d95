import { el, freshId } from "./dom.ts";

export type Switch = {
  readonly element: HTMLElement;
  /** `note`: a word for the state it is in, where on and off do not say it all. */
  update(state: { readonly on: boolean; readonly busy?: boolean; readonly note?: string }): void;
};

/** A switch with its name, and a line below that says what it does. */
export function createSwitch(title: string, about: string, onSwitch: (on: boolean) => void): Switch {
  const id = freshId("switch");
  const note = el("small", { class: "switch-note", attrs: { "aria-hidden": "true" } });
  const button = el(
    "button",
    { class: "switch", attrs: { type: "button", role: "switch", "aria-describedby": id } },
    el("span", { class: "switch-track", attrs: { "aria-hidden": "true" } }),
    el("span", { text: title }),
    note,
  );
  button.addEventListener("click", () => {
    if (button.ariaBusy !== "true") onSwitch(button.ariaChecked !== "true");
  });
  return {
    element: el(
      "div",
      { class: "switch-row" },
      button,
      el("p", { class: "switch-about", text: about, attrs: { id } }),
    ),
    update({ on, busy = false, note: words = "" }) {
      button.ariaChecked = String(on);
      button.ariaBusy = String(busy);
      note.textContent = words;
    },
  };
}
