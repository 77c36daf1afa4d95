import type { APILabelComponent } from "discord.js";
import { LABEL, ONE_LINE, TEXT_INPUT } from "./discord-numbers.ts";
import { MAX_LABEL, MAX_LABEL_DESCRIPTION, MAX_MODAL_TITLE, MAX_OPTION_TEXT } from "./limits.ts";
import type { Modal } from "./reply.ts";
import { label } from "./safe.ts";

/** One line of text that is asked for. */
export type Input = {
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly value?: string | null;
  readonly required: boolean;
  readonly maxLength: number;
};

export type Question = Input & {
  /** Names the route that takes the answer. */
  readonly customId: string;
  readonly title: string;
};

/** What a question's answer is found under in a click's fields. */
export const ANSWER = "answer";

/** A form that asks for one line of text. */
export function questionModal({ customId, title, ...input }: Question): Modal {
  return formModal(customId, title, { [ANSWER]: input });
}

/** A form that asks for several, each found under its name in a click's fields. */
export function formModal(customId: string, title: string, inputs: Readonly<Record<string, Input>>): Modal {
  return {
    customId,
    title: label(title, MAX_MODAL_TITLE),
    labels: Object.entries(inputs).map(([name, input]) => inputOf(name, input)),
  };
}

function inputOf(name: string, input: Input): APILabelComponent {
  const { help, placeholder, value } = input;
  return {
    type: LABEL,
    label: label(input.label, MAX_LABEL),
    ...(help && { description: label(help, MAX_LABEL_DESCRIPTION) }),
    component: {
      type: TEXT_INPUT,
      custom_id: name,
      style: ONE_LINE,
      required: input.required,
      max_length: input.maxLength,
      ...(placeholder && { placeholder: label(placeholder, MAX_OPTION_TEXT) }),
      // Longer than the limit it would be refused as a whole.
      ...(value && value.length <= input.maxLength && { value }),
    },
  };
}
