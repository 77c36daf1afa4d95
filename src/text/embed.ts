import type { APIEmbed } from "discord.js";
import {
  MAX_DESCRIPTION,
  MAX_EMBED,
  MAX_FIELD_NAME,
  MAX_FIELD_VALUE,
  MAX_FIELDS,
  MAX_FOOTER,
  MAX_TITLE,
} from "./limits.ts";
import { ACCENT } from "./marks.ts";
import { digits } from "./numbers.ts";
import type { Message } from "./reply.ts";
import { label, plain } from "./safe.ts";

/** Lines under a heading. A line is markdown that is safe already; it is shown whole or not at all. */
export type Section = { readonly title: string | null; readonly lines: readonly string[] };
export type Field = { readonly name: string; readonly value: string };

/** An embed by what it says. `title`, headings and `footer` are text; `lead`, lines and values are safe markdown. */
export type Card = {
  readonly title?: string;
  readonly lead?: readonly string[];
  readonly sections?: readonly Section[];
  /** Side by side on a wide screen. */
  readonly fields?: readonly Field[];
  readonly footer?: string;
};

const NOTHING = "–"; // Discord takes no empty value

/** The embed of a card, within all of Discord's limits: what does not fit is left out by whole lines, and the reader told how many. */
export function embed(card: Card): APIEmbed {
  const title = plain(card.title ?? "", MAX_TITLE);
  const footer = label(card.footer ?? "", MAX_FOOTER);
  const fields = fit(card.fields ?? [], MAX_EMBED - title.length - footer.length - MAX_FIELD_VALUE);
  const used = title.length + footer.length + fields.reduce((sum, field) => sum + sizeOf(field), 0);
  const sections = [{ title: null, lines: card.lead ?? [] }, ...(card.sections ?? [])];
  const description = describe(sections, Math.min(MAX_DESCRIPTION, MAX_EMBED - used));
  return {
    color: ACCENT,
    ...(title !== "" && { title }),
    ...(description !== "" && { description }),
    ...(fields.length > 0 && { fields: [...fields] }),
    ...(footer !== "" && { footer: { text: footer } }),
    ...(title + description === "" && fields.length === 0 && { description: NOTHING }),
  };
}

/** A message of one card. */
export function cardMessage(card: Card, rows: NonNullable<Message["rows"]> = []): Message {
  return { embeds: [embed(card)], ...(rows.length > 0 && { rows }) };
}

/** A few sentences and nothing else. */
export function notice(lines: readonly string[], rows: NonNullable<Message["rows"]> = []): Message {
  return cardMessage({ lead: lines }, rows);
}

function fit(fields: readonly Field[], room: number): { name: string; value: string; inline: true }[] {
  const fitting: { name: string; value: string; inline: true }[] = [];
  let left = room;
  for (const { name, value } of fields.slice(0, MAX_FIELDS)) {
    const field = {
      name: plain(name, MAX_FIELD_NAME) || NOTHING,
      value: describe([{ title: null, lines: value.split("\n") }], MAX_FIELD_VALUE) || NOTHING,
      inline: true as const,
    };
    if (sizeOf(field) > left) break;
    left -= sizeOf(field);
    fitting.push(field);
  }
  return fitting;
}

function sizeOf({ name, value }: Field): number {
  return name.length + value.length;
}

type Kept = { readonly title: string; readonly lines: readonly string[]; keep: number };

/** The sections as one text of at most `max`. While it is too long, the longest section gives up its last line. */
function describe(sections: readonly Section[], max: number): string {
  const kept: Kept[] = sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => ({
      title: title === null ? "" : `**${plain(title, MAX_FIELD_NAME)}**`,
      lines,
      keep: lines.length,
    }));
  for (;;) {
    const texts = kept.map(textOf);
    const text = texts.join("\n\n");
    if (text.length <= max) return text;
    const longest = texts.reduce((best, text, i) => (text.length > (texts[best]?.length ?? 0) ? i : best), 0);
    const section = kept[longest];
    if (section === undefined) return "";
    if (section.keep > 0) section.keep -= 1;
    else kept.splice(longest, 1);
  }
}

function textOf({ title, lines, keep }: Kept): string {
  const missing = lines.length - keep;
  const more =
    missing === 0 ? [] : [keep === 0 ? `${digits(missing)} not shown` : `… and ${digits(missing)} more`];
  return [...(title === "" ? [] : [title]), ...lines.slice(0, keep), ...more].join("\n");
}
