import { el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";

/** Opens a picture in front of the page, with the words that describe it. The arrows go on to the others of its message. */
export function openLightbox(picture: HTMLImageElement): void {
  const around = picture.closest(".message");
  const all = [...(around?.querySelectorAll<HTMLImageElement>("img.zoomable") ?? [picture])];
  let at = Math.max(0, all.indexOf(picture));
  const large = el("img", {});
  const caption = el("figcaption", {});
  const link = el("a", {
    text: "Open in browser",
    attrs: { target: "_blank", rel: "noopener noreferrer" },
  });
  const close = el(
    "button",
    { class: "icon-button", attrs: { type: "button", "aria-label": "Close" } },
    icon("close"),
  );
  const dialog = el(
    "dialog",
    { class: "lightbox", attrs: { "aria-label": "Picture" } },
    close,
    el("figure", {}, large, caption),
    link,
  );
  const show = (index: number): void => {
    at = (index + all.length) % all.length;
    const shown = all[at] ?? picture;
    [large.src, large.alt, link.href] = [shown.src, shown.alt, shown.src];
    caption.textContent = all.length > 1 ? `${shown.alt} (${at + 1} of ${all.length})` : shown.alt;
  };
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowRight") show(at + 1);
    if (key === "ArrowLeft") show(at - 1);
  });
  show(at);
  document.body.append(dialog);
  dialog.showModal();
}
