import type { APIEmbed } from "discord.js";
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

/** A link whose scheme is not among `schemes` is refused; one that is no link at all, the schema has refused before. */
export function checkScheme(
  path: readonly (string | number)[],
  url: string | null | undefined,
  schemes: readonly string[],
): Problem[] {
  if (url === null || url === undefined || url === "") return [];
  const parsed = URL.parse(url);
  if (!parsed) return [{ path, code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." }];
  if (schemes.includes(parsed.protocol)) return [];
  const allowed = schemes.map((scheme) => scheme.slice(0, -1)).join(", ");
  const message = `Scheme "${parsed.protocol.slice(0, -1)}" must be one of (${allowed}).`;
  return [{ path, code: "URL_TYPE_INVALID_SCHEME", message }];
}
