import type { APIAttachment, APIEmbed, APIEmbedField } from "discord.js";
import { el } from "../parts/dom.ts";
import { inlineMarkdown, linkView, markdown } from "../markdown/view.ts";
import { formatPosted } from "../markdown/moment.ts";
import type { Viewer } from "../viewer.ts";
import { pictureView } from "./picture.ts";

const FIELDS_A_ROW = 3;

/** An embed: a card with a bar of its colour. `files`: those of its message, which may describe its pictures. */
export function embedView(embed: APIEmbed, files: readonly APIAttachment[], viewer: Viewer): HTMLElement {
  const picture = (url: string, className: string) =>
    pictureView(url, className, viewer, files.find((file) => file.url === url)?.description ?? null);
  const card = el(
    "div",
    { class: "embed" },
    embed.author && el("div", { class: "embed-author" }, ...linked(embed.author.url, [embed.author.name])),
    embed.title &&
      el("div", { class: "embed-title" }, ...linked(embed.url, inlineMarkdown(embed.title, viewer))),
    embed.description && el("div", { class: "md embed-description" }, ...markdown(embed.description, viewer)),
    embed.fields && fieldsView(embed.fields, viewer),
    embed.image && picture(embed.image.url, "embed-image"),
    embed.thumbnail && picture(embed.thumbnail.url, "embed-thumbnail"),
    footerView(embed, viewer),
  );
  if (embed.thumbnail) card.classList.add("has-thumbnail");
  if (embed.color !== undefined) {
    card.style.setProperty("--embed-color", `#${embed.color.toString(16).padStart(6, "0")}`);
  }
  return card;
}

function linked(url: string | undefined, children: readonly (Node | string)[]): (Node | string)[] {
  const address = url === undefined ? null : URL.parse(url);
  if (!address || !/^https?:$/.test(address.protocol)) return [...children];
  return [
    linkView(
      address.href,
      children.map((child) => (typeof child === "string" ? new Text(child) : child)),
    ),
  ];
}

/** Inline fields stand beside each other, up to three in a row; each row shares its width equally. */
function fieldsView(fields: readonly APIEmbedField[], viewer: Viewer): HTMLElement {
  const grid = el("div", { class: "embed-fields" });
  for (const row of rowsOf(fields)) {
    for (const field of row) {
      const cell = el(
        "div",
        { class: "embed-field" },
        el("div", { class: "embed-field-name" }, ...inlineMarkdown(field.name, viewer)),
        el("div", { class: "md" }, ...markdown(field.value, viewer)),
      );
      cell.style.setProperty("--span", String(12 / row.length));
      grid.append(cell);
    }
  }
  return grid;
}

function rowsOf(fields: readonly APIEmbedField[]): APIEmbedField[][] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (last && field.inline && last[0]?.inline && last.length < FIELDS_A_ROW) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function footerView(embed: APIEmbed, viewer: Viewer): HTMLElement | null {
  const time = embed.timestamp ? formatPosted(Date.parse(embed.timestamp), viewer.now()) : null;
  const text = [embed.footer?.text, time].filter(Boolean).join(" • ");
  return text ? el("div", { class: "embed-footer", text }) : null;
}
