import type { APIMessageTopLevelComponent, APISectionComponent } from "discord.js";
import type { ShownMessage } from "../../control/protocol.ts";
import { ComponentType } from "../discord-numbers.ts";
import { markdown } from "../markdown/view.ts";
import { el } from "../parts/dom.ts";
import type { Viewer } from "../viewer.ts";
import { fileView } from "./attachment.ts";
import { controlView } from "./controls.ts";
import type { Context } from "./controls.ts";
import { pictureView } from "./picture.ts";

/** A message's buttons and selects, and whatever else stands among them. */
export function componentsView(message: ShownMessage, viewer: Viewer): HTMLElement | null {
  if (message.components.length === 0) return null;
  const failure = el("p", { class: "failure", attrs: { role: "alert" } });
  failure.hidden = true;
  const context: Context = {
    message,
    viewer,
    tell(answer) {
      failure.hidden = answer.kind !== "failed";
      failure.textContent = answer.kind === "failed" ? answer.why : "";
      viewer.open(answer);
    },
  };
  return el(
    "div",
    { class: "components" },
    ...message.components.map((one) => topView(one, context)),
    failure,
  );
}

function topView(component: APIMessageTopLevelComponent, context: Context): HTMLElement {
  const { viewer, message } = context;
  switch (component.type) {
    case ComponentType.ActionRow: {
      const controls = component.components.map((one) => controlView(one, context));
      return el("div", { class: "action-row" }, ...controls);
    }
    case ComponentType.TextDisplay:
      return el("div", { class: "md" }, ...markdown(component.content, viewer));
    case ComponentType.Separator: {
      const wide = component.spacing === 2 ? " wide" : "";
      return el("hr", { class: component.divider === false ? `bare${wide}` : wide.trim() });
    }
    case ComponentType.Container: {
      const inside = component.components.map((one) => topView(one, context));
      const box = el("div", { class: "container" }, ...inside);
      const color = component.accent_color;
      if (typeof color === "number") {
        box.classList.add("accented");
        box.style.setProperty("--embed-color", `#${color.toString(16).padStart(6, "0")}`);
      }
      return box;
    }
    case ComponentType.Section:
      return sectionView(component, context);
    case ComponentType.MediaGallery: {
      const pictures = component.items.map(({ media, description }) =>
        pictureView(media.url, "gallery-image", viewer, description ?? null),
      );
      return el("div", { class: `gallery gallery-${Math.min(4, pictures.length)}` }, ...pictures);
    }
    case ComponentType.File: {
      const { url } = component.file;
      const file = message.attachments.find((one) => one.url === url);
      const name = file?.filename ?? decodeURIComponent(url.split("/").at(-1) ?? "file");
      return fileView(url, name, file?.size ?? 0, viewer);
    }
    default:
      return el("p", { class: "md-subtext", text: "(This page cannot show this part of the message.)" });
  }
}

function sectionView({ accessory, components }: APISectionComponent, context: Context): HTMLElement {
  const beside =
    accessory.type === ComponentType.Thumbnail
      ? pictureView(accessory.media.url, "thumbnail", context.viewer, accessory.description ?? null)
      : controlView(accessory, context);
  const words = components.map((one) => topView(one, context));
  return el("div", { class: "section" }, el("div", {}, ...words), beside);
}
