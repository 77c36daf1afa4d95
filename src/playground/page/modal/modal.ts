import type { ShownModal } from "../../control/protocol.ts";
import { el, freshId } from "../parts/dom.ts";
import { rememberFocus } from "../parts/focus.ts";
import { modalPart } from "./fields.ts";
import type { ModalField } from "./fields.ts";
import type { Viewer } from "../viewer.ts";

/**
 * Opens a form in front of the page. The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back; where
 * the answer has changed the message that it came from, we do. What was typed stays until it was taken.
 */
export function openModal(modal: ShownModal, viewer: Viewer): void {
  const titleId = freshId("modal");
  const parts = modal.components.map((component) => modalPart(component, viewer));
  const fields = parts.flatMap(({ fields }) => fields);
  const failure = el("p", { class: "failure", attrs: { role: "alert" } });
  const close = el("button", {
    class: "modal-close",
    attrs: { type: "button", "aria-label": "Close" },
    text: "✕",
  });
  const cancel = el("button", { class: "button button-2", text: "Cancel", attrs: { type: "button" } });
  const send = el("button", { class: "button button-1", text: "Submit", attrs: { type: "submit" } });
  const form = el(
    "form",
    { attrs: { novalidate: true } },
    el("header", {}, el("h2", { text: modal.title, attrs: { id: titleId } }), close),
    el("div", { class: "modal-body" }, ...parts.map(({ element }) => element), failure),
    el("footer", {}, cancel, send),
  );
  const dialog = el("dialog", { class: "modal", attrs: { "aria-labelledby": titleId } }, form);
  for (const button of [close, cancel]) button.addEventListener("click", () => dialog.close());
  const focusAgain = rememberFocus();
  dialog.addEventListener("close", () => {
    dialog.remove();
    focusAgain();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (send.ariaBusy !== "true" && allFilled(fields)) void submit();
  });
  const submit = async (): Promise<void> => {
    send.ariaBusy = "true";
    failure.textContent = "";
    const values = Object.fromEntries(fields.map((field) => [field.customId, field.value()]));
    const answer = await viewer.act({ do: "submit", modal: modal.interactionId, fields: values });
    send.ariaBusy = null;
    if (answer.kind === "failed") failure.textContent = answer.why;
    else dialog.close();
    viewer.open(answer);
  };
  document.body.append(dialog);
  dialog.showModal();
  // Not the ✕, which comes first in the order of the page.
  fields[0]?.focus();
}

/** Says of each field what is wrong with it; goes to the first. */
function allFilled(fields: readonly ModalField[]): boolean {
  const wrong = fields.filter((field) => !field.check());
  wrong[0]?.focus();
  return wrong.length === 0;
}
