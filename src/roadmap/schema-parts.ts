import { z } from "zod";

// Each message of a schema is the second half of a problem: what would be right. The reader adds what is wrong.

/** `v1:roadmap:check:` and an id must fit a custom id of 100 characters, and an id must read well in an address. */
const ID = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/;
const MAX_ID = 60;
/** The id of a part of a topic or an objective is theirs and a few characters more. */
export const MAX_PART_ID = MAX_ID + 10;
const BREAK = /[\p{Cc}\u2028\u2029]/u;
const CONTROL = /[^\P{Cc}\n]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u; // an emoji is a symbol; spaces and characters without a width are not enough
// What an address must percent-encode, and what would end a link in Discord's Markdown.
const URL_TEXT = /^https:\/\/[^\s<>"'`\\^{|}]+$/;
const MAX_URL = 300; // a link button takes 512; a list of ten links must fit one message

export function idOf(what: string, max = MAX_ID) {
  const right = `write lowercase letters, digits and -, such as ${what}`;
  return z.string({ error: right }).regex(ID, { error: right }).max(max, `use at most ${max}`);
}

/** A text of one line. */
export function line(max: number, right: string) {
  return visible(max, right).refine((text) => !BREAK.test(text), { error: "write it on one line" });
}

/** A text that may have several paragraphs. */
export function paragraphs(max: number, right: string) {
  const error = "use letters, signs and line breaks alone";
  return visible(max, right).refine((text) => !CONTROL.test(text), { error });
}

// Lengths go into the JSON Schema; what is refined is left to the reader, as an editor could only quote a pattern.
function visible(max: number, right: string) {
  return z
    .string({ error: right })
    .min(1, { error: right })
    .max(max, { error: `use at most ${max}` })
    .refine((text) => VISIBLE.test(text), { error: right });
}

export function wholeNumber(max: number, right: string) {
  return z.int({ error: right }).min(1, { error: right }).max(max, { error: right });
}

export function oneOf<const Values extends readonly [string, ...string[]]>(...values: Values) {
  return z.enum(values, { error: `write one of ${values.join(", ")}` });
}

/** A list of at least `min` and at most `max` entries. */
export function listOf<Entry extends z.ZodType>(entry: Entry, { min, max }: { min: number; max: number }) {
  return z
    .array(entry, { error: "write a list, each entry after a dash or all of them in [ ]" })
    .min(min, { error: `write at least ${min === 1 ? "one" : min}` })
    .max(max, { error: `write at most ${max}` });
}

/** A group of fields. An unknown one gets the names of the known as its message, for the reader to choose from. */
export function group<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const names = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: ({ code }) => (code === "unrecognized_keys" ? names : `write its fields: ${names}`),
  });
}

function isAddress(text: string): boolean {
  const address = URL.parse(text);
  return (
    address !== null && address.hostname.includes(".") && address.username === "" && address.password === ""
  );
}

const rightUrl = "write an address such as https://example.org/page";

/** The address of a page. */
export const url = z
  .string({ error: rightUrl })
  .regex(URL_TEXT, { error: rightUrl })
  .max(MAX_URL, { error: `use at most ${MAX_URL}` })
  .refine((text) => !URL_TEXT.test(text) || isAddress(text), { error: rightUrl })
  .describe("A page on the web, with https.");

/** The day of the last look at a thing. */
export const date = z.iso
  .date({ error: "write a day such as 2026-11-22" })
  .describe("The day on which it was last looked at, such as 2026-11-22.");

export const note = line(300, "write what a learner should know, or leave the field out").describe(
  "What a learner should know before opening it, in one or two short sentences. Left out where there is nothing to say.",
);

const option = idOf("aws");
const rightOnly = "write an option or a list of options, as in { cloud-provider: aws }";

/** Whom an entry is for. That it names exactly one choice is checked with the rules, where the choices are known. */
export const only = z
  .record(z.string(), z.union([option, listOf(option, { min: 1, max: 25 })], { error: rightOnly }), {
    error: rightOnly,
  })
  .meta({
    description:
      "For members who chose this option of the choice, and for those who have not chosen yet: { cloud-provider: aws } or { cloud-provider: [aws, gcp] }.",
    minProperties: 1,
    maxProperties: 1,
  });
