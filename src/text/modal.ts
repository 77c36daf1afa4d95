import type { APILabelComponent } from "discord.js";
import { LABEL, ONE_LINE, TEXT_INPUT } from "./discord-numbers.ts";
import { MAX_LABEL, MAX_LABEL_DESCRIPTION, MAX_MODAL_TITLE, MAX_OPTION_TEXT } from "./limits.ts";
import type { Modal } from "./reply.ts";
import { label } from "./safe.ts";

export type Question = {
  /** Names the route that takes the answer. */
  readonly customId: string;
  readonly title: string;
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly value?: string | null;
  readonly required: boolean;
  readonly maxLength: number;
};

/** What a question's answer is found under in a click's fields. */
export const ANSWER = "answer";

/** A form that asks for one line of text. */
export function questionModal(question: Question): Modal {
  const { help, placeholder, value } = question;
  const input: APILabelComponent = {
    type: LABEL,
    label: label(question.label, MAX_LABEL),
    ...(help && { description: label(help, MAX_LABEL_DESCRIPTION) }),
    component: {
      type: TEXT_INPUT,
      custom_id: ANSWER,
      style: ONE_LINE,
      required: question.required,
      max_length: question.maxLength,
      ...(placeholder && { placeholder: label(placeholder, MAX_OPTION_TEXT) }),
      // Longer than the limit it would be refused as a whole.
      ...(value && value.length <= question.maxLength && { value }),
    },
  };
  return { customId: question.customId, title: label(question.title, MAX_MODAL_TITLE), labels: [input] };
}
