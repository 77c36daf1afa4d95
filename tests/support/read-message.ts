import { BUTTON, SELECT } from "../../src/text/discord-numbers.ts";
import type { Message, Reply } from "../../src/text/reply.ts";

// A message as whoever looks at it finds their way in it.

type Part = NonNullable<Message["rows"]>[number]["components"][number];

function partsOf({ rows = [] }: Message): readonly Part[] {
  return rows.flatMap((row) => row.components);
}

function buttonsOf(message: Message) {
  return partsOf(message).flatMap((part) => (part.type === BUTTON && "custom_id" in part ? [part] : []));
}

function selectsOf(message: Message) {
  return partsOf(message).flatMap((part) => (part.type === SELECT ? [part] : []));
}

/** What the inputs of a form hold already, in their order. Throws for a reply that is no form. */
export function filledIn(reply: Reply): readonly (string | null)[] {
  if (reply.kind !== "modal") throw new Error(`not a form: ${reply.kind}`);
  return reply.modal.labels.map(({ component }) => ("value" in component ? (component.value ?? null) : null));
}

/** The labels of all buttons. */
export function labelsOf(message: Message): readonly string[] {
  return buttonsOf(message).map(({ label }) => label ?? "");
}

/** The custom id of the button whose label begins so. Throws where there is none. */
export function findButton(message: Message, label: string): string {
  const found = buttonsOf(message).find((button) => button.label?.startsWith(label));
  if (!found) throw new Error(`no button ${label} in:\n${textOf(message)}`);
  return found.custom_id;
}

/** The custom id of the select whose placeholder begins so. Throws where there is none, or where it does not offer these values. */
export function findSelect(message: Message, placeholder: string, values: readonly string[]): string {
  const found = selectsOf(message).find((select) => select.placeholder?.startsWith(placeholder));
  if (!found) throw new Error(`no select ${placeholder} in:\n${textOf(message)}`);
  const offered = found.options.map(({ value }) => value);
  const wrong = values.filter((value) => !offered.includes(value));
  if (wrong.length > 0)
    throw new Error(`${placeholder} offers ${offered.join(", ")}, not ${wrong.join(", ")}`);
  return found.custom_id;
}

/** What is picked in a select beforehand. */
export function pickedIn(message: Message, placeholder: string): readonly string[] {
  const select = selectsOf(message).find((one) => one.placeholder?.startsWith(placeholder));
  return (select?.options ?? []).flatMap(({ value, default: picked }) => (picked ? [value] : []));
}

/** A message as text: what is said, and what can be clicked. */
export function textOf(message: Message): string {
  const lines = (message.embeds ?? []).map(({ title = "", description = "", fields = [], footer }) =>
    [
      title,
      description,
      fields.map(({ name, value }) => `${name}: ${value}`).join("\n"),
      footer?.text ?? "",
    ].join("\n"),
  );
  const selects = selectsOf(message).map(
    ({ placeholder, options }) => `{${placeholder}: ${options.map(({ label }) => label).join(" | ")}}`,
  );
  const buttons = labelsOf(message).map((label) => `[${label}]`);
  return [message.content ?? "", ...lines, ...selects, ...buttons].join("\n");
}
