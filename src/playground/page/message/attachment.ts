import type { APIAttachment } from "discord.js";
import type { ShownMessage } from "../../control/protocol.ts";
import { linkView } from "../markdown/view.ts";
import { el } from "../parts/dom.ts";
import { icon } from "../parts/icons.ts";
import { ownAddress } from "../viewer.ts";
import type { Viewer } from "../viewer.ts";
import { pictureView } from "./picture.ts";

const COMPONENTS_V2 = 1 << 15;

/** The files of a message, but those that an embed or a component shows. */
export function filesView(message: ShownMessage, viewer: Viewer): HTMLElement[] {
  const { attachments, embeds, flags } = message;
  if (flags & COMPONENTS_V2) return [];
  const shown = new Set(embeds.flatMap(({ image, thumbnail }) => [image?.url, thumbnail?.url]));
  return attachments.filter(({ url }) => !shown.has(url)).map((file) => attachmentView(file, viewer));
}

/** A picture, or a file to be had. */
function attachmentView(file: APIAttachment, viewer: Viewer): HTMLElement {
  if (file.content_type?.startsWith("image/")) {
    return pictureView(file.url, "attachment-image", viewer, file.description ?? null);
  }
  return fileView(file.url, file.filename, file.size, viewer);
}

export function fileView(url: string, name: string, size: number, viewer: Viewer): HTMLElement {
  const own = ownAddress(viewer.state(), url);
  const link = linkView(own ?? url, [new Text(name)]);
  if (own !== null) {
    link.removeAttribute("target");
    link.download = name;
  }
  const words = el("div", {}, link, el("small", { text: fileSize(size) }));
  return el("div", { class: "attachment" }, icon("file"), words);
}

function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
