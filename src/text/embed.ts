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

/**
 * The embed of a card, within all of Discord's limits: what does not fit is left out by whole lines, and the reader told how many. `room`
 * is what other embeds of the message leave it.
 */
export function embed(card: Card, room = MAX_EMBED): APIEmbed {
  const title = plain(card.title ?? "", MAX_TITLE);
  const footer = label(card.footer ?? "", MAX_FOOTER);
  const fields = fit(card.fields ?? [], room - title.length - footer.length - MAX_FIELD_VALUE);
  const used = title.length + footer.length + fields.reduce((sum, field) => sum + sizeOf(field), 0);
  const description = describe(allSections(card), Math.min(MAX_DESCRIPTION, room - used));
  return {
    color: ACCENT,
    ...(title !== "" && { title }),
    ...(description !== "" && { description }),
    ...(fields.length > 0 && { fields: [...fields] }),
    ...(footer !== "" && { footer: { text: footer } }),
    ...(title + description === "" && fields.length === 0 && { description: NOTHING }),
  };
}

/**
 * The embeds of cards that stand under each other, with `room` for all of them together. The first ones have it first, but for `kept`,
 * which is the last one's.
 */
export function embeds(cards: readonly Card[], room = MAX_EMBED, kept = 0): APIEmbed[] {
  const made: APIEmbed[] = [];
  for (const [i, card] of cards.entries()) {
    const left = room - sizeOfAll(made);
    made.push(embed(card, i < cards.length - 1 ? left - kept : left));
  }
  return made;
}

/** What Discord counts of embeds. */
export function sizeOfAll(made: readonly APIEmbed[]): number {
  return made.reduce((sum, { title = "", description = "", fields = [], footer }) => {
    const named = fields.reduce((length, field) => length + sizeOf(field), 0);
    return sum + title.length + description.length + named + (footer?.text.length ?? 0);
  }, 0);
}

/** Whether Discord takes these cards whole, with at most `room` characters together. */
export function fits(cards: readonly Card[], room: number): boolean {
  const texts = cards.map((card) => describe(allSections(card), Number.POSITIVE_INFINITY));
  const headings = cards.map(
    ({ title = "", footer = "" }) => plain(title, MAX_TITLE) + label(footer, MAX_FOOTER),
  );
  const sum = [...texts, ...headings].reduce((length, text) => length + text.length, 0);
  return texts.every((text) => text.length <= MAX_DESCRIPTION) && sum <= room;
}

function allSections({ lead = [], sections = [] }: Card): Section[] {
  return [{ title: null, lines: lead }, ...sections];
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

type Kept = {
  readonly title: string;
  readonly lines: readonly string[];
  keep: number;
  /** Of the title and the lines that are kept, each with its line break. */
  length: number;
};

/** The sections as one text of at most `max`. While it is too long, the longest section gives up its last line. */
function describe(sections: readonly Section[], max: number): string {
  const kept = sections.filter(({ lines }) => lines.length > 0).map(keepAll);
  for (;;) {
    // Counted, not joined: a section may hold hundreds of lines, of which a few fit.
    const lengths = kept.map((one) => one.length + moreLine(one).length - (moreLine(one) === "" ? 1 : 0));
    const whole = lengths.reduce((sum, length) => sum + length, 0) + 2 * Math.max(0, kept.length - 1);
    if (whole <= max) return kept.map(textOf).join("\n\n");
    const longest = lengths.reduce((best, length, i) => (length > (lengths[best] ?? 0) ? i : best), 0);
    const section = kept[longest];
    if (section === undefined) return "";
    if (section.keep > 0) {
      section.keep -= 1;
      section.length -= (section.lines[section.keep]?.length ?? 0) + 1;
    } else kept.splice(longest, 1);
  }
}

function keepAll({ title, lines }: Section): Kept {
  const heading = title === null ? "" : `**${plain(title, MAX_FIELD_NAME)}**`;
  const start = heading === "" ? 0 : heading.length + 1;
  const length = lines.reduce((sum, line) => sum + line.length + 1, start);
  return { title: heading, lines, keep: lines.length, length };
}

/** That something is missing, and how much. */
function moreLine({ lines, keep }: Kept): string {
  const missing = lines.length - keep;
  if (missing === 0) return "";
  return keep === 0 ? `${digits(missing)} not shown` : `… and ${digits(missing)} more`;
}

function textOf(kept: Kept): string {
  const more = moreLine(kept);
  const title = kept.title === "" ? [] : [kept.title];
  return [...title, ...kept.lines.slice(0, kept.keep), ...(more === "" ? [] : [more])].join("\n");
}
