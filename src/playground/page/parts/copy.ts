import { el } from "./dom.ts";

const SHOWN_MS = 1_500;

/** A line to be copied. */
export type CopyRow = HTMLElement & { set(text: string): void };

/** A line of text with a button that copies it. `name`: what it is, for those who cannot see where the button stands. */
export function copyRow(text: string, name: string): CopyRow {
  const code = el("code", { text, attrs: { tabindex: 0 } });
  const done = el("span", { class: "for-ears", attrs: { role: "status" } });
  const button = el("button", {
    class: "button small",
    text: "Copy",
    attrs: { type: "button", "aria-label": `Copy ${name}` },
  });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(code.textContent ?? "");
    button.textContent = "Copied";
    done.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), SHOWN_MS);
  };
  button.addEventListener("click", () => void copy());
  const row = el("div", { class: "copy" }, code, button, done);
  return Object.assign(row, { set: (next: string) => void (code.textContent = next) });
}
