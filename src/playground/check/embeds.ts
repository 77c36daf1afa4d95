import type { APIEmbed } from "discord.js";
import { checkScheme } from "./links.ts";
import { under } from "../rest/answer.ts";
import type { Problem } from "../rest/answer.ts";

const MAX_TEXT = 6000; // over all embeds of a message

const REQUIRED = { code: "BASE_TYPE_REQUIRED", message: "This field is required" } as const;

/** What no schema says of embeds: none is empty, no name and value is blank, links are links, 6,000 characters over all. */
export function checkEmbeds(embeds: readonly APIEmbed[]): Problem[] {
  const problems = embeds.flatMap((embed, index) => under(["embeds", index], checkEmbed(embed)));
  const total = embeds.reduce((sum, embed) => sum + textLength(embed), 0);
  if (total > MAX_TEXT) {
    const message = `Embed size exceeds maximum size of ${MAX_TEXT}`;
    problems.push({ path: ["embeds"], code: "MAX_EMBED_SIZE_EXCEEDED", message });
  }
  return problems;
}

function textLength(embed: APIEmbed): number {
  const fields = embed.fields ?? [];
  const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  return [...texts, ...fields.flatMap((field) => [field.name, field.value])].reduce(
    (sum, text) => sum + (text?.length ?? 0),
    0,
  );
}

const blank = (text: string | null | undefined): boolean => (text ?? "").trim() === "";

function checkEmbed(embed: APIEmbed): Problem[] {
  const problems: Problem[] = [];
  if (embed.footer && blank(embed.footer.text)) problems.push({ path: ["footer", "text"], ...REQUIRED });
  if (embed.author && blank(embed.author.name)) problems.push({ path: ["author", "name"], ...REQUIRED });
  for (const [index, field] of (embed.fields ?? []).entries()) {
    if (blank(field.name)) problems.push({ path: ["fields", index, "name"], ...REQUIRED });
    if (blank(field.value)) problems.push({ path: ["fields", index, "value"], ...REQUIRED });
  }
  if (isEmpty(embed)) problems.push({ path: ["description"], ...REQUIRED });
  return [...problems, ...checkLinks(embed)];
}

function isEmpty(embed: APIEmbed): boolean {
  const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  return (
    texts.every(blank) &&
    !(embed.fields ?? []).length &&
    !embed.image?.url &&
    !embed.thumbnail?.url &&
    !embed.timestamp
  );
}

function checkLinks(embed: APIEmbed): Problem[] {
  const web = ["http:", "https:"];
  const media = [...web, "attachment:"];
  const links: [path: string[], url: string | null | undefined, schemes: string[]][] = [
    [["url"], embed.url, web],
    [["author", "url"], embed.author?.url, web],
    [["author", "icon_url"], embed.author?.icon_url, media],
    [["footer", "icon_url"], embed.footer?.icon_url, media],
    [["image", "url"], embed.image?.url, media],
    [["thumbnail", "url"], embed.thumbnail?.url, media],
  ];
  return links.flatMap(([path, url, schemes]) => checkScheme(path, url, schemes));
}
