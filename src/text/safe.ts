const ELLIPSIS = "…";
const SOMEBODY = "Somebody";
// Longer addresses would fill the embed; the title is then shown without its link.
const MAX_URL = 600;

// Left-to-right and right-to-left embeddings, overrides and isolates: one left open turns the rest of the message around.
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EEFF}]/u;
// Stacked marks paint over the lines above and below. No living script needs more than four.
const STACKED_MARKS = /(\p{Mn}{4})\p{Mn}+/gu;
// Letters and signs that are drawn as nothing: the fillers of Hangul and the empty braille cell.
const VISIBLE = /[[\p{L}\p{N}\p{P}\p{S}]--[\u115F\u1160\u2800\u3164\uFFA0]]/v;

// Words with the usual punctuation, in which no rule below finds anything to change: nearly all that a roadmap says. Seen in a tenth of
// the time that the rules take, and they took half of what an answer's text cost.
const HARMLESS = /^(?:[A-Za-z(]|\d+(?= ))(?: ?[A-Za-z0-9\u00C0-\u024F!"'(),./;=?&%$#>+·–—’…-]|:(?= ))*$/u;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * One line of text as it was meant, for places where Discord reads no markdown: labels of buttons and options, footers, completions.
 * At most `max` UTF-16 code units, cut between graphemes.
 */
export function label(text: string, max: number): string {
  return cut(HARMLESS.test(text) ? text : oneLine(text), max);
}

/**
 * One line of text that shows as it is wherever Discord reads markdown: nothing in it formats, links, mentions or pings. At most `max`
 * UTF-16 code units, escapes included.
 */
export function plain(text: string, max = Number.POSITIVE_INFINITY): string {
  if (text.length <= max && HARMLESS.test(text)) return text;
  const line = oneLine(text);
  const whole = escape(line);
  if (whole.length <= max) return whole;
  return longest(line, (part) => escape(part + ELLIPSIS), max);
}

/** A person's name as markdown. A name of nothing but blanks gets a stand-in. */
export function personName(displayName: string, max = 64): string {
  return VISIBLE.test(displayName) ? plain(displayName, max) : SOMEBODY;
}

/** `[title](url)` that no title and no address can break out of; the title alone where the address is no http(s) one. */
export function link(title: string, url: string, max = 200): string {
  const href = webAddress(url);
  if (href === null) return plain(title, max);
  // Discord shows the raw text of a link whose title holds an address or an odd bracket.
  const text = title
    .replaceAll(/https?:\/\//giu, "")
    .replaceAll("[", "(")
    .replaceAll("]", ")");
  return `[${plain(text, max) || "Link"}](${href})`;
}

/**
 * The address in a form that can stand in a masked link, or null: only http and https, no user name in it (a favourite of phishers),
 * at most 600 characters.
 */
export function webAddress(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return null;
  if (parsed.username !== "" || parsed.password !== "") return null;
  const path = `${parsed.pathname}${parsed.search}${parsed.hash}`;
  const safe = path.replaceAll(/[()[\]<>\\|`"'\s]|@(?=everyone|here)/giu, percentEncode);
  const href = `${parsed.origin}${safe}`;
  return href.length <= MAX_URL ? href : null;
}

/** At most `max` UTF-16 code units, cut between graphemes, with an ellipsis where something is missing. For text without markdown. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : longest(text, (part) => part + ELLIPSIS, max);
}

/** A longer text as safe lines, one a paragraph, with a blank line between two. */
export function paragraphs(text: string, max = 1500): string[] {
  const lines = text.split(/\n+/u).map((line) => plain(line, max));
  return lines.filter((line) => line !== "").flatMap((line, i) => (i === 0 ? [line] : ["", line]));
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(BIDI_CONTROLS, "")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .replaceAll(STACKED_MARKS, "$1")
    .trim();
}

function escape(line: string): string {
  const escaped = line
    .replaceAll(/[\\*_~`|[\]<]/gu, String.raw`\$&`)
    // A colon that would begin an address or an emoji's short name.
    .replaceAll(/:(?=\/\/|[\w+-]+:)/gu, String.raw`\:`)
    // What begins a heading, a quote, small print or a list, at the start of a line.
    .replace(/^[#>+-]/u, String.raw`\$&`)
    .replace(/^(\d+)([.)])/u, String.raw`$1\$2`)
    // Discord looks for these two behind a backslash, too; a blank of no width parts them for good.
    .replaceAll(/@(?=everyone|here)/giu, "@\u200B")
    // So that a backslash at the end cannot be taken for one of the mark of ours that follows.
    .replace(/\\$/u, "\\\u200B");
  // Isolated, so that the numbers beside a Hebrew or Arabic name stay on their side.
  return RIGHT_TO_LEFT.test(escaped) ? `\u2068${escaped}\u2069` : escaped;
}

/** The longest run of whole graphemes that, once dressed, still fits. */
function longest(text: string, dress: (part: string) => string, max: number): string {
  // A grapheme has at least one code unit, so nothing past `max` of them can matter, and few read on past a long one.
  const ends = [0];
  for (const { index, segment } of graphemes.segment(text)) {
    if (index > max) break;
    ends.push(index + segment.length);
  }
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (dress(text.slice(0, ends[middle]).trimEnd()).length <= max) low = middle;
    else high = middle - 1;
  }
  const fitting = dress(text.slice(0, ends[low]).trimEnd());
  return fitting.length <= max ? fitting : "";
}

function percentEncode(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
}
