import { linkView } from "../markdown/view.ts";
import { el } from "../parts/dom.ts";
import { ownAddress } from "../viewer.ts";
import type { Viewer } from "../viewer.ts";
import { openLightbox } from "./lightbox.ts";

/**
 * A picture that we serve, which a click shows large; with "ALT" where words describe it; where none do, it is called by its file's name. One from elsewhere is a link, since the page asks
 * no other host for anything.
 */
export function pictureView(url: string, className: string, viewer: Viewer, alt: string | null): HTMLElement {
  const own = ownAddress(viewer.state(), url);
  if (own === null) {
    return el(
      "div",
      { class: `${className} picture-link` },
      linkView(url, [new Text("Picture on another site")]),
    );
  }
  const name = alt ?? decodeURIComponent(own.split("?", 1)[0]?.split("/").at(-1) ?? "");
  const image = el("img", { class: "zoomable", attrs: { src: own, alt: alt ?? "", loading: "lazy" } });
  const button = el(
    "button",
    {
      class: `picture ${className}`,
      attrs: { type: "button", "aria-label": `Picture: ${name}` },
      on: { click: () => openLightbox(image) },
    },
    image,
    alt && el("span", { class: "alt", text: "ALT", attrs: { title: alt, "aria-hidden": "true" } }),
  );
  return button;
}
