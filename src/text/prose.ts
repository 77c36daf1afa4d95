import { plain } from "./safe.ts";

// Texts of teaching material: what their author wrote, with `code` in backticks. Nothing else in them is markdown.

const FENCE = "```";
/** What begins a line of its own in a text of several lines: 1. a) - and the like. */
const ITEM = /^(?:\d{1,2}|[a-z])[.)]\s|^[-•*]\s/u;

/** One line in which code shows as code and all else as it is written. */
export function prose(text: string): string {
  const parts = text.replaceAll(/\s+/gu, " ").trim().split("`");
  // A last backtick without a partner is a sign like any other.
  const whole = parts.length % 2 === 1 ? parts : [...parts.slice(0, -2), parts.slice(-2).join("'")];
  return whole.map((part, i) => (i % 2 === 0 ? around(part) : code(part))).join("");
}

/** The same without marks: for titles, buttons and options, where Discord shows code as anything else. */
export function bare(text: string): string {
  return text.replaceAll("`", "");
}

/**
 * A text of several lines, as lines to show. A line goes on in the next one, as authors break long ones, unless that is empty or begins
 * with a list's mark; what stands between ``` and ``` keeps its lines, and is one line here, so that it is shown whole or not at all.
 */
export function proseLines(text: string): string[] {
  return text.split(FENCE).flatMap((part, i) => (i % 2 === 0 ? paragraphsOf(part) : [block(part)]));
}

function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = [];
  let open = false;
  for (const line of text.split("\n").map((line) => line.trim())) {
    if (line === "") open = false;
    else if (open && !ITEM.test(line)) paragraphs.push(`${paragraphs.pop()} ${line}`);
    else paragraphs.push(line);
    open = line !== "";
  }
  return paragraphs.map(prose);
}

function block(text: string): string {
  const [, language = "", lines = text] = /^([a-z]{0,10})[^\S\n]*\n(.*)$/su.exec(text) ?? [];
  return `${FENCE}${language}\n${quiet(lines.replaceAll("\t", "  ").trimEnd())}\n${FENCE}`;
}

/** What stands before, between and after pieces of code; the blanks at its ends are the only ones between it and them. */
function around(text: string): string {
  const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  return `${before}${plain(inner)}${after}`;
}

function code(text: string): string {
  return text.trim() === "" ? "" : `\`${quiet(text.trim())}\``;
}

/** Without what could name everybody or turn the rest of the message around. */
function quiet(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, "")
    .replaceAll(/@(?=everyone|here)/giu, "@\u200B");
}
